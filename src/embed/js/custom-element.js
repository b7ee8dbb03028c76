// The custom element: a shadow root, attributes and properties over a panel.

import { Controller } from "./controller.js";
import { OBJECTS, TEXTS } from "./options.js";

/** The class of the element. Made when it is needed, since not everywhere that this is imported has a DOM. */
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
      // What was set before the element was defined hides the properties above.
      for (const name of OBJECTS.filter((name) => Object.hasOwn(this, name))) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
      this.#controller.connect();
    }

    // A page may move the element, which disconnects and connects it. Only if it is still gone a moment
    // later does its panel end.
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
