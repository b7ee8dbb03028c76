// Connection tests.

import { basic } from "../drafts.js";
import { json, never, problem, unreachable } from "../backend.js";
import { desk, report } from "../samples.js";

const tested = (about, answer, expected, { draft = basic, connection, backend } = {}) => ({
  about,
  connection,
  backend: { ...backend, "POST /connections/test": answer },
  async play(user) {
    await user.sees("[part~=test]");
    await user.fill(draft);
    await user.press("test");
    await user.sees(expected);
  },
});

/** A save that starts with a test. */
const testedFirst = (about, answer, expected) => ({
  about,
  backend: { "POST /connections/test": answer },
  async play(user) {
    await user.fill(basic);
    await user.press("save");
    await user.sees(expected);
  },
});

const failed = (...checks) => json(200, report(false, ...checks));

export const testing = {
  "testing": tested("Testing", never, "[part~=progress]"),
  "test-passed": tested(
    "Everything works",
    json(200, report(true, ["site", "passed"], ["sign_in", "passed"], ["product", "passed"])),
    "[part~=test-report]",
  ),
  "test-failed": tested(
    "The API key is rejected",
    failed(["site", "passed"], ["sign_in", "failed", "denied"], ["product", "skipped"]),
    "[part~=test-report]",
  ),
  "test-failed-site": tested(
    "The site doesn't exist",
    failed(["site", "failed", "not_found"], ["sign_in", "skipped"], ["product", "skipped"]),
    "[part~=test-report]",
  ),
  "test-skipped": tested(
    "The product can't be tested",
    json(200, report(true, ["site", "passed"], ["sign_in", "passed"], ["product", "skipped"])),
    "[part~=test-report]",
    {
      connection: desk.id,
      backend: { [`GET /connections/${desk.id}`]: json(200, { ...desk, apiVersion: "v0", apiBaseUrl: null, status: "online" }) },
      draft: {},
    },
  ),
  "test-limited": tested("Too many requests to the backend", problem(429, "rate_limited"), "[part~=banner]"),
  "test-offline": tested("The backend can't be reached", unreachable, "[part~=banner]"),
  "testing-first": testedFirst("Testing before saving", never, "[part~=progress]"),
  "save-untested": testedFirst(
    "Confirming before an untested connection is saved",
    problem(500, "internal"),
    "dialog[open]",
  ),
  "save-anyway": {
    about: "Confirming before a connection that failed its test is saved",
    backend: {
      "POST /connections/test": failed(["site", "failed", "not_found"], ["sign_in", "skipped"], ["product", "skipped"]),
    },
    async play(user) {
      await user.fill(basic);
      await user.press("test");
      await user.sees("[part~=test-report]");
      await user.press("save");
      await user.sees("dialog[open]");
    },
  },
};
