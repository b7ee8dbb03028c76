// The JavaScript API, on top of the files that load the wasm module and the languages.

import { createElementClass } from "./custom-element.js";
import { wrongArgument } from "./error.js";
import { mountPanel } from "./mount.js";

const NAME = "teamwork-connect";

/**
 * Creates the API on top of these files.
 * @param {import("./controller.js").Files} files
 */
export function createApi(files) {
  return {
    /** Registers the custom element under this name, unless the name is taken. */
    define(name = NAME) {
      // Where there are no custom elements, such as in server-side rendering, there is nothing to do.
      if (typeof customElements === "undefined" || customElements.get(name)) return;
      try {
        customElements.define(name, createElementClass(files));
      } catch {
        throw wrongArgument(`“${name}” is not a valid custom element name.`);
      }
    },

    /** Mounts a panel as the last child of an element. */
    mount(target, options) {
      return mountPanel(files, target, options);
    },

    /** Parses a site name, a hostname, or any address of a Teamwork account. */
    async parseAccountUrl(text) {
      if (typeof text !== "string") throw wrongArgument("The address must be a string.");
      return (await files.loadWasm()).parseAccountUrl(text);
    },

    /** Validates settings by the rules of the panel. */
    async validate(value) {
      if (typeof value !== "object" || value === null) throw wrongArgument("The settings must be an object.");
      return (await files.loadWasm()).validate(value);
    },
  };
}
