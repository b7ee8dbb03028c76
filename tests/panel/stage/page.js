// What the tests do on the page and observe there. (A single file, because the test runner's server may hang when
// a browser requests many files at once.)


function input(control, text, inputType) {
  control.focus();
  control.value = text;
  control.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true, inputType, data: text }));
}

/** Replaces the text by typing, and stays in the field. */
export function type(control, text) {
  input(control, text, "insertText");
}

/** Replaces the text by pasting, and stays in the field. */
export function paste(control, text) {
  input(control, text, "insertFromPaste");
}

/** Leaves the field after a change. */
export function finish(control) {
  control.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Selects an option. */
export function pick(select, value) {
  select.focus();
  select.value = value;
  select.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  finish(select);
}

/** Presses a key. */
export function key(control, name, options) {
  control.focus();
  const all = { key: name, bubbles: true, composed: true, cancelable: true, ...options };
  control.dispatchEvent(new KeyboardEvent("keydown", all));
  control.dispatchEvent(new KeyboardEvent("keyup", all));
}

/** Focuses and clicks a button, a radio button or a link. */
export function press(button) {
  button.focus();
  button.click();
}

/** Whether an element is visible under the current style sheet. */
export function isVisible(element) {
  return element.checkVisibility({ visibilityProperty: true });
}


const ELEMENT_EVENTS = ["ready", "change", "dirty", "saved", "authorized", "error", "cancel", "done"].map((name) => `teamwork-${name}`);

export class Witness {
  #events = [];
  #errors = [];
  #end = new AbortController();

  constructor() {
    const { signal } = this.#end;
    for (const name of ELEMENT_EVENTS) {
      document.addEventListener(name, ({ type, detail }) => this.#events.push({ type, detail }), { signal });
    }
    window.addEventListener("error", ({ message }) => this.#errors.push(message), { signal });
    window.addEventListener("unhandledrejection", ({ reason }) => this.#errors.push(String(reason)), { signal });
  }

  events() {
    return JSON.stringify(this.#events);
  }

  errors() {
    return this.#errors.join("; ");
  }

  /** The errors so far, which are expected. */
  takeErrors() {
    return this.#errors.splice(0).join("; ");
  }

  end() {
    this.#end.abort();
  }
}


export class Canary {
  #secret = `canary${[...crypto.getRandomValues(new Uint8Array(96))].map((byte) => byte.toString(16)).join("")}`;
  #heard = [];
  #console = {};
  #end = new AbortController();

  constructor() {
    for (const name of ["log", "info", "warn", "error", "debug", "trace"]) {
      const real = (this.#console[name] = console[name]);
      console[name] = (...words) => {
        this.#heard.push([`console.${name}`, words.map(String).join(" ")]);
        real.apply(console, words);
      };
    }
    for (const kind of ELEMENT_EVENTS) {
      const note = ({ type, detail }) => this.#heard.push([type, JSON.stringify(detail)]);
      document.addEventListener(kind, note, { signal: this.#end.signal });
    }
  }

  end() {
    this.#end.abort();
    Object.assign(console, this.#console);
  }

  /** Only for testing the search itself: makes a copy in wasm. */
  reveal() {
    return this.#secret;
  }

  type(control, before = "", after = "") {
    control.focus();
    control.value = before + this.#secret + after;
    control.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true, inputType: "insertText" }));
  }

  isIn(control) {
    return control.value === this.#secret;
  }

  isPostedIn(body) {
    return body.includes(this.#secret);
  }

  // Freeing memory overwrites its first bytes, and reusing it overwrites more, so search for any part.
  isInMemory(memory) {
    const text = new TextDecoder("latin1").decode(new Uint8Array(memory.buffer));
    const parts = this.#secret.match(/.{16}/g);
    return parts.some((part) => text.includes(part));
  }

  /** Every place on the page where it is found. */
  places() {
    const places = [
      ["the document", document.documentElement.outerHTML],
      ["localStorage", JSON.stringify({ ...localStorage })],
      ["sessionStorage", JSON.stringify({ ...sessionStorage })],
      ["the cookies", document.cookie],
      ["the address", location.href],
      ["the history", JSON.stringify(history.state)],
      ["the window's name", window.name],
      ...[...document.querySelectorAll("teamwork-connect")].map((element) => ["a shadow root", element.shadowRoot.innerHTML]),
      ...this.#heard,
    ];
    return places.filter(([, text]) => text?.includes(this.#secret)).map(([place]) => place).join(", ");
  }
}


const KINDS = [
  "keydown", "keypress", "keyup", "beforeinput", "input", "change", "paste", "copy", "cut", "drop",
  "compositionstart", "compositionupdate", "compositionend",
];

/** Dispatches every kind of event on a control, and returns those that reached the document. */
export function overheard(control) {
  const heard = [];
  const end = new AbortController();
  for (const kind of KINDS) {
    document.addEventListener(kind, ({ type }) => heard.push(type), { signal: end.signal });
  }
  for (const event of KINDS.map(make)) control.dispatchEvent(event);
  end.abort();
  return heard.join(" ");
}

/** Whether the page allows pasting into a control. */
export function takesPaste(control) {
  return control.dispatchEvent(make("paste"));
}

function make(kind) {
  const init = { bubbles: true, composed: kind !== "change", cancelable: true };
  if (kind.startsWith("key")) return new KeyboardEvent(kind, { ...init, key: "x" });
  if (kind.endsWith("input")) return new InputEvent(kind, { ...init, inputType: "insertText" });
  if (kind.startsWith("composition")) return new CompositionEvent(kind, init);
  if (kind === "drop") return new DragEvent(kind, init);
  if (kind === "change") return new Event(kind, init);
  return new ClipboardEvent(kind, init);
}


const realOpen = window.open;

/** Fakes the windows that the panel opens, and whether the page has the focus. */
export class Windows {
  #opened = [];
  #gone = [];
  #way = "opens";

  constructor() {
    window.open = (...given) => this.#open(...given);
    this.setPageHasFocus(false);
  }

  restore() {
    window.open = realOpen;
    delete document.hasFocus;
  }

  /** How the browser behaves from now on: `opens`, `refuses`, `throws`, `opens closed`, or `opens foreign`. */
  setWay(way) {
    this.#way = way;
  }

  setPageHasFocus(has) {
    document.hasFocus = () => has;
  }

  /** What the user, or Teamwork's headers, do to the newest window. */
  shut() {
    this.#opened.at(-1).closed = true;
  }

  /** Makes the newest window show this page of the panel's own origin. */
  stray(url) {
    const {body} = documentOfAnotherRealm();
    this.#opened.at(-1).document = {readyState: "complete", URL: url, title: "", body};
  }

  /** Lets the newest window send a message, as the done page does. */
  post(json, origin) {
    deliver(json, origin, this.#opened.at(-1));
  }

  /** The addresses that the panel's own tab was navigated to. */
  gone() {
    return this.#gone.join(" ");
  }

  list() {
    return JSON.stringify(this.#opened.map(({ url, name, features, closed, focused, visited, document: page }) => (
      { url, name, features, closed, focused, visited, title: page.title, text: page.body.textContent }
    )));
  }

  #open(url, name, features) {
    if (name === "_self") {
      this.#gone.push(url);
      return window;
    }
    const opened = new OpenedWindow(url, name, features);
    this.#opened.push(opened);
    if (this.#way === "throws") throw new Error("not allowed");
    if (this.#way === "refuses") return null;
    opened.closed = this.#way === "opens closed";
    if (this.#way !== "opens foreign") return opened;
    return new Proxy(opened, { get: (from, key) => {
      if (key === "document") throw new DOMException("Blocked a frame", "SecurityError");
      const value = from[key];
      return typeof value === "function" ? value.bind(from) : value;
    } });
  }
}

/** Like in a real window, objects are not instances of the page's own classes. */
function documentOfAnotherRealm() {
  const frame = document.body.appendChild(document.createElement("iframe"));
  const made = frame.contentDocument.implementation.createHTMLDocument("");
  frame.remove();
  return made;
}

class OpenedWindow {
  closed = false;
  focused = 0;
  visited = [];
  document = documentOfAnotherRealm();
  location = { replace: (url) => this.visited.push(url) };

  constructor(url, name, features) {
    Object.assign(this, { url, name, features });
  }

  focus() {
    this.focused += 1;
  }

  close() {
    this.closed = true;
  }
}


const realTime = { setTimeout: window.setTimeout, clearTimeout: window.clearTimeout };

/** A clock that stands still until it is moved. */
export class Clock {
  #now = 5000.5;
  #timers = new Map();
  #next = 1_000_000;

  constructor() {
    performance.now = () => this.#now;
    window.setTimeout = (act, pause = 0) => {
      this.#timers.set(this.#next += 1, { act, due: this.#now + pause });
      return this.#next;
    };
    window.clearTimeout = (id) => {
      if (!this.#timers.delete(id)) realTime.clearTimeout.call(window, id);
    };
  }

  restore() {
    delete performance.now;
    Object.assign(window, realTime);
  }

  /** The page's time. */
  now() {
    return this.#now;
  }

  /** The number of pending timers. */
  timers() {
    return this.#timers.size;
  }

  /** In how many milliseconds the next timer fires. */
  next() {
    return Math.min(...[...this.#timers.values()].map(({ due }) => due - this.#now));
  }

  /** Advances to the next timer due by then, and fires it. Returns whether there was one. */
  ring(until) {
    const [[id, timer] = []] = [...this.#timers].sort(([, one], [, other]) => one.due - other.due);
    if (!timer || timer.due > until) {
      this.#now = until;
      return false;
    }
    this.#timers.delete(id);
    this.#now = timer.due;
    timer.act();
    return true;
  }
}


const { addEventListener, removeEventListener } = EventTarget.prototype;
const realListening = { addEventListener, removeEventListener };
const RealChannel = window.BroadcastChannel;

/** The resources held since watching started: listeners on window and document, and channels. */
export class Holdings {
  #held = [];

  constructor() {
    const held = this.#held;
    const name = (target) => (target === window ? "window" : target === document ? "document" : null);
    const drop = (what) => {
      const place = held.findIndex((other) => what.every((part, index) => part === other[index]));
      if (place >= 0) held.splice(place, 1);
    };
    EventTarget.prototype.addEventListener = function (kind, act, options) {
      const target = name(this ?? window);
      if (target) held.push([`${target} ${kind}`, act]);
      return realListening.addEventListener.call(this ?? window, kind, act, options);
    };
    EventTarget.prototype.removeEventListener = function (kind, act, options) {
      const target = name(this ?? window);
      if (target) drop([`${target} ${kind}`, act]);
      return realListening.removeEventListener.call(this ?? window, kind, act, options);
    };
    window.BroadcastChannel = class extends RealChannel {
      constructor(channel) {
        super(channel);
        held.push([`channel ${channel}`, this]);
      }

      close() {
        drop([`channel ${this.name}`, this]);
        super.close();
      }
    };
  }

  restore() {
    Object.assign(EventTarget.prototype, realListening);
    window.BroadcastChannel = RealChannel;
  }

  list() {
    return this.#held.map(([what]) => what).sort().join(", ");
  }
}

/** Restores everything that a failed test may have replaced. */
export function restoreAll() {
  endPretending();
  Windows.prototype.restore.call(null);
  Clock.prototype.restore.call(null);
  Holdings.prototype.restore.call(null);
}


/** Sends a message on a channel, and waits until it has been delivered. */
export async function broadcast(name, json) {
  const [sender, listener] = [new RealChannel(name), new RealChannel(name)];
  await new Promise((heard) => {
    listener.onmessage = heard;
    sender.postMessage(JSON.parse(json));
  });
  sender.close();
  listener.close();
}

/** Delivers a message of this origin to the window, from an unknown window. */
export function message(json, origin) {
  deliver(json, origin, window);
}

function deliver(json, origin, source) {
  const event = new MessageEvent("message", { data: JSON.parse(json), origin });
  // The browser would not accept one of our fake windows as a source.
  Object.defineProperty(event, "source", { value: source });
  window.dispatchEvent(event);
}

/** Dispatches an event on the window, or on the document if it belongs there. */
export function happen(kind) {
  (kind === "visibilitychange" ? document : window).dispatchEvent(new Event(kind));
}

/** Presses Escape in a dialog, with the browser's default behavior. */
export function escape(dialog) {
  dialog.requestClose();
}


/** Fakes the clipboard. */
export class Clipboard {
  #text = "";

  constructor(way) {
    const take = async (text) => {
      if (way === "refuses") throw new Error("not allowed");
      this.#text = text;
    };
    const value = way === "is missing" ? undefined : { writeText: take };
    Object.defineProperty(navigator, "clipboard", { value, configurable: true });
  }

  restore() {
    // The real one is on the prototype.
    delete navigator.clipboard;
  }

  text() {
    return this.#text;
  }
}

/** Imports a module from its source. */
export async function importText(source) {
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  try {
    return await import(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}

function evaluate(code, given, api) {
  return new Function("given", "api", `return (async () => ${code})()`)(given, api);
}

/** Evaluates an expression, and returns the result as JSON. */
export async function runScript(code, given, api) {
  try {
    return JSON.stringify((await evaluate(code, given, api)) ?? null);
  } catch (thrown) {
    return JSON.stringify({ thrown: { ...thrown, name: thrown.name } });
  }
}

export class Pending {
  #outcome = "null";

  constructor(code, given, api) {
    runScript(code, given, api).then((outcome) => {
      this.#outcome = outcome === "null" ? '"done"' : outcome;
    });
  }

  outcome() {
    return this.#outcome;
  }
}


const pretended = [];

/** Overrides a property of `navigator`, `document` or `window`. */
export function pretend(target, name, value) {
  const object = { document, navigator, window }[target];
  pretended.push([object, name, Object.getOwnPropertyDescriptor(object, name)]);
  Object.defineProperty(object, name, { value, configurable: true, writable: true });
}

/** Makes a property of `window` throw. */
export function forbid(name) {
  pretended.push([window, name, Object.getOwnPropertyDescriptor(window, name)]);
  const get = () => {
    throw new DOMException("not allowed", "SecurityError");
  };
  Object.defineProperty(window, name, { get, configurable: true });
}

/** Removes all overrides. */
export function endPretending() {
  for (const [object, name, before] of pretended.splice(0).reverse()) {
    delete object[name];
    if (before) Object.defineProperty(object, name, before);
  }
}

/** What the tab stores under the panel's name, or an empty string. */
export function kept() {
  return sessionStorage.getItem("teamwork-connect") ?? "";
}

/** Everything in the tab's and the browser's storage. */
export function stored() {
  return JSON.stringify([{ ...sessionStorage }, { ...localStorage }]);
}

/** Stores something under the panel's name. */
export function keep(text) {
  sessionStorage.setItem("teamwork-connect", text);
}

/** The page's address after its path. */
export function address() {
  return location.search + location.hash;
}

/** Changes the page's address, and gives the history entry a state of the page's own. */
export function goTo(there) {
  if (address() !== there) history.replaceState({ of: "the page" }, "", location.pathname + there);
}

/** Whether the history entry still has the page's own state. */
export function hasStateOfPage() {
  return history.state?.of === "the page";
}

let stillAddress = null;

/** Restores the page to its state before a test. */
export function cleanTab() {
  stillAddress ??= address();
  sessionStorage.removeItem("teamwork-connect");
  // Browsers limit how often a page can do this.
  if (address() !== stillAddress) history.replaceState(null, "", location.pathname + stillAddress);
}


/** Records console messages, except for the test's own. */
export class Console {
  #said = [];
  #real = { warn: console.warn, error: console.error, log: console.log, info: console.info };

  constructor() {
    for (const name of Object.keys(this.#real)) {
      console[name] = (...words) => this.#said.push(words.map(String).join(" "));
    }
  }

  said() {
    return this.#said.join("\n");
  }

  end() {
    Object.assign(console, this.#real);
  }
}


/** An element with its own tag name whose files arrive on command, and a record of its requests. */
export class Loader {
  name = `loaded-${crypto.randomUUID()}`;
  loads = 0;
  restarts = 0;
  mounts = 0;
  languages = [];
  #answers = [];
  #holds = false;

  constructor(api) {
    const { files, module } = api;
    this.api = module.createApi({
      loadWasm: async () => {
        this.loads += 1;
        if (this.#holds) await new Promise((resolve, reject) => this.#answers.push({ resolve, reject }));
        const bindings = await files.loadWasm();
        const mountPanel = (...given) => {
          this.mounts += 1;
          return bindings.mountPanel(...given);
        };
        return { ...bindings, mountPanel };
      },
      restartWasm: () => {
        this.restarts += 1;
      },
      loadLanguage: (tag) => {
        this.languages.push(tag);
        return files.loadLanguage(tag);
      },
    });
    this.api.define(this.name);
  }

  /** From now on, the wasm file is pending until it arrives or fails. */
  hold() {
    this.#holds = true;
  }

  arrive() {
    this.#holds = false;
    for (const { resolve } of this.#answers.splice(0)) resolve();
  }

  fail() {
    for (const { reject } of this.#answers.splice(0)) reject(new TypeError("Failed to fetch"));
  }

  /** An element that is not in the document yet. */
  element(attributes = {}) {
    const element = document.createElement(this.name);
    element.className = "component";
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  }
}
