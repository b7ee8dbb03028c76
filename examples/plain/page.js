// The page around the panel: the saved connections, and the one in the panel.

const panel = document.querySelector("teamwork-connect");
panel.messages = { "title.create": "Connect to Teamwork" };
panel.addEventListener("teamwork-saved", keep);
panel.addEventListener("teamwork-authorized", keep);
panel.addEventListener("teamwork-cancel", () => open(null));
panel.addEventListener("teamwork-done", () => open(null));
document.querySelector("#new").addEventListener("click", () => open(null));

const items = new Map();

function keep({ detail: { connection } }) {
  const { id, name, status } = connection;
  const item = document.createElement("li");
  const edit = document.createElement("button");
  edit.textContent = `Edit ${name}`;
  edit.addEventListener("click", () => open(id));
  item.append(`${name} (${status}) `, edit);
  items.set(id, item);
  document.querySelector("#connections").replaceChildren(...items.values());
  open(id);
}

/** Switches the panel to a connection, or to a new one. */
function open(id) {
  if (id) panel.setAttribute("connection-id", id);
  else panel.removeAttribute("connection-id");
}
