// Saving a new connection, and leaving it.

import { basic } from "../drafts.js";
import { forbiddenByPolicy, json, never, problem, unreachable } from "../backend.js";
import { projects } from "../samples.js";

const saved = (about, answer, expected = "[part~=banner]") => ({
  about,
  backend: { "POST /connections": answer },
  async play(user) {
    await user.fill(basic);
    await user.press("save");
    await user.sees(expected);
  },
});

export const saving = {
  "saving": saved("The backend is asked to save", never, "[part~=progress]"),
  "saved": saved("It is saved", json(201, { ...projects, status: "offline" })),
  "saved-online": saved("It is saved, and works", json(201, projects)),
  "saved-untested": saved("It is saved, and was not tested", json(201, { ...projects, status: "untested" })),
  "offline": saved("The backend cannot be reached", unreachable),
  "session-expired": saved("The user is no longer signed in to the backend", problem(401, "session_expired")),
  "forbidden": saved("The user may not do this", problem(403, "forbidden")),
  "rate-limited": saved("Too many requests", problem(429, "rate_limited")),
  "internal": saved("The backend failed", problem(500, "internal")),
  "bad-response": saved("The backend answered with something else", json(201, "nothing of the kind")),
  "policy": saved("The policy of the page forbids the request", forbiddenByPolicy, "[data-code=csp_blocked]"),
  "begin-failed": {
    about: "The backend does not say what it offers",
    backend: { "GET /config": unreachable },
    play: (user) => user.sees("[part~=banner]"),
  },
  "discard": {
    about: "Leaving with unsaved changes is asked about",
    async play(user) {
      await user.fill({ name: "Acme projects" });
      await user.press("cancel");
      await user.sees("dialog[open]");
    },
  },
};
