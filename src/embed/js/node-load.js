// Loading a wasm module where there is no page: from the file system.

import { readFile } from "node:fs/promises";

/** Gives these bindings when the module at this address is behind them. */
export async function loadModule(bindings, address) {
  await bindings.default({ module_or_path: await readFile(address) });
  return bindings;
}
