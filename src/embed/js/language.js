// Matches a tag to a language.

/** How long to wait for a language, in milliseconds. After that the panel falls back to English. */
export const LANGUAGE_AT_MOST = 10_000;

/**
 * Returns the language that best matches a BCP 47 tag, or `undefined` for English. `de-AT` matches `de`, and `pt`
 * matches `pt-BR`, the only Portuguese available.
 * @param {string} tag
 * @param {string[]} languages
 */
export function languageOf(tag, languages) {
  const primary = (tag) => tag.toLowerCase().split(/[-_]/)[0];
  const exactly = languages.find((language) => language.toLowerCase() === tag.toLowerCase());
  return exactly ?? languages.find((language) => primary(language) === primary(tag));
}
