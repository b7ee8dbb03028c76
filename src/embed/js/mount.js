// Mounts a panel by script, without a custom element.

import { Controller } from "./controller.js";
import { wrongArgument } from "./error.js";
import { OBJECTS, TEXTS, checkText } from "./options.js";

/**
 * Mounts a panel as the last child of `target`. Returns a handle with the methods of the element and `destroy`.
 * @param {Element} target
 * @param {object} options
 */
export function mountPanel(files, target, options = {}) {
  if (typeof document === "undefined") throw wrongArgument("A panel can’t be mounted without a document.");
  if (!(target instanceof Element)) throw wrongArgument("The target must be an element.");
  if (typeof options !== "object" || options === null) throw wrongArgument("The options must be an object.");
  const host = document.createElement("div");
  const controller = new Controller(host, host.attachShadow({ mode: "open" }), files);
  const handle = new PanelHandle(host, controller);
  handle.update(options);
  target.append(host);
  controller.connect();
  return handle;
}

class PanelHandle {
  #controller;
  #destroyed = false;

  constructor(element, controller) {
    this.element = element;
    this.#controller = controller;
  }

  get value() {
    return this.#controller.getObject("value");
  }

  set value(value) {
    this.#controller.setObject("value", value);
  }

  /** Changes options. Omitted options stay as they are. */
  update(options) {
    const known = [...Object.keys(TEXTS), ...OBJECTS];
    const stranger = Object.keys(options).find((name) => !known.includes(name));
    if (stranger !== undefined) throw wrongArgument(`Unknown option “${stranger}”.`);
    const texts = Object.entries(options).filter(([name]) => name in TEXTS);
    const checked = texts.map(([name, value]) => [TEXTS[name], checkText(name, value)]);
    for (const name of OBJECTS.filter((name) => name in options)) {
      this.#controller.setObject(name, options[name]);
    }
    for (const [name, value] of checked) this.#controller.set(name, value);
  }

  get dirty() {
    return this.#controller.dirty;
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

  requestClose() {
    return this.#controller.requestClose();
  }

  diagnose() {
    return this.#controller.diagnose();
  }

  /** Ends the panel and removes it from the page. */
  destroy() {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#controller.disconnect();
    this.element.remove();
  }
}
