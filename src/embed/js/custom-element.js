// The custom element: a shadow root, attributes, and properties on top of a panel.

import { Controller } from "./controller.js";
import { OBJECTS, TEXTS } from "./options.js";

/** Creates the class of the element. On demand, because this module can be imported without a DOM. */
export function createElementClass(files) {
  return class TeamworkConnectElement extends HTMLElement {
    static observedAttributes = Object.values(TEXTS);
    #controller = new Controller(this, this.attachShadow({ mode: "open" }), files);

    static {
      for (const name of OBJECTS) {
        Object.defineProperty(this.prototype, name, {
          configurable: true,
          enumerable: true,
          get() {
            return this.#controller.getObject(name);
          },
          set(value) {
            this.#controller.setObject(name, value);
          },
        });
      }
    }

    connectedCallback() {
      // Properties set before the element was defined shadow the accessors above.
      for (const name of OBJECTS.filter((name) => Object.hasOwn(this, name))) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
      this.#controller.connect();
    }

    // A page may move the element, which disconnects and reconnects it. The panel ends only if the element is
    // still disconnected a moment later.
    disconnectedCallback() {
      queueMicrotask(() => {
        if (!this.isConnected) this.#controller.disconnect();
      });
    }

    adoptedCallback() {
      this.#controller.adopt();
    }

    attributeChangedCallback(name, _, value) {
      this.#controller.set(name, value ?? undefined);
    }

    save() {
      return this.#controller.save();
    }

    test() {
      return this.#controller.test();
    }

    reset() {
      return this.#controller.reset();
    }

    get dirty() {
      return this.#controller.dirty;
    }

    requestClose() {
      return this.#controller.requestClose();
    }

    diagnose() {
      return this.#controller.diagnose();
    }
  };
}
