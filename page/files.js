// The location of the component's files on this page: trunk loads the wasm module.

import { LANGUAGE_AT_MOST, languageOf } from "./teamwork-connect/language.js";

const LANGUAGES = ["ar", "de", "es", "fr", "ja", "pt-BR"];

let loading;

/** The wasm module, once trunk's own script has started it. */
export function loadWasm() {
  loading ??= started().then((bindings) => {
    bindings.handlePanics();
    return bindings;
  });
  return loading;
}

function started() {
  if (window.wasmBindings) return Promise.resolve(window.wasmBindings);
  return new Promise((resolve) => {
    addEventListener("TrunkApplicationStarted", () => resolve(window.wasmBindings), { once: true });
  });
}

/** trunk's script sends the request only once, so this reloads the page. Nothing has been typed yet. */
export function restartWasm() {
  location.reload();
}

/** Loads the texts of a language. */
export async function loadLanguage(tag) {
  const language = languageOf(tag, LANGUAGES);
  if (!language) return undefined;
  const response = await fetch(`lang/${language}.json`, { signal: AbortSignal.timeout(LANGUAGE_AT_MOST) });
  if (!response.ok) throw new Error(`${language}: status ${response.status}`);
  return response.json();
}
