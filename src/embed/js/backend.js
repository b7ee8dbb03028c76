// Validates request bodies in a JavaScript backend. Not for browsers: it uses a separate wasm module, which they
// do not load.

import { wrongArgument } from "./error.js";
import { loadModule } from "./node-load.js";

export { TeamworkConnectError } from "./error.js";

let loading;

/** Validates the body of `POST /connections` or `PUT /connections/{id}` as the reference backend does. */
export async function validateBody(body, options = {}) {
  const { test = false } = options;
  if (typeof test !== "boolean") throw wrongArgument("“test” must be true or false.");
  loading ??= load();
  const bindings = await loading;
  return JSON.parse(bindings.validateBody(bytesOf(body), test));
}

async function load() {
  const bindings = await import("./teamwork_connect_validator.js");
  return loadModule(bindings, new URL("./teamwork_connect_validator_bg.wasm", import.meta.url));
}

/** Returns the bytes of a raw body, or serializes one that was already parsed. */
function bytesOf(body) {
  if (body instanceof Uint8Array) return body;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  // `JSON.stringify(undefined)` is `undefined`: nothing was posted.
  return new TextEncoder().encode(text ?? "");
}
