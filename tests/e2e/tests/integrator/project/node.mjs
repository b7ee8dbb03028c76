// A Node program that imports part of the package: a server that renders pages, or a backend.

import assert from "node:assert/strict";

const globals = () => Object.getOwnPropertyNames(globalThis).join();
const before = globals();
let modules = 0;
const { instantiate } = WebAssembly;
WebAssembly.instantiate = (...given) => {
  // Node has small wasm modules of its own.
  if (given[0].byteLength > 100_000) modules += 1;
  return instantiate.apply(WebAssembly, given);
};

const api = await import(process.argv[2]);
const names = ["TeamworkConnectError", "define", "mount", "parseAccountUrl", "validate"];
assert.deepEqual(Object.keys(api).sort(), names);
assert.equal(globals(), before);
assert.equal(modules, 0, "nothing is loaded before something is asked for");

// Without a document, there is no element and nothing to mount.
const { define, mount, parseAccountUrl, validate, TeamworkConnectError } = api;
assert.equal(define(), undefined);
assert.equal(define("my-connect"), undefined);
assert.throws(() => mount({}, {}), { name: "TeamworkConnectError", code: "invalid" });

assert.deepEqual(await parseAccountUrl(" https://Acme.eu.teamwork.com/app/people/7 "), {
  ok: true,
  siteName: "acme",
  region: "eu",
  siteUrl: "https://acme.eu.teamwork.com",
  apiType: "projects",
  userId: "7",
  spaceId: null,
});
assert.deepEqual(await parseAccountUrl("http://acme.teamwork.com"), { ok: false, code: "format" });

const settings = { name: "Acme", apiType: "desk", region: "us", siteName: "acme", oauthClientId: "7" };
assert.deepEqual(await validate(settings), {
  ok: true,
  errors: [],
  siteUrl: "https://acme.teamwork.com",
  apiBaseUrl: "https://acme.teamwork.com/desk/api/v2",
});
const { ok, errors } = await validate({ ...settings, name: " ", siteName: "www" });
assert.equal(ok, false);
assert.deepEqual(errors, [{ key: "name", code: "required" }, { key: "siteName", code: "reserved" }]);

for (const wrong of [() => parseAccountUrl(new URL("https://acme.teamwork.com")), () => validate("acme")]) {
  await assert.rejects(wrong, (error) => error instanceof TeamworkConnectError && error.code === "invalid");
}
assert.equal(modules, 1);
assert.equal(globals(), before);
