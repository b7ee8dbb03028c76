// The standalone page: a small app that embeds the element as any other would.

import { list, remove } from "./connections.js";
import * as files from "./files.js";
import { createApi } from "./teamwork-connect/api.js";

const element = document.querySelector("teamwork-connect");
const byId = (id) => document.getElementById(id);

/** Loads the list and shows it, or says why it can't. */
async function refresh() {
  try {
    show(await list());
    byId("trouble").textContent = "";
  } catch {
    byId("trouble").textContent =
      "There’s no backend behind this page. Stop this server and run: cargo xtask serve";
  }
}

function show(connections) {
  byId("empty").hidden = connections.length > 0;
  byId("connections").replaceChildren(...connections.map(row));
  markCurrent();
}

function row({ id, name, apiType, siteUrl, status }) {
  const item = document.createElement("li");
  item.dataset.id = id;
  const words = document.createElement("div");
  words.className = "words";
  words.append(text("strong", name), text("span", `${apiType} · ${siteUrl.replace("https://", "")}`));
  const badge = text("span", { online: "Online", untested: "Not tested" }[status] ?? "Offline");
  badge.className = `badge ${status}`;
  item.append(words, badge, button("Edit", name, () => open(id)), button("Delete", name, () => askToDelete(id, name)));
  return item;
}

function text(tag, content) {
  const element = document.createElement(tag);
  element.textContent = content;
  return element;
}

function button(label, name, press) {
  const element = text("button", label);
  element.type = "button";
  element.setAttribute("aria-label", `${label} ${name}`);
  element.addEventListener("click", press);
  return element;
}

/** Switches the panel to a connection. If there are unsaved changes, the panel asks first. */
function open(id) {
  // Only a change of the attribute reaches the panel, and the attribute need not name the connection in the panel:
  // after a first save, that is a connection that this page has not asked for.
  element.setAttribute("connection-id", "");
  if (id) element.setAttribute("connection-id", id);
  else element.removeAttribute("connection-id");
}

function askToDelete(id, name) {
  const dialog = byId("delete");
  byId("delete-text").textContent = `“${name}” and its credential will be removed.`;
  dialog.returnValue = "no";
  dialog.onclose = async () => {
    if (dialog.returnValue !== "yes") return;
    const gone = await remove(id);
    byId("said").textContent = gone ? `Deleted “${name}”.` : `Couldn’t delete “${name}”. Try again.`;
    if (gone && current === id) open(null);
    await refresh();
    byId("new").focus();
  };
  dialog.showModal();
}

let current = null;

function markCurrent() {
  for (const item of byId("connections").children) {
    item.toggleAttribute("data-current", item.dataset.id === current);
  }
}

element.addEventListener("teamwork-ready", ({ detail }) => {
  current = detail.connectionId ?? null;
  // The backend's first response also starts the session, so load the list after it.
  refresh();
});
element.addEventListener("teamwork-saved", ({ detail }) => {
  current = detail.connection.id;
  refresh();
});
element.addEventListener("teamwork-authorized", refresh);
element.addEventListener("teamwork-error", ({ detail }) => {
  if (detail.code === "network" || detail.code === "internal") refresh();
});
for (const left of ["teamwork-cancel", "teamwork-done"]) {
  element.addEventListener(left, () => {
    current = null;
    element.removeAttribute("connection-id");
    markCurrent();
  });
}
byId("new").addEventListener("click", () => open(null));

createApi(files).define();
