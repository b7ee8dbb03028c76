// Loads a wasm module without a page: from the file system.

import { readFile } from "node:fs/promises";

/** Initializes these bindings with the module at this URL, and returns them. */
export async function loadModule(bindings, address) {
  await bindings.default({ module_or_path: await readFile(address) });
  return bindings;
}
