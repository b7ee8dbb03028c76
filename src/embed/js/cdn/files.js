// The location of the files for a CDN: next to this one, each with a hash in its name and checked against it. In
// the bundle this replaces the package's own `files.js`. The build writes `manifest.js`.

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

/** Loads the texts of the language that best matches this tag, or `undefined` for English. */
export async function loadLanguage(tag) {
  const language = languageOf(tag, Object.keys(LANGUAGES));
  if (!language) return undefined;
  const response = await load(LANGUAGES[language], AbortSignal.timeout(LANGUAGE_AT_MOST));
  if (!response.ok) throw notLoaded();
  return response.json();
}

/** On failure, retries past the cache: files are cached forever, even one that arrived broken. */
function load({ name, integrity }, signal) {
  const ask = (cache) => fetch(new URL(name, import.meta.url), { integrity, cache, signal });
  return ask("default").catch(() => ask("reload"));
}
