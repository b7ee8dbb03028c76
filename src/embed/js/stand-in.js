// What stands in place of the panel: its outlines while it is loaded, or why there is none. Built without the
// wasm module and its style sheet, which are what is missing.

import { adopt } from "./stand-in-sheet.js";

// From `title.create` on they are not said: they give the outlines the room of the panel's own words.
const ENGLISH = {
  "failure.load_failed": "Part of this component couldn’t be loaded. Check your network and try again.",
  "failure.internal": "This panel stopped because of an internal error.",
  "progress.slow": "Still loading…",
  "progress.stuck": "Loading is taking longer than usual. Check your network or try again.",
  "action.retry": "Try again",
  "title.create": "Create connection",
  "title.required": "Fields marked * are required.",
  "label.name": "Name your connection",
  "label.apiType": "API type",
  "label.address": "Paste your Teamwork address",
  "help.address": "Copy the address of any page in your account to fill in these settings.",
  "help.name": "A name you’ll recognize in a list.",
  "api.projects": "Projects",
  "api.projects.help": "Projects, tasks, milestones, time and people",
  "api.desk": "Desk",
  "api.desk.help": "Tickets, inboxes and conversations",
  "api.spaces": "Spaces",
  "api.spaces.help": "Internal documents and knowledge bases",
};

/** When loading is called slow, and when it can be begun again. */
const SLOW = 10_000;
const STUCK = 30_000;

/**
 * What both have in common.
 * @typedef {object} Options
 * @property {string} [theme]
 * @property {() => Record<string, string>} messages the page's own, and those of the language where it is here
 * @property {() => void} retry
 */

/**
 * Shows why there is no panel, and how to try again. Gives the sentence.
 * @param {ShadowRoot} root
 * @param {"load_failed" | "internal"} code
 * @param {Options} options
 */
export function showFailure(root, code, { theme, messages, retry }) {
  const sentence = live("alert");
  sentence.setAttribute("part", "failure");
  // Once: a second click would load it twice.
  const again = button(retry, { once: true });
  say(again, messages(), "action.retry");
  show(root, theme, again, "failed", div("foot", sentence, again));
  // After it is on the page, or screen readers would not hear of it.
  say(sentence, messages(), `failure.${code}`);
  return sentence.textContent;
}

/**
 * Shows the outlines of the panel. After a while they say that it is still loading, and later offer to try
 * again; at once where the user has just pressed that button of a failure.
 *
 * Gives `speak`, to be called when there are other words, and `end`.
 * @param {ShadowRoot} root
 * @param {boolean} edits whether a connection is to be loaded, until when the panel has no settings
 * @param {Options} options
 */
export function showSkeleton(root, edits, { theme, messages, retry }) {
  const bones = div("bones", ...(edits ? outlinesOfLoading() : outlinesOfForm()));
  // The live region is outside of what is busy, or screen readers would keep silent about it.
  bones.setAttribute("aria-busy", "true");
  bones.setAttribute("aria-hidden", "true");
  const status = live("status");
  const again = button(() => {
    retry();
    tell("progress.slow");
    wait();
  });
  const foot = div("foot", status, div("stub"));
  let said;
  let timer;

  function speak() {
    for (const line of bones.querySelectorAll("[data-key]")) line.dataset.words = text(messages(), line.dataset.key);
    say(again, messages(), "action.retry");
    if (said) say(status, messages(), said);
  }

  function tell(key) {
    said = key;
    speak();
  }

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      tell("progress.slow");
      timer = setTimeout(() => {
        foot.append(again);
        tell("progress.stuck");
      }, STUCK - SLOW);
    }, SLOW);
  }

  const pressed = root.activeElement !== null;
  if (pressed) foot.append(again);
  speak();
  show(root, theme, again, "loading", bones, foot);
  if (pressed) tell("progress.slow");
  wait();
  return { speak, end: () => clearTimeout(timer) };
}

/** Changes the theme of what stands there. */
export function setTheme(root, theme) {
  root.querySelector(".frame")?.setAttribute("data-theme", theme ?? "auto");
}

function show(root, theme, again, name, ...parts) {
  const hadFocus = root.activeElement !== null;
  const frame = div("frame", ...parts);
  frame.setAttribute("part", `panel ${name}`);
  adopt(root);
  root.replaceChildren(frame);
  setTheme(root, theme);
  // It was on a button that is gone now, and who pressed it should not have to begin at the top of the page.
  if (hadFocus) again.focus();
}

function outlinesOfForm() {
  const card = (key) => div("card", words("", key), words("tiny", `${key}.help`));
  const typed = (key) => div("field", words("small", `label.${key}`), div("box"), words("small", `help.${key}`));
  const apiType = div("field", words("small", "label.apiType"), div("cards", ...["api.projects", "api.desk", "api.spaces"].map(card)));
  return [head("title.required"), div("body", typed("name"), typed("address"), apiType)];
}

function outlinesOfLoading() {
  return [head(), div("body")];
}

function head(note) {
  return div("head", div("", words("title", "title.create"), words("small note", note)));
}

/** Outlines of words, which take the room that the words would. */
function words(look, key) {
  const line = div(`words ${look}`);
  if (key) line.dataset.key = key;
  return line;
}

function div(look, ...inside) {
  const element = document.createElement("div");
  element.className = look;
  element.append(...inside);
  return element;
}

function live(role) {
  const sentence = document.createElement("p");
  sentence.className = "says";
  sentence.setAttribute("role", role);
  sentence.dir = "auto";
  return sentence;
}

function button(press, options) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "again";
  element.setAttribute("part", "button");
  element.addEventListener("click", press, options);
  return element;
}

function text(messages, key) {
  return messages[key] ?? ENGLISH[key];
}

/** Live regions tell again what is written again, so only what is new is. */
function say(element, messages, key) {
  const said = text(messages, key);
  if (element.textContent !== said) element.textContent = said;
}
