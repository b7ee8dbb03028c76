// Which language a tag asks for.

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
