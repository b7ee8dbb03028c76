// The gallery. With ?state=NAME it shows the panel in that state; otherwise, a list of all states.
//
// When the state is reached, the document gets the attribute `data-ready`, which tools wait for. If it can't be
// reached, `data-failed` contains the reason.

import * as allFiles from "../files.js";
import { createApi } from "../teamwork-connect/api.js";
import { hurry } from "./clock.js";
import { answerWith, isQuiet } from "./backend.js";
import { allStates, groups } from "./states.js";
import { User, until } from "./user.js";
import { openWindows } from "./windows.js";

const LOOKS = [
  ["light", { theme: "light" }],
  ["dark", { theme: "dark" }],
  ["right to left", { theme: "light", dir: "rtl", lang: "ar" }],
  ["dark, right to left", { theme: "dark", dir: "rtl", lang: "ar" }],
  ...["de", "es", "fr", "ja", "pt-BR"].map((lang) => [lang, { theme: "light", lang }]),
];

const page = document.documentElement;
const asked = new URLSearchParams(location.search);
const name = asked.get("state");

if (name) await show(name);
else list();

/** Brings the panel into a state. */
async function show(name) {
  page.lang = asked.get("lang") ?? "en";
  page.dir = asked.get("dir") ?? "ltr";
  page.dataset.theme = asked.get("theme") ?? "auto";
  try {
    const state = allStates.get(name);
    if (!state) throw new Error(`unknown state ${name}`);
    title(name, state.about);
    answerWith(state.backend ?? {});
    openWindows(state.windows ?? "open");
    hurry(state.hurry ?? []);
    const user = new User(panel(state));
    await state.play?.(user);
    await document.fonts.ready;
    await until("the backend to be idle", isQuiet);
    await drawn();
    page.dataset.ready = "";
  } catch (error) {
    page.dataset.failed = String(error);
    throw error;
  }
}

function title(name, about) {
  document.title = `${name} · Gallery · Teamwork Connect`;
  const back = link("Gallery", {});
  document.querySelector("h1").replaceChildren(back, ` ${name}`);
  document.getElementById("about").textContent = about;
}

/** Creates the element, as any page would. */
function panel({ connection, authorize, properties = {}, files = {} }) {
  createApi({ ...allFiles, ...files }).define();
  const element = document.createElement("teamwork-connect");
  const attributes = {
    backend: "/api",
    theme: page.dataset.theme,
    lang: page.lang,
    "connection-id": connection,
    authorize,
  };
  for (const [name, value] of Object.entries(attributes)) {
    if (value) element.setAttribute(name, value);
  }
  Object.assign(element, properties);
  document.querySelector("main").append(element);
  return element;
}

/** Waits until the browser has painted. */
async function drawn() {
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
}

function list() {
  const sections = groups.map(({ title, states }) => {
    const section = document.createElement("section");
    section.append(text("h2", title), ...Object.entries(states).map(row));
    return section;
  });
  document.querySelector("main").append(...sections);
  page.dataset.ready = "";
}

function row([state, { about }]) {
  const item = document.createElement("div");
  item.className = "row";
  item.dataset.state = state;
  const head = document.createElement("p");
  head.append(link(state, { state }), text("span", ` ${about}`));
  const links = document.createElement("p");
  for (const [label, parameters] of LOOKS) {
    const look = link(label, { state, ...parameters });
    look.setAttribute("aria-label", `${state}, ${label}`);
    links.append(look, " ");
  }
  item.append(head, links);
  return item;
}

function text(tag, content) {
  const element = document.createElement(tag);
  element.textContent = content;
  return element;
}

function link(content, parameters) {
  const element = text("a", content);
  const query = new URLSearchParams(parameters).toString();
  element.href = query ? `?${query}` : location.pathname;
  return element;
}
