// The custom element: a shadow root, its attributes, and a panel that is mounted while it is connected.

const ATTRIBUTES = ["backend", "connection-id", "credentials", "heading-level", "theme"];

/**
 * Registers the element, unless the name is taken.
 * @param {string} name
 * @param {(root: ShadowRoot, options: object, emit: (type: string, detail: unknown) => boolean) => object} mount
 */
export function defineElement(name, mount) {
  if (customElements.get(name)) return;
  customElements.define(name, class extends HTMLElement {
    static observedAttributes = ATTRIBUTES;
    #root = this.attachShadow({ mode: "open" });
    #panel = null;

    connectedCallback() {
      this.#panel ??= mount(this.#root, this.#options(), (type, detail) => this.#emit(type, detail));
    }

    // A page may move the element, which disconnects and connects it. Only if it is still gone a moment
    // later does its panel end.
    disconnectedCallback() {
      queueMicrotask(() => {
        if (!this.isConnected) this.#unmount();
      });
    }

    attributeChangedCallback(attribute, before, after) {
      if (!this.#panel || before === after) return;
      if (attribute === "connection-id") return this.#panel.open(after ?? undefined);
      if (attribute === "theme") return this.#panel.setTheme(after ?? undefined);
      if (attribute === "heading-level") return this.#panel.setHeadingLevel(after ?? undefined);
      this.#unmount();
      if (this.isConnected) this.connectedCallback();
    }

    #unmount() {
      this.#panel?.unmount();
      this.#panel = null;
    }

    #options() {
      return Object.fromEntries(ATTRIBUTES.map((name) => [name, this.getAttribute(name) ?? undefined]));
    }

    #emit(type, detail) {
      const cancelable = type === "teamwork-cancel";
      return this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, cancelable, detail }));
    }
  });
}
