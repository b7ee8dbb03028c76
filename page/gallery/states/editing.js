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
  "loading": opened("The connection is being loaded", never, "[part~=progress]"),
  "edit": {
    about: "A connection with an API key, which is never shown",
    connection: projects.id,
    play: (user) => user.sees("[part~=test]"),
  },
  "edit-online": {
    about: "A connection that is authorised: saving is enough",
    connection: desk.id,
    backend: { [`GET /connections/${desk.id}`]: json(200, { ...desk, status: "online", signedInAs: "Ada Lovelace" }) },
    play: (user) => user.sees("[part~=authorize]"),
  },
  "edit-offline": {
    about: "A connection that is still to be authorised",
    connection: desk.id,
    play: (user) => user.sees("[part~=save]"),
  },
  "not-found": opened("There is no such connection", problem(404, "not_found"), "[part~=banner]"),
  "not-loaded": opened("The connection cannot be loaded now", unreachable, "[part~=banner]"),
  "conflict": replaced("It was changed elsewhere meanwhile", { [PUT]: changedElsewhere }),
  "conflict-failed": {
    ...replaced("The other version cannot be had", { [PUT]: changedElsewhere, [GET]: [json(200, projects), unreachable] }),
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
  "gone": replaced("It was deleted elsewhere meanwhile", { [PUT]: problem(404, "not_found") }),
};
