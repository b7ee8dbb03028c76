// What the tests do on the page and see of it. (One file, because the server of the test runner may
// hang when a browser asks for many files at once.)


function input(control, text, inputType) {
  control.focus();
  control.value = text;
  control.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true, inputType, data: text }));
}

/** Types in place of what was there, and stays in the field. */
export function type(control, text) {
  input(control, text, "insertText");
}

/** Pastes in place of what was there, and stays in the field. */
export function paste(control, text) {
  input(control, text, "insertFromPaste");
}

/** Leaves the field after a change. */
export function finish(control) {
  control.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Chooses an option of a select. */
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

/** Focuses and presses a button, a radio button or a link. */
export function press(button) {
  button.focus();
  button.click();
}

/** Whether the browser shows an element, its style sheet considered. */
export function isVisible(element) {
  return element.checkVisibility({ visibilityProperty: true });
}


const ELEMENT_EVENTS = ["ready", "change", "saved", "authorized", "error", "cancel"].map((name) => `teamwork-${name}`);

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
    for (const name of ["ready", "change", "saved", "authorized", "error", "cancel"]) {
      const note = ({ type, detail }) => this.#heard.push([type, JSON.stringify(detail)]);
      document.addEventListener(`teamwork-${name}`, note, { signal: this.#end.signal });
    }
  }

  end() {
    this.#end.abort();
    Object.assign(console, this.#console);
  }

  /** Only for a test of the search itself: it makes a copy in wasm. */
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

  // Freeing memory overwrites its first bytes, and using it again more of them, so any part will do.
  isInMemory(memory) {
    const text = new TextDecoder("latin1").decode(new Uint8Array(memory.buffer));
    const parts = this.#secret.match(/.{16}/g);
    return parts.some((part) => text.includes(part));
  }

  /** Every place of the page where it is found. */
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

/** Lets every kind of event happen to a control, and gives those that reached the document. */
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

/** Whether the page lets a user paste into a control. */
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

