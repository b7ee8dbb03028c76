// A backend that validates request bodies.

import assert from "node:assert/strict";
import { TeamworkConnectError, validateBody } from "teamwork-connect/backend";

const settings = {
  name: "Acme",
  apiType: "projects",
  apiVersion: "v3",
  region: "eu",
  siteName: "acme",
  siteUrl: "https://acme.eu.teamwork.com",
  apiBaseUrl: "https://acme.eu.teamwork.com/projects/api/v3",
  authType: "basic",
};
const body = { ...settings, apiKey: "canary" };
const { siteUrl, apiBaseUrl } = settings;
const good = { ok: true, status: null, errors: [], siteUrl, apiBaseUrl, settings };
const bad = (status, errors = []) => ({ ok: false, status, errors, siteUrl: null, apiBaseUrl: null, settings: null });

// Unparsed, or parsed by other code.
const text = JSON.stringify(body);
for (const posted of [text, Buffer.from(text), new TextEncoder().encode(text), body]) {
  assert.deepEqual(await validateBody(posted), good);
}
for (const nothing of [undefined, null, "", 7, [], [body], new Uint8Array([0xff]), Buffer.alloc(0)]) {
  assert.deepEqual(await validateBody(nothing), bad(400));
}
assert.deepEqual(await validateBody({ ...body, apiKey: undefined }), bad(422, [{ key: "apiKey", code: "required" }]));

// A connection test needs no name, and ignores one.
const unnamed = { ...body, name: undefined };
assert.deepEqual(await validateBody(unnamed), bad(422, [{ key: "name", code: "required" }]));
assert.equal((await validateBody(unnamed, { test: true })).ok, true);
await assert.rejects(validateBody(body, { test: "yes" }), (error) => error instanceof TeamworkConnectError);
