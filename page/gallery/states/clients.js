// Selecting, adding, and editing OAuth 2.0 clients.

import { json, never, problem, unreachable } from "../backend.js";
import { acmeApp } from "../samples.js";

const draft = { apiType: "desk", region: "us", siteName: "acme" };
const client = { "client-name": "Acme app", "client-clientId": "3f2a9c1e5b7d", "client-clientSecret": "p8Zq4tW7" };

const chosen = (about, clients, play) => ({
  about,
  backend: { "GET /oauth-clients": clients },
  async play(user) {
    await user.fill(draft);
    await play(user);
  },
});

const added = (about, answer, expected, fields = client) => ({
  about,
  backend: { "POST /oauth-clients": answer },
  async play(user) {
    await user.fill(draft);
    await user.press("add");
    for (const [field, text] of Object.entries(fields)) await user.type(field, text);
    await user.press("save");
    await user.sees(expected);
  },
});

export const clients = {
  "client-none": chosen("No client yet", json(200, []), (user) => user.leavesTheField()),
  "client-only": chosen("The only client, already selected", json(200, [acmeApp]), async (user) => {
    await user.sees("select:has(option[value=client-1]:checked)");
    user.leavesTheField();
  }),
  "client-managed": chosen("The only client, managed by the platform", json(200, [{ ...acmeApp, managed: true }]), (user) =>
    user.sees("[part~=value]"),
  ),
  "client-choose-first": chosen("Editing before a client is selected", json(200, []), async (user) => {
    await user.press("edit");
    await user.sees("[part~=notice]");
  }),
  "client-not-listed": chosen("The list of clients can't be loaded", unreachable, (user) => user.sees("[part~=notice]")),
  "client-new": {
    about: "The dialog for a new client",
    async play(user) {
      await user.fill(draft);
      await user.press("add");
      await user.sees("dialog[open]");
    },
  },
  "client-edit": {
    about: "The dialog for the selected client",
    async play(user) {
      await user.fill({ ...draft, oauthClientId: "client-1" });
      await user.press("edit");
      await user.sees("dialog[open]");
    },
  },
  "client-errors": added("Nothing was filled in", never, "dialog [aria-invalid=true]", {}),
  "client-saving": added("Saving the client", never, "dialog [aria-disabled=true]"),
  "client-failed": added("The client can't be saved", problem(500, "internal"), "dialog [part~=banner]"),
  "client-discard": {
    about: "Confirming before unsaved changes in the dialog are discarded",
    async play(user) {
      await user.fill(draft);
      await user.press("add");
      await user.type("client-name", "Acme app");
      await user.press("cancel");
      await user.sees("dialog[open] [part~=yes]");
    },
  },
};
