// The options of a panel, and their validation. Attributes of the element accept any string, as those of HTML's
// own elements do. Values from a script are checked, so that a mistake gives a clear error.

import { wrongArgument } from "./error.js";

/** The string options: those of `mount`, and the matching attributes of the element. */
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

/** The other options, which are also properties of the element and of a handle. */
export const OBJECTS = ["getHeaders", "messages", "links", "choices", "locked", "value"];

const ONE_OF = {
  theme: ["light", "dark", "auto"],
  authorize: ["popup", "redirect"],
  credentials: ["same-origin", "include", "omit"],
};

/** The settings of a draft: the keys of a connection that are neither secret nor derived. */
const SETTINGS = [
  "name", "apiType", "apiVersion", "region", "siteName", "userId", "spaceId", "authType", "oauthClientId",
];

/** The settings whose choices a page can restrict, with all their choices. */
const CHOICES = {
  apiType: ["projects", "desk", "spaces"],
  apiVersion: ["v3", "v2", "v1", "v0"],
  region: ["us", "eu"],
  authType: ["basic", "oauth2"],
};

const LINKS = ["apiKey", "oauthClient", "spaceId", "userId"];

/** Checks a string option, and returns it as its attribute value. */
export function checkText(name, value) {
  if (value === undefined || value === null) return undefined;
  if (name === "headingLevel" && Number.isInteger(value)) return String(value);
  if (typeof value !== "string") throw wrongArgument(`“${name}” must be a string.`);
  const values = ONE_OF[name];
  if (values && !values.includes(value)) throw wrongArgument(`“${name}” must be one of ${values.join(", ")}.`);
  return value;
}

/** The error for a draft with an invalid choice. */
export function wrongValue() {
  return wrongArgument("“value” contains an invalid option.");
}

/** Checks an option that is not a string. */
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
  // A copy, so that the page's later changes to its object do not change the option.
  return { ...value };
}

/** Checks a list of known names. */
function checkNames(name, value, known) {
  if (!Array.isArray(value)) throw wrongArgument(`“${name}” must be an array.`);
  if (name !== "locked" && value.length === 0) throw wrongArgument(`“${name}” must not be empty.`);
  for (const item of value) if (!known.includes(item)) throw wrongArgument(`“${name}” can’t contain “${item}”.`);
  return [...value];
}
