// The package where there is no page: on a server that renders one, or in a backend that validates what it
// is posted. There is no element, and the core functions work.

import { readFile } from "node:fs/promises";
import { createApi } from "./api.js";

export { TeamworkConnectError } from "./error.js";

let loading;

function loadWasm() {
  loading ??= load();
  return loading;
}

async function load() {
  const bindings = await import("./teamwork_connect.js");
  const bytes = await readFile(new URL("./teamwork_connect_bg.wasm", import.meta.url));
  await bindings.default({ module_or_path: bytes });
  return bindings;
}

export const { define, mount, parseAccountUrl, validate } = createApi({ loadWasm, loadLanguage: async () => undefined });
