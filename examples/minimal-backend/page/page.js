import { mount } from "teamwork-connect";

const panel = mount(document.getElementById("panel"), {
  backend: "/api",
  messages: { "title.create": "Connect to Teamwork" },
});

panel.element.addEventListener("teamwork-saved", ({ detail: { connection } }) => {
  const item = document.createElement("li");
  item.textContent = `${connection.name} (${connection.status})`;
  document.getElementById("connections").append(item);
});
