// The package without a page: in server-side rendering, or in a backend that validates request bodies. There is no
// element, but the core functions work.

import { createApi } from "./api.js";
import { loadModule } from "./node-load.js";

export { TeamworkConnectError } from "./error.js";

let loading;

function loadWasm() {
  loading ??= load();
  return loading;
}

async function load() {
  const bindings = await import("./teamwork_connect.js");
  return loadModule(bindings, new URL("./teamwork_connect_bg.wasm", import.meta.url));
}

export const { define, mount, parseAccountUrl, validate } = createApi({ loadWasm, loadLanguage: async () => undefined });
