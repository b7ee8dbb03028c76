// Where the files for a CDN are: beside this one, each with a hash in its name and checked against it. In the
// bundle this takes the place of the package's own `files.js`; `manifest.js` is written by the build.

import { notLoaded } from "./error.js";
import { LANGUAGE_AT_MOST, languageOf } from "./language.js";
import { loadOnce } from "./load-once.js";
import { LANGUAGES, WASM } from "./manifest.js";
import * as bindings from "./teamwork_connect.js";

export const { loadWasm, restartWasm } = loadOnce(async (signal) => {
  await bindings.default({ module_or_path: load(WASM, signal) });
  bindings.handlePanics();
  return bindings;
});

/** The messages of the language that is nearest to this tag, or `undefined` for English. */
export async function loadLanguage(tag) {
  const language = languageOf(tag, Object.keys(LANGUAGES));
  if (!language) return undefined;
  const response = await load(LANGUAGES[language], AbortSignal.timeout(LANGUAGE_AT_MOST));
  if (!response.ok) throw notLoaded();
  return response.json();
}

/** Once more past the cache where that fails: files are kept for ever, and so is one that arrived broken. */
function load({ name, integrity }, signal) {
  const ask = (cache) => fetch(new URL(name, import.meta.url), { integrity, cache, signal });
  return ask("default").catch(() => ask("reload"));
}
