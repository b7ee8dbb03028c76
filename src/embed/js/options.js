// What a panel can be told, and what must hold of it. Attributes of the element are texts of any kind, as
// with HTML's own elements; what a script gives is checked, so that a mistake has a name.

import { wrongArgument } from "./error.js";

/** Options that are texts: those of `mount`, and the element's attributes of the same meaning. */
export const TEXTS = {
  backend: "backend",
  connectionId: "connection-id",
  lang: "lang",
  theme: "theme",
  authorize: "authorize",
  returnKey: "return-key",
  credentials: "credentials",
  headingLevel: "heading-level",
};

/** Options that are not: properties of the element and of a handle, too. */
export const OBJECTS = ["getHeaders", "messages", "links", "choices", "locked", "value"];

const ONE_OF = {
  theme: ["light", "dark", "auto"],
  authorize: ["popup", "redirect"],
  credentials: ["same-origin", "include", "omit"],
};

/** The settings of a draft: the keys of a connection that are no secret and not derived. */
const SETTINGS = [
  "name", "apiType", "apiVersion", "region", "siteName", "userId", "spaceId", "authType", "oauthClientId",
];

/** The settings of which a page can restrict the choices, and all their choices. */
const CHOICES = {
  apiType: ["projects", "desk", "spaces"],
  apiVersion: ["v3", "v2", "v1", "v0"],
  region: ["us", "eu"],
  authType: ["basic", "oauth2"],
};

const LINKS = ["apiKey", "oauthClient", "spaceId", "userId"];

/** Checks an option that is a text, and gives it as its attribute would have it. */
export function checkText(name, value) {
  if (value === undefined || value === null) return undefined;
  if (name === "headingLevel" && Number.isInteger(value)) return String(value);
  if (typeof value !== "string") throw wrongArgument(`“${name}” must be a string.`);
  const values = ONE_OF[name];
  if (values && !values.includes(value)) throw wrongArgument(`“${name}” must be one of ${values.join(", ")}.`);
  return value;
}

/** A choice in a draft that is none of its values. */
export function wrongValue() {
  return wrongArgument("“value” contains an invalid option.");
}

/** Checks an option that is no text. */
export function checkObject(name, value) {
  if (value === undefined || value === null) return undefined;
  if (name === "getHeaders") {
    if (typeof value !== "function") throw wrongArgument("“getHeaders” must be a function.");
    return value;
  }
  if (name === "locked") return checkNames(name, value, SETTINGS);
  if (typeof value !== "object" || Array.isArray(value)) throw wrongArgument(`“${name}” must be an object.`);
  const known = { value: SETTINGS, links: LINKS, choices: Object.keys(CHOICES) }[name];
  for (const [key, text] of Object.entries(value)) {
    if (known && !known.includes(key)) throw wrongArgument(`“${name}” can’t contain “${key}”.`);
    if (name === "choices") checkNames(`${key} of ${name}`, text ?? CHOICES[key], CHOICES[key]);
    else if (text !== undefined && text !== null && typeof text !== "string") {
      throw wrongArgument(`“${key}” of “${name}” must be a string.`);
    }
  }
  // A copy: what the page does with its own object later is no change of the option.
  return { ...value };
}

/** Checks a list of names, each of which is known. */
function checkNames(name, value, known) {
  if (!Array.isArray(value)) throw wrongArgument(`“${name}” must be an array.`);
  if (name !== "locked" && value.length === 0) throw wrongArgument(`“${name}” must not be empty.`);
  for (const item of value) if (!known.includes(item)) throw wrongArgument(`“${name}” can’t contain “${item}”.`);
  return [...value];
}
