// The states of the panel: what the backend responds, and what the user does to get there.
//
// A state has `about` (its description) and, where needed, `backend` (responses that differ from those in
// backend.js), `windows` (what happens to the windows that the panel opens), `files` (how the component is
// loaded), `hurry` (which timers fire at once), `connection` (the one to edit), `authorize` (how the user is sent
// to Teamwork), and `play` (what the user does).

import { authorizing } from "./states/authorizing.js";
import { clients } from "./states/clients.js";
import { editing } from "./states/editing.js";
import { endings } from "./states/endings.js";
import { errors } from "./states/errors.js";
import { help } from "./states/help.js";
import { saving } from "./states/saving.js";
import { settings } from "./states/settings.js";
import { site } from "./states/site.js";
import { testing } from "./states/testing.js";

/** All states, in the order in which a user meets them. */
export const groups = [
  { title: "Settings", states: settings },
  { title: "Site name", states: site },
  { title: "Help", states: help },
  { title: "Errors", states: errors },
  { title: "Testing", states: testing },
  { title: "Saving", states: saving },
  { title: "Editing", states: editing },
  { title: "OAuth 2.0 clients", states: clients },
  { title: "Authorizing", states: authorizing },
  { title: "How an authorization ends", states: endings },
];

/** The same, by name. */
export const allStates = new Map(groups.flatMap(({ states }) => Object.entries(states)));
