// One panel in one shadow root: loads what it needs, mounts it, and ends it.

import { TeamworkConnectError, notLoaded } from "./error.js";
import { showFailure } from "./failure.js";
import { checkObject, wrongValue } from "./options.js";

export class Controller {
  #host;
  #root;
  #files;
  #texts = {};
  #objects = {};
  #catalogue;
  #panel = null;
  /** The mount under way, told apart from one that was given up. */
  #mounting = null;
  /** What the page's content security policy has blocked since the panel is on the page. */
  #blocked = [];
  #listening = null;

  /**
   * @param {HTMLElement} host the element that has the shadow root, and that events are sent from
   * @param {ShadowRoot} root
   * @param {{loadWasm: () => Promise<object>, loadLanguage: (tag: string) => Promise<object | undefined>}} files
   */
  constructor(host, root, files) {
    this.#host = host;
    this.#root = root;
    this.#files = files;
  }

  /** The panel is on a page now. Does nothing where it is already. */
  connect() {
    if (this.#panel || this.#mounting) return;
    this.#listen();
    const mounting = this.#mount();
    this.#mounting = mounting;
    mounting.catch(() => {}).finally(() => {
      if (this.#mounting === mounting) this.#mounting = null;
    });
  }

  /** The panel is on no page any more. */
  disconnect() {
    this.#listening?.abort();
    this.#listening = null;
    this.#mounting = null;
    this.#panel?.unmount();
    this.#panel = null;
    this.#root.replaceChildren();
  }

  /** Changes an option that is a text, by the name of its attribute. */
  set(name, value) {
    if (this.#texts[name] === value) return;
    this.#texts[name] = value;
    if (name === "lang") this.#changeLanguage();
    else if (name === "backend" || name === "credentials") this.#mountAnew();
    else this.#panel?.set(name, value);
  }

  /** Changes an option that is no text. */
  setObject(name, value) {
    const checked = checkObject(name, value);
    this.#objects[name] = checked;
    if (!this.#panel) return;
    if (name === "links") this.#panel.setLinks(checked);
    if (name === "messages") this.#panel.setMessages(checked);
    if (name === "value" && !this.#panel.setValue(checked ?? {})) throw wrongValue();
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
    if (!this.#panel && this.#mounting) await this.#mounting;
    if (!this.#panel) throw new TeamworkConnectError({ code: "not_found", detail: "The panel is not on a page." });
    try {
      return await this.#panel.ask(what);
    } catch (error) {
      throw new TeamworkConnectError(error.code ? error : { code: "internal", detail: String(error) });
    }
  }

  async #mount() {
    // The attributes of an element are read one after the other; those that follow belong to it, too.
    await null;
    const mounting = this.#mounting;
    try {
      const [wasm, catalogue] = await Promise.all([this.#files.loadWasm(), this.#language()]);
      if (this.#mounting !== mounting) return;
      this.#catalogue = catalogue;
      this.#root.replaceChildren();
      this.#panel = wasm.mountPanel(this.#root, this.#options(), this.#emit, () => this.#stop());
      const { value } = this.#objects;
      if (value && !this.#panel.setValue(value)) this.#tell("invalid", wrongValue().detail);
    } catch (error) {
      if (this.#mounting !== mounting) return;
      this.#fail(error instanceof WebAssembly.RuntimeError ? "internal" : "load_failed");
      throw notLoaded();
    }
  }

  #mountAnew() {
    if (!this.#panel && !this.#mounting) return;
    this.disconnect();
    this.connect();
  }

  #options() {
    const { messages, links } = this.#objects;
    const headers = () => this.#headers();
    return { ...this.#texts, catalogue: this.#catalogue, messages, links, headers };
  }

  /** What `getHeaders` gives, as pairs, or `null` where there is none. Rejects where that is not headers. */
  async #headers() {
    const { getHeaders } = this.#objects;
    return getHeaders ? [...new Headers((await getHeaders()) ?? {})] : null;
  }

  /** The messages of the language that is asked for, even if that changes meanwhile. */
  async #language() {
    const { lang } = this.#texts;
    // Without its language, the panel speaks English; that is better than not at all.
    const catalogue = await this.#files.loadLanguage(lang ?? "en").catch(() => undefined);
    return this.#texts.lang === lang ? catalogue : this.#language();
  }

  async #changeLanguage() {
    if (!this.#panel) return;
    const catalogue = await this.#language();
    this.#catalogue = catalogue;
    this.#panel?.setLanguage(this.#texts.lang, catalogue);
  }

  #emit = (type, detail) => {
    const cancelable = type === "teamwork-cancel";
    return this.#host.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, cancelable, detail }));
  };

  /** The panel's code has panicked. It may not be called any more, not even to end it. */
  #stop() {
    this.#panel = null;
    this.#mounting = null;
    queueMicrotask(() => this.#fail("internal"));
  }

  #fail(code) {
    const messages = { ...this.#catalogue, ...this.#objects.messages };
    this.#tell(code, showFailure(this.#root, code, messages, () => this.connect()));
  }

  #tell(code, detail) {
    this.#emit("teamwork-error", { code, detail, requestId: null, retryable: code !== "invalid", errors: [] });
  }

  #listen() {
    this.#listening ??= new AbortController();
    const { signal } = this.#listening;
    const note = ({ effectiveDirective, blockedURI }) => this.#blocked.push(`${effectiveDirective} ${blockedURI}`);
    document.addEventListener("securitypolicyviolation", note, { signal });
  }
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
