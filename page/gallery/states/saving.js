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
  "saving": saved("Saving", never, "[part~=progress]"),
  "saved": saved("Saved", json(201, { ...projects, status: "offline" })),
  "saved-online": saved("Saved and working", json(201, projects)),
  "saved-untested": saved("Saved but not tested", json(201, { ...projects, status: "untested" })),
  "offline": saved("The backend can't be reached", unreachable),
  "session-expired": saved("The user is no longer signed in to the application", problem(401, "session_expired")),
  "forbidden": saved("The user doesn't have permission", problem(403, "forbidden")),
  "rate-limited": saved("Too many requests", problem(429, "rate_limited")),
  "internal": saved("The backend failed", problem(500, "internal")),
  "bad-response": saved("The backend sent an unexpected response", json(201, "nothing of the kind")),
  "policy": saved("The page's security policy blocks the request", forbiddenByPolicy, "[data-code=csp_blocked]"),
  "begin-failed": {
    about: "The backend's configuration can't be loaded",
    backend: { "GET /config": unreachable },
    play: (user) => user.sees("[part~=banner]"),
  },
  "discard": {
    about: "Confirming before unsaved changes are discarded",
    async play(user) {
      await user.fill({ name: "Acme projects" });
      await user.press("cancel");
      await user.sees("dialog[open]");
    },
  },
};
