// One panel in one shadow root: loads what it needs, mounts it, and ends it.
//
//            connect             loaded
//   away ────────────► loading ──────────► mounted
//    ▲                  ▲   │  ◄────────── another backend
//    │        Try again │   │ cannot be loaded  │
//    │                  │   ▼                   │ its code panics
//    │                 failed ◄─────────────────┘
//    └── disconnect, from everywhere
//
// `#life` is there unless it is away; it is aborted with whatever belongs to this stay on the page. `#panel` is
// there while it is mounted, and `#loading` while it is loading.

import { TeamworkConnectError, notLoaded, whole } from "./error.js";
import { checkObject, wrongValue } from "./options.js";
import { setTheme, showFailure, showSkeleton } from "./stand-in.js";

/** For how long what the user has typed is kept when the page takes the panel off, in milliseconds. */
const MOMENT = 60_000;

/**
 * What the controller loads, and how.
 * @typedef {object} Files
 * @property {() => Promise<object>} loadWasm
 * @property {() => void} [restartWasm] sends the request for the wasm module again, where it is under way
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
  /** The language that is spoken, and its messages, as soon as there is one. */
  #spoken = null;
  /** What the page's content security policy has blocked since the panel is on the page. */
  #blocked = [];
  /** The connection on the panel. */
  #connection = null;
  /** What the user had typed when the panel was taken off the page, when that was, and about which connection. */
  #left = null;

  /**
   * @param {HTMLElement} host the element that has the shadow root, and that events are sent from
   * @param {ShadowRoot} root
   * @param {Files} files
   */
  constructor(host, root, files) {
    this.#host = host;
    this.#root = root;
    this.#files = files;
  }

  /** The panel is on a page now. Does nothing where it is already. */
  connect() {
    if (this.#life) return;
    this.#life = new AbortController();
    const { signal } = this.#life;
    const note = ({ effectiveDirective, blockedURI }) => this.#blocked.push(`${effectiveDirective} ${blockedURI}`);
    document.addEventListener("securitypolicyviolation", note, { signal });
    this.#load();
  }

  /** The panel is on no page any more. */
  disconnect() {
    if (this.#panel?.dirty) {
      this.#left = { draft: this.#panel.value, at: performance.now(), connection: this.#connection };
    }
    this.#life?.abort();
    this.#life = this.#spoken = null;
    this.#clear();
  }

  /** The panel is in another document now, which needs a style sheet of its own. */
  adopt() {
    this.#panel?.set("document");
  }

  /** Changes an option that is a text, by the name of its attribute. */
  set(name, value) {
    if (this.#texts[name] === value) return;
    this.#texts[name] = value;
    // What is not mounted yet is mounted with all options as they are then.
    if (name === "lang") this.#changeLanguage();
    else if (!this.#panel) setTheme(this.#root, this.#texts.theme);
    else if (name === "backend" || name === "credentials") this.#mountAgain();
    else this.#panel.set(name, value);
  }

  /** Changes an option that is no text. */
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

  /** Whether the panel may be closed. One that is not there yet has nothing to lose. */
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

  /** Has the panel do something, at once where it is there: a window can only be opened in the click. */
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
    // Whoever waits for it hears of an error; where nobody does, it has been shown.
    loading.catch(() => {}).finally(() => {
      if (this.#loading === loading) this.#loading = null;
    });
  }

  async #mount(signal) {
    // What the page does in the same task still counts: attributes that it sets, and that it takes the panel off
    // the page again, which the element knows a microtask later.
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
      // The page may have heard of it, and taken it off.
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

  /** What the user has typed is there again, where the page has put the panel back within a moment. */
  #putBack(panel) {
    const left = this.#left;
    this.#left = null;
    const isFor = left && (left.connection ?? "") === (this.#texts["connection-id"] ?? "");
    if (isFor && performance.now() - left.at < MOMENT) panel.setValue(left.draft, true);
  }

  /** Mounts the panel again, with the options that take effect only then. Asks first if the user would lose something. */
  async #mountAgain() {
    const life = this.#life;
    if (this.dirty && !(await this.#ask("close").catch(() => true))) return;
    if (this.#life !== life) return;
    this.#clear();
    this.#load();
  }

  /** Nothing is in the shadow root any more. */
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

  /** What is left to the user, as names. */
  #limits() {
    const { choices = {}, locked = [] } = this.#objects;
    return { choices: Object.values(choices).flat().join(" "), locked: locked.join(" ") };
  }

  /** What is to be known of what stands in place of the panel. */
  #standIn() {
    const messages = () => ({ ...this.#spoken?.catalogue, ...this.#objects.messages });
    return { theme: this.#texts.theme, messages };
  }

  /** What `getHeaders` gives, as pairs, or `null` where there is none. Rejects where that is not headers. */
  async #headers() {
    const { getHeaders } = this.#objects;
    return getHeaders ? [...new Headers((await getHeaders()) ?? {})] : null;
  }

  /** Loads the messages of the language that is asked for, even if that changes meanwhile. */
  async #learnLanguage() {
    const life = this.#life;
    const { lang } = this.#texts;
    // Without its language, the panel speaks English; that is better than not at all.
    const catalogue = await this.#files.loadLanguage(lang ?? "en").catch(() => undefined);
    if (this.#life !== life) return;
    if (this.#texts.lang !== lang) return this.#learnLanguage();
    this.#spoken = { lang, catalogue };
    this.#skeleton?.speak();
  }

  async #changeLanguage() {
    // The first one is still to be learned, and will be this one.
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

  /** The panel's code has panicked. It may not be called any more, not even to end it. */
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

/** Why nothing comes of what was asked of a panel while it was loading. */
function removed() {
  return new TeamworkConnectError({ code: "user_cancelled", detail: "The panel was removed from the page." });
}

/** Whether this page may open a window, or `null` where that cannot be tried: outside a click. */
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
