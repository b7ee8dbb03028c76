// Waiting for Teamwork.

import { deskDraft } from "../drafts.js";
import { json, never, problem, unreachable } from "../backend.js";
import { desk } from "../samples.js";

const BEGIN = `POST /connections/${desk.id}/authorizations`;
const RECORD = "GET /authorizations/authorization-1";
const SAVE = { "POST /connections": json(201, desk) };

const record = (status, more = {}) => json(200, { id: "authorization-1", status, ...more });

/** A state after *Save and authorize*. */
export const authorized = (about, backend, expected, windows) => ({
  about,
  windows,
  backend: { ...SAVE, ...backend },
  async play(user) {
    await user.fill(deskDraft);
    await user.press("save");
    await user.sees(expected);
  },
});

/** A finished authorization. */
export const ended = (about, status, more, expected) =>
  authorized(about, { [RECORD]: record(status, more) }, expected);

export const authorizing = {
  "authorize-saving": authorized("The connection is saved first", { "POST /connections": never }, "[part~=steps]"),
  "authorize-starting": authorized("Starting the sign-in", { [BEGIN]: never }, "[part~=steps] .tc-done"),
  "waiting": authorized("The user is signing in to Teamwork", {}, "[part~=steps] small button"),
  "window-closed": {
    ...authorized("The window may be closed", {}, "[part~=steps] small button", "closed"),
    async play(user) {
      await authorizing.waiting.play(user);
      // The panel shows this only after a moment.
      const before = await user.sees("[part~=steps] small button");
      await user.seesInPlaceOf(before, "[part~=steps] small button");
    },
  },
  "window-lost": authorized("The window was closed before Teamwork loaded", {}, "[part~=steps] small a", "lost"),
  "blocked": authorized("The browser blocked the window", {}, "[part~=steps] small a", "blocked"),
  "this-tab": {
    ...authorized("This tab goes to Teamwork, as the page requests or an in-app browser requires", {
      [BEGIN]: json(201, {
        id: "authorization-1",
        // Stay on the gallery page.
        startUrl: new URL("#teamwork", location.href).href,
        expiresIn: 600,
      }),
    }),
    authorize: "redirect",
    async play(user) {
      await user.fill(deskDraft);
      await user.press("save");
      await user.sees("[part~=steps] small button");
      // Delete what the tab stores for its return, so that the next state does not find it.
      sessionStorage.clear();
    },
  },
  "unreachable": authorized("The backend isn't responding", { [RECORD]: unreachable }, ".tc-unreachable"),
  "waiting-offline": {
    ...authorized("The device is offline", { [RECORD]: unreachable }),
    async play(user) {
      await authorizing.unreachable.play(user);
      const { textContent: before } = await user.sees("[part~=unreachable]");
      Object.defineProperty(navigator, "onLine", { value: false });
      await user.readsOther(before, "[part~=unreachable]");
    },
  },
  "checking": authorized(
    "Teamwork responded, and the backend is checking the response",
    { [RECORD]: record("checking") },
    "[part~=steps] li:nth-child(3)[aria-current]",
  ),
  "code-needed": authorized(
    "The backend waits for the verification code",
    { [RECORD]: record("awaiting_confirmation") },
    "[part~=confirm]",
  ),
  "code-wrong": {
    ...authorized("The verification code was incorrect", {
      [RECORD]: record("awaiting_confirmation"),
      "POST /authorizations/authorization-1/confirm": problem(422, "invalid"),
    }),
    async play(user) {
      await authorizing["code-needed"].play(user);
      await user.type("code", "7QK2-M9XA");
      await user.press("confirm");
      await user.sees("[part~=authorization] [part~=error]");
    },
  },
  "found": {
    about: "A sign-in that started before the page loaded",
    connection: desk.id,
    backend: { [`GET /connections/${desk.id}`]: json(200, { ...desk, pendingAuthorization: "authorization-1" }) },
    play: (user) => user.sees("[part~=steps]"),
  },
};
