// Every API type, version, and auth type.

import { json, problem } from "../backend.js";
import { basic, deskDraft, projectsDraft, spacesV0, spacesV2 } from "../drafts.js";
import { config, projects as saved } from "../samples.js";

const filled = (about, draft) => ({
  about,
  async play(user) {
    await user.fill(draft);
    user.leavesTheField();
  },
});

const projects = (apiVersion, authType) => {
  const way = authType === "basic" ? "an API key" : "OAuth 2.0";
  const more = authType === "basic" ? { apiKey: basic.apiKey } : { oauthClientId: "client-1" };
  return filled(`Projects ${apiVersion} with ${way}`, { ...projectsDraft, apiVersion, authType, ...more });
};

/** The component is loading, and part of its message is visible. */
const loading = (about, expected, more) => ({
  about,
  files: { loadWasm: () => new Promise(() => {}) },
  play: (user) => user.sees(expected),
  ...more,
});

export const settings = {
  "skeleton": loading("Loading the component", "[part~=loading]"),
  "skeleton-edit": loading("Loading the component and a connection", "[part~=loading]", { connection: saved.id }),
  "skeleton-slow": loading("Loading takes more than 10 seconds", "[role=status]:not(:empty)", { hurry: [10_000] }),
  "skeleton-stuck": loading("Loading takes more than 30 seconds", "[part~=button]", { hurry: [10_000, 20_000] }),
  "not-loaded-at-all": {
    about: "The component couldn't be loaded",
    files: { loadWasm: () => Promise.reject(new TypeError("Failed to fetch")) },
    play: (user) => user.sees("[part~=failure]"),
  },
  "empty": {
    about: "Nothing is selected yet",
    play: (user) => user.sees("[part~=test]"),
  },
  "projects": filled("Projects is selected, and no auth type", { apiType: "projects" }),
  "projects-v3-basic": projects("v3", "basic"),
  "projects-v2-basic": projects("v2", "basic"),
  "projects-v1-basic": projects("v1", "basic"),
  "projects-v3-oauth2": projects("v3", "oauth2"),
  "projects-v2-oauth2": projects("v2", "oauth2"),
  "projects-v1-oauth2": projects("v1", "oauth2"),
  "desk-v2": filled("Desk v2", deskDraft),
  "desk-v0": filled("Desk v0, for which the backend chooses the path", { ...deskDraft, apiVersion: "v0" }),
  "spaces-v2": filled("Spaces v2 with a Space ID", spacesV2),
  "spaces-v0": filled("Spaces v0 with a User ID", spacesV0),
  "name-taken": {
    about: "Another connection has the name",
    backend: {
      "GET /connections": json(200, [
        { id: "connection-9", name: "acme PROJECTS", apiType: "projects", siteUrl: "", status: "online", updatedAt: "" },
      ]),
    },
    async play(user) {
      await user.type("name", "Acme projects");
      await user.sees("[part~=notice]");
      user.leavesTheField();
    },
  },
  "key-trimmed": {
    about: "Whitespace around a pasted API key was removed",
    async play(user) {
      await user.fill({ apiType: "projects", authType: "basic" });
      await user.paste("apiKey", `  ${basic.apiKey}\n`);
      await user.sees("[part~=notice]");
    },
  },
  "save-only": {
    about: "A backend that can only save, so nothing that needs OAuth 2.0 is offered",
    backend: { "GET /config": problem(404, "not_found") },
    play: (user) => user.sees("[part~=value]"),
  },
  "restricted": {
    about: "The page restricts the choices",
    properties: { choices: { apiType: ["projects", "desk"], region: ["eu"], authType: ["basic", "oauth2"] } },
    async play(user) {
      await user.fill({ apiType: "projects", authType: "basic" });
      user.leavesTheField();
    },
  },
  "locked": {
    about: "The page presets and locks most settings",
    properties: {
      value: { apiType: "projects", apiVersion: "v3", region: "eu", siteName: "acme", authType: "basic" },
      locked: ["apiType", "apiVersion", "region", "siteName", "authType"],
    },
    play: (user) => user.sees("[part~=value]"),
  },
  "long": {
    about: "Everything at its maximum length",
    backend: {
      "GET /oauth-clients": json(200, [
        { id: "client-1", name: "The app that our colleagues in operations registered with Teamwork for everybody, see handbook", clientId: "3f2a9c1e5b7d" },
      ]),
      "GET /config": json(200, { ...config, redirectUri: `https://integration.${"subdomain.".repeat(5)}example.com/api/oauth/callback` }),
    },
    async play(user) {
      await user.fill({
        name: "A connection with a name of one hundred characters, which is as long as any may be, and then it ends",
        apiType: "spaces",
        apiVersion: "v2",
        region: "eu",
        siteName: "acme-international-holding-and-services-worldwide-incorporated1",
        spaceId: "9223372036854775807",
      });
      await user.discloseAll();
      user.leavesTheField();
    },
  },
};
