import assert from "node:assert/strict";
import { test } from "node:test";

import { EMPTY, ERRORS, basePath, parseSite } from "../panels/shared/settings.js";
import { validate } from "../panels/vanilla/validate.js";

test("a site is a label or an address of one", () => {
  assert.deepEqual(parseSite(" Acme "), { label: "acme", region: null });
  assert.deepEqual(parseSite("https://acme.eu.teamwork.com/app/"), { label: "acme", region: "eu" });
  assert.deepEqual(parseSite("acme.teamwork.com"), { label: "acme", region: "us" });
  for (const text of ["", "www", "xn--a", "a.b", "http://acme.teamwork.com", "-a"]) assert.equal(parseSite(text), null, text);
});

test("undocumented versions have no path", () => {
  assert.equal(basePath({ apiType: "projects", apiVersion: "v3" }), "/projects/api/v3");
  assert.equal(basePath({ apiType: "projects", apiVersion: "v1" }), "");
  assert.equal(basePath({ apiType: "desk", apiVersion: "v0" }), null);
});

test("what applies is validated, and nothing else", async (context) => {
  const settings = { ...EMPTY, name: "a", apiType: "spaces", apiVersion: "v2", siteName: "acme", region: "us" };
  const wanted = { spaceId: ERRORS.spaceId, oauthClientId: ERRORS.oauthClientId };
  await context.test("by hand", () => assert.deepEqual(validate(settings), wanted));
  await context.test("in React", async () => {
    const { connectionSchema } = await import("../panels/react/schema.js");
    const { error } = connectionSchema.safeParse(settings);
    assert.deepEqual(Object.fromEntries(error.issues.map(({ path, message }) => [path[0], message])), wanted);
  });
});
