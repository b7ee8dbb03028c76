// The location of the wasm module and the languages in the package. Every URL is written out, because that is how
// bundlers find the files.

import { notLoaded } from "./error.js";
import { LANGUAGE_AT_MOST, languageOf } from "./language.js";
import { loadOnce } from "./load-once.js";
// Imported statically: in Firefox, a module that failed to load once can never be imported again on the same page.
import * as bindings from "./teamwork_connect.js";

const LANGUAGES = {
  ar: () => new URL("./lang/ar.json", import.meta.url),
  de: () => new URL("./lang/de.json", import.meta.url),
  es: () => new URL("./lang/es.json", import.meta.url),
  fr: () => new URL("./lang/fr.json", import.meta.url),
  ja: () => new URL("./lang/ja.json", import.meta.url),
  "pt-BR": () => new URL("./lang/pt-BR.json", import.meta.url),
};

export const { loadWasm, restartWasm } = /* @__PURE__ */ loadOnce(async (signal) => {
  const file = fetch(new URL("./teamwork_connect_bg.wasm", import.meta.url), { signal });
  await bindings.default({ module_or_path: file });
  bindings.handlePanics();
  return bindings;
});

/** Loads the texts of the language that best matches this tag, or `undefined` for English. */
export async function loadLanguage(tag) {
  const language = languageOf(tag, Object.keys(LANGUAGES));
  if (!language) return undefined;
  const response = await fetch(LANGUAGES[language](), { signal: AbortSignal.timeout(LANGUAGE_AT_MOST) });
  if (!response.ok) throw notLoaded();
  return response.json();
}
