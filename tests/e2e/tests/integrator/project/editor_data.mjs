// Compares the files for editors with the element class.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

const folder = new URL("./node_modules/teamwork-connect/", import.meta.url);
const read = async (name) => JSON.parse(await readFile(new URL(name, folder), "utf8"));
const names = (items) => items.map(({ name }) => name).sort();

globalThis.HTMLElement = class {};
const { createElementClass } = await import(new URL("custom-element.js", folder));
const Panel = createElementClass({});
const attributes = Panel.observedAttributes.toSorted();
// Lifecycle callbacks are not part of the API.
const callbacks = ["connectedCallback", "disconnectedCallback", "adoptedCallback", "attributeChangedCallback"];
const called = ["constructor", ...callbacks];
const own = Object.getOwnPropertyDescriptors(Panel.prototype);
const members = Object.keys(own).filter((name) => !called.includes(name)).sort();
const readOnly = members.filter((name) => own[name].get && !own[name].set);

const manifest = await read("custom-elements.json");
const [{ declarations: [element], exports: [{ name: tag }] }] = manifest.modules;
assert.equal(tag, "teamwork-connect");
assert.equal(element.tagName, tag);
assert.deepEqual(names(element.attributes), attributes);
assert.deepEqual(names(element.members), members);
assert.deepEqual(names(element.members.filter((member) => member.readonly)), readOnly);
assert.deepEqual(
  names(element.members.filter(({ kind }) => kind === "method")),
  members.filter((name) => typeof own[name].value === "function"),
);
for (const { name, type, return: given } of element.members) assert.ok((type ?? given.type).text, name);

const { tags: [inVscode] } = await read("vscode.html-custom-data.json");
assert.equal(inVscode.name, tag);
assert.deepEqual(names(inVscode.attributes), attributes);
const theme = inVscode.attributes.find(({ name }) => name === "theme");
assert.deepEqual(names(theme.values), ["auto", "dark", "light"]);

const webTypes = await read("web-types.json");
assert.equal(webTypes.version, (await read("package.json")).version);
const { contributions: { html: { elements: [inJetBrains] } } } = webTypes;
assert.equal(inJetBrains.name, tag);
assert.deepEqual(names(inJetBrains.attributes), attributes);
const properties = members.filter((name) => own[name].get);
assert.deepEqual(names(inJetBrains.js.properties), properties);
assert.deepEqual(names(inJetBrains.js.events), names(element.events));
assert.deepEqual(names(inJetBrains.css.properties), names(element.cssProperties));
assert.deepEqual(names(inJetBrains.css.parts), names(element.cssParts));
