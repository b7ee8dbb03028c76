// Which language a tag asks for.

/** For how many milliseconds the words of a language are waited for. The panel speaks English then. */
export const LANGUAGE_AT_MOST = 10_000;

/**
 * The one of these languages that is nearest to a BCP 47 tag, or `undefined` where that is English.
 * `de-AT` is `de`, and `pt` is `pt-BR`, the one kind of Portuguese that there is.
 * @param {string} tag
 * @param {string[]} languages
 */
export function languageOf(tag, languages) {
  const primary = (tag) => tag.toLowerCase().split(/[-_]/)[0];
  const exactly = languages.find((language) => language.toLowerCase() === tag.toLowerCase());
  return exactly ?? languages.find((language) => primary(language) === primary(tag));
}
