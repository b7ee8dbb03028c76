// What a backend in JavaScript needs to check what it is posted. Not for browsers: the wasm module behind it is one
// of its own, which they do not load.

import { wrongArgument } from "./error.js";
import { loadModule } from "./node-load.js";

export { TeamworkConnectError } from "./error.js";

let loading;

/** Checks the body of `POST /connections` or `PUT /connections/{id}` as the reference backend does. */
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

/** The bytes of a body as it was posted; of one that was parsed already, the bytes of the same once more. */
function bytesOf(body) {
  if (body instanceof Uint8Array) return body;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  // There is no JSON of `undefined`: nothing was posted.
  return new TextEncoder().encode(text ?? "");
}
