// Validation errors.

import { basic } from "../drafts.js";
import { json, problem } from "../backend.js";

const submitted = (about, draft, backend) => ({
  about,
  backend,
  async play(user) {
    await user.sees("[part~=test]");
    await user.fill(draft);
    await user.press("save");
    await user.sees("[part~=summary]");
  },
});

export const errors = {
  "errors-empty": submitted("Nothing was filled in", {}),
  "errors-one": submitted("One setting is missing", { ...basic, name: undefined }),
  "errors-projects": submitted("Every setting of Projects with an API key is missing", {
    apiType: "projects",
    authType: "basic",
  }),
  "errors-projects-auth": submitted("The auth type is missing", { ...basic, authType: undefined, apiKey: undefined }),
  "errors-spaces-v2": submitted("Every setting of Spaces v2 is missing", { apiType: "spaces", apiVersion: "v2" }),
  "errors-spaces-v0": submitted("Every setting of Spaces v0 is missing", { apiType: "spaces", apiVersion: "v0" }),
  "errors-wrong": submitted("Every setting is invalid", {
    name: "n".repeat(101),
    apiType: "spaces",
    apiVersion: "v2",
    region: "us",
    siteName: "acme.example.com",
    spaceId: "handbook",
  }),
  "server-errors": submitted("The backend rejects settings, one of which isn't on the panel", basic, {
    "POST /connections": problem(422, "invalid", {
      errors: [
        { pointer: "/name", code: "duplicate" },
        { pointer: "/siteName", code: "reserved" },
        { pointer: "/oauthClientId", code: "unknown" },
      ],
    }),
  }),
  "errors-no-clients": submitted("No client to choose", { apiType: "desk" }, { "GET /oauth-clients": json(200, []) }),
};
