// Manages one panel in one shadow root: loads what it needs, mounts it, and ends it.
//
//            connect             loaded
//   away ────────────► loading ──────────► mounted
//    ▲                  ▲   │  ◄────────── another backend
//    │        Try again │   │ cannot be loaded  │
//    │                  │   ▼                   │ its code panics
//    │                 failed ◄─────────────────┘
//    └── disconnect, from any state
//
// `#life` is set in every state but `away`. Leaving the page aborts it, and with it everything that was started since
// the panel was added to the page. `#panel` is set in `mounted`, and `#loading` in `loading`.

import { TeamworkConnectError, notLoaded, whole } from "./error.js";
import { checkObject, wrongValue } from "./options.js";
import { setTheme, showFailure, showSkeleton } from "./stand-in.js";

/** How long to keep what the user has typed after the page removes the panel, in milliseconds. */
const MOMENT = 60_000;

/**
 * What the controller loads, and how.
 * @typedef {object} Files
 * @property {() => Promise<object>} loadWasm
 * @property {() => void} [restartWasm] sends the pending request for the wasm module again
 * @property {(tag: string) => Promise<object | undefined>} loadLanguage
 */

export class Controller {
  #host;
  #root;
  #files;
  #texts = {};
  #objects = {};
  #life = null;
  #loading = null;
  #skeleton = null;
  #panel = null;
  /** The current language and its texts, once known. */
  #spoken = null;
  /** What the page's content security policy has blocked since the panel was added to the page. */
  #blocked = [];
  /** The connection in the panel. */
  #connection = null;
  /**
   * What the user had typed when the panel was removed from the page, when that was, and the connection it was
   * for.
   */
  #left = null;

  /**
   * @param {HTMLElement} host the element that has the shadow root and dispatches the events
   * @param {ShadowRoot} root
   * @param {Files} files
   */
  constructor(host, root, files) {
    this.#host = host;
    this.#root = root;
    this.#files = files;
  }

  /** Called when the panel is added to a page. Does nothing if it is already there. */
  connect() {
    if (this.#life) return;
    this.#life = new AbortController();
    const { signal } = this.#life;
    const note = ({ effectiveDirective, blockedURI }) => this.#blocked.push(`${effectiveDirective} ${blockedURI}`);
    document.addEventListener("securitypolicyviolation", note, { signal });
    this.#load();
  }

  /** Called when the panel is removed from the page. */
  disconnect() {
    if (this.#panel?.dirty) {
      this.#left = { draft: this.#panel.value, at: performance.now(), connection: this.#connection };
    }
    this.#life?.abort();
    this.#life = this.#spoken = null;
    this.#clear();
  }

  /** Called when the panel has moved to another document, which needs its own style sheet. */
  adopt() {
    this.#panel?.set("document");
  }

  /** Changes a string option, by the name of its attribute. */
  set(name, value) {
    if (this.#texts[name] === value) return;
    this.#texts[name] = value;
    // A panel that is not mounted yet gets the latest options when it is.
    if (name === "lang") this.#changeLanguage();
    else if (!this.#panel) setTheme(this.#root, this.#texts.theme);
    else if (name === "backend" || name === "credentials") this.#mountAgain();
    else this.#panel.set(name, value);
  }

  /** Changes an option that is not a string. */
  setObject(name, value) {
    const checked = checkObject(name, value);
    this.#objects[name] = checked;
    if (!this.#panel) return;
    if (name === "links") this.#panel.setLinks(checked);
    if (name === "choices" || name === "locked") this.#panel.set(name, this.#limits()[name]);
    if (name === "messages") this.#panel.setMessages(checked);
    if (name === "value" && !this.#panel.setValue(checked ?? {}, false)) throw wrongValue();
  }

  getObject(name) {
    if (name === "value" && this.#panel) return this.#panel.value;
    return this.#objects[name];
  }

  save() {
    return this.#ask("save");
  }

  test() {
    return this.#ask("test");
  }

  reset() {
    return this.#ask("reset");
  }

  get dirty() {
    return this.#panel?.dirty ?? false;
  }

  /** Whether the panel may be closed. A panel that has not loaded yet has nothing to lose. */
  async requestClose() {
    return this.#panel ? this.#ask("close") : true;
  }

  async diagnose() {
    const popup = tryPopup();
    const { diagnose } = await import("./diagnose.js").catch(() => {
      throw notLoaded();
    });
    const headers = (await this.#headers().catch(() => null)) ?? [];
    return diagnose({ texts: this.#texts, headers, popup, blocked: [...this.#blocked] });
  }

  /** Makes the panel do something, synchronously if it is loaded: a window can only be opened in the click. */
  async #ask(what) {
    if (!this.#panel) await this.#loading;
    if (!this.#panel) throw new TeamworkConnectError({ code: "not_found", detail: "The panel isn’t on a page." });
    try {
      return await this.#panel.ask(what);
    } catch (error) {
      throw new TeamworkConnectError(error.code ? error : { code: "internal", detail: String(error) });
    }
  }

  #load() {
    const { signal } = this.#life;
    const loading = new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(removed()), { once: true });
      this.#mount(signal).then(resolve, reject);
    });
    this.#loading = loading;
    // The caller receives any error; without a caller, the error has already been shown.
    loading.catch(() => {}).finally(() => {
      if (this.#loading === loading) this.#loading = null;
    });
  }

  async #mount(signal) {
    // Wait for what the page does in the same task: it may set attributes, or remove the panel again, which the
    // element learns a microtask later.
    await null;
    await null;
    if (signal.aborted) return;
    this.#skeleton = showSkeleton(this.#root, Boolean(this.#texts["connection-id"]), {
      ...this.#standIn(),
      retry: () => this.#files.restartWasm?.(),
    });
    try {
      const [wasm] = await Promise.all([this.#files.loadWasm(), this.#learnLanguage()]);
      if (signal.aborted) return;
      const hadFocus = this.#root.activeElement !== null;
      this.#clear();
      const panel = wasm.mountPanel(this.#root, this.#options(), this.#emit, () => this.#stop(signal));
      // A listener of the page may have removed the panel.
      if (signal.aborted) return panel?.unmount();
      if (!panel) return;
      this.#panel = panel;
      if (hadFocus) this.#root.querySelector("[role=heading]")?.focus();
      const { value } = this.#objects;
      if (value && !panel.setValue(value, false)) this.#tell("invalid", wrongValue().detail);
      this.#putBack(panel);
    } catch (error) {
      if (signal.aborted) return;
      this.#fail(error instanceof WebAssembly.RuntimeError ? "internal" : "load_failed");
      throw notLoaded();
    }
  }

  /** Restores what the user had typed, if the page has put the panel back within a minute. */
  #putBack(panel) {
    const left = this.#left;
    this.#left = null;
    const isFor = left && (left.connection ?? "") === (this.#texts["connection-id"] ?? "");
    if (isFor && performance.now() - left.at < MOMENT) panel.setValue(left.draft, true);
  }

  /** Mounts the panel again, for options that take effect only then. Asks first if there are unsaved changes. */
  async #mountAgain() {
    const life = this.#life;
    if (this.dirty && !(await this.#ask("close").catch(() => true))) return;
    if (this.#life !== life) return;
    this.#clear();
    this.#load();
  }

  /** Removes everything from the shadow root. */
  #clear() {
    this.#skeleton?.end();
    this.#panel?.unmount();
    this.#skeleton = this.#panel = null;
    this.#root.replaceChildren();
  }

  #options() {
    const { messages, links } = this.#objects;
    const headers = () => this.#headers();
    return { ...this.#texts, ...this.#spoken, ...this.#limits(), messages, links, headers };
  }

  /** What the user may change, as names. */
  #limits() {
    const { choices = {}, locked = [] } = this.#objects;
    return { choices: Object.values(choices).flat().join(" "), locked: locked.join(" ") };
  }

  /** The options of the placeholder. */
  #standIn() {
    const messages = () => ({ ...this.#spoken?.catalogue, ...this.#objects.messages });
    return { theme: this.#texts.theme, messages };
  }

  /**
   * Returns the headers from `getHeaders` as pairs, or `null` if there are none. Rejects if they are not valid
   * headers.
   */
  async #headers() {
    const { getHeaders } = this.#objects;
    return getHeaders ? [...new Headers((await getHeaders()) ?? {})] : null;
  }

  /** Loads the texts of the requested language, even if that changes in the meantime. */
  async #learnLanguage() {
    const life = this.#life;
    const { lang } = this.#texts;
    // If the language can't be loaded, fall back to English.
    const catalogue = await this.#files.loadLanguage(lang ?? "en").catch(() => undefined);
    if (this.#life !== life) return;
    if (this.#texts.lang !== lang) return this.#learnLanguage();
    this.#spoken = { lang, catalogue };
    this.#skeleton?.speak();
  }

  async #changeLanguage() {
    // The first language is still loading, and will be this one.
    if (!this.#spoken) return;
    await this.#learnLanguage();
    if (this.#panel) this.#panel.setLanguage(this.#spoken.lang, this.#spoken.catalogue);
  }

  #emit = (type, detail) => {
    const cancelable = type === "teamwork-cancel" || type === "teamwork-done";
    if (type === "teamwork-ready") this.#connection = detail.connectionId;
    if (type === "teamwork-saved") this.#connection = detail.connection.id;
    return this.#host.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, cancelable, detail }));
  };

  /** The panel's code has panicked. It must not be called anymore, not even to end it. */
  #stop(signal) {
    if (signal.aborted) return;
    this.#panel = null;
    queueMicrotask(() => {
      if (!signal.aborted) this.#fail("internal");
    });
  }

  #fail(code) {
    this.#skeleton?.end();
    this.#skeleton = null;
    this.#tell(code, showFailure(this.#root, code, { ...this.#standIn(), retry: () => this.#load() }));
  }

  #tell(code, detail) {
    const connectionId = this.#texts["connection-id"] || null;
    this.#emit("teamwork-error", whole({ connectionId, code, detail, retryable: code !== "invalid" }));
  }
}

/** The error for a request to a panel that was removed while it was loading. */
function removed() {
  return new TeamworkConnectError({ code: "user_cancelled", detail: "The panel was removed from the page." });
}

/** Whether this page may open a window, or `null` if that can't be tested outside a click. */
function tryPopup() {
  if (!navigator.userActivation?.isActive) return null;
  try {
    const popup = window.open("about:blank", "", "popup,width=100,height=100");
    popup?.close();
    return popup !== null;
  } catch {
    return false;
  }
}
