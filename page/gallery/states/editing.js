// Editing a saved connection.

import { basic } from "../drafts.js";
import { json, never, problem, unreachable } from "../backend.js";
import { desk, projects } from "../samples.js";

const GET = `GET /connections/${projects.id}`;
const PUT = `PUT /connections/${projects.id}`;

const opened = (about, answer, expected) => ({
  about,
  connection: projects.id,
  backend: { [GET]: answer },
  play: (user) => user.sees(expected),
});

const replaced = (about, backend) => ({
  about,
  connection: projects.id,
  backend,
  async play(user) {
    await user.type("name", "Acme projects, renamed");
    await user.type("apiKey", basic.apiKey);
    await user.press("save");
    await user.sees("[part~=banner]");
  },
});

const changedElsewhere = problem(412, "conflict");

/** Presses one of the two buttons that a conflict offers. */
async function answerConflict(user, place) {
  const banner = await user.sees("[part~=banner]");
  banner.querySelectorAll("button")[place].click();
}

export const editing = {
  "loading": opened("Loading the connection", never, "[part~=progress]"),
  "edit": {
    about: "A connection with an API key, which is never shown",
    connection: projects.id,
    play: (user) => user.sees("[part~=test]"),
  },
  "edit-online": {
    about: "An authorized connection, which only needs saving",
    connection: desk.id,
    backend: { [`GET /connections/${desk.id}`]: json(200, { ...desk, status: "online", signedInAs: "Ada Lovelace" }) },
    play: (user) => user.sees("[part~=authorize]"),
  },
  "edit-offline": {
    about: "A connection that isn't authorized yet",
    connection: desk.id,
    play: (user) => user.sees("[part~=save]"),
  },
  "not-found": opened("The connection doesn't exist", problem(404, "not_found"), "[part~=banner]"),
  "not-loaded": opened("The connection can't be loaded", unreachable, "[part~=banner]"),
  "conflict": replaced("The connection was changed elsewhere", { [PUT]: changedElsewhere }),
  "conflict-failed": {
    ...replaced("The other version can't be loaded", { [PUT]: changedElsewhere, [GET]: [json(200, projects), unreachable] }),
    async play(user) {
      await editing.conflict.play(user);
      await answerConflict(user, 1);
      await user.sees("[part~=banner][data-code=network]");
    },
  },
  "conflict-kept": {
    ...replaced("The user's own version was kept", { [PUT]: changedElsewhere }),
    async play(user) {
      await editing.conflict.play(user);
      const before = await user.sees("[part~=banner]");
      await answerConflict(user, 0);
      await user.seesInPlaceOf(before, "[part~=banner]");
    },
  },
  "gone": replaced("The connection was deleted elsewhere", { [PUT]: problem(404, "not_found") }),
};
