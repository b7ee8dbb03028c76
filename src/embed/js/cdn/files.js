// Where the files for a CDN are: beside this one, each with a hash in its name and checked against it. In the
// bundle this takes the place of the package's own `files.js`; `manifest.js` is written by the build.

import { notLoaded } from "./error.js";
import { languageOf } from "./language.js";
import { LANGUAGES, WASM } from "./manifest.js";
import * as bindings from "./teamwork_connect.js";

let loading;

/** Loads the wasm module, once. After a failure it can be tried again. */
export function loadWasm() {
  loading ??= start().catch(() => {
    loading = undefined;
    throw notLoaded();
  });
  return loading;
}

async function start() {
  await bindings.default({ module_or_path: load(WASM) });
  bindings.handlePanics();
  return bindings;
}

/** The messages of the language that is nearest to this tag, or `undefined` for English. */
export async function loadLanguage(tag) {
  const language = languageOf(tag, Object.keys(LANGUAGES));
  if (!language) return undefined;
  const response = await load(LANGUAGES[language]);
  if (!response.ok) throw notLoaded();
  return response.json();
}

/** Once more past the cache where that fails: files are kept for ever, and so is one that arrived broken. */
function load({ name, integrity }) {
  const ask = (cache) => fetch(new URL(name, import.meta.url), { integrity, cache });
  return ask("default").catch(() => ask("reload"));
}
