// The placeholder of the panel: a skeleton while it loads, or the reason why it can't be shown. Built without the
// wasm module and its style sheet, because they have not loaded.

import { adopt } from "./stand-in-sheet.js";

// From `title.create` on, these are never shown: they reserve the space of the panel's own texts in the skeleton.
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

/** When loading counts as slow, and when a retry is offered, in milliseconds. */
const SLOW = 10_000;
const STUCK = 30_000;

/**
 * The options of both.
 * @typedef {object} Options
 * @property {string} [theme]
 * @property {() => Record<string, string>} messages the page's own texts, and those of the language once loaded
 * @property {() => void} retry
 */

/**
 * Shows why there is no panel, and a button to try again. Returns the sentence.
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
  // After it is in the page, or else screen readers would not announce it.
  say(sentence, messages(), `failure.${code}`);
  return sentence.textContent;
}

/**
 * Shows the skeleton of the panel. After a while it says that the panel is still loading, and later offers to try
 * again; at once if the user has just pressed that button of a failure.
 *
 * Returns `speak`, to call when the texts change, and `end`.
 * @param {ShadowRoot} root
 * @param {boolean} edits whether a connection is being loaded, so that the panel has no settings yet
 * @param {Options} options
 */
export function showSkeleton(root, edits, { theme, messages, retry }) {
  const bones = div("bones", ...(edits ? outlinesOfLoading() : outlinesOfForm()));
  // The live region is outside the busy element, or else screen readers would not announce it.
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

/** Changes the theme of the placeholder. */
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
  // Focus was on a button that is gone. Keep it here, so that the user need not start at the top of the page.
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

/** A skeleton text, as long as the real one. */
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

/** Writes only what has changed, because a live region announces every write. */
function say(element, messages, key) {
  const said = text(messages, key);
  if (element.textContent !== said) element.textContent = said;
}
