// The disclosures, opened.

import { basic, deskDraft, spacesV0, spacesV2 } from "../drafts.js";
import { json } from "../backend.js";
import { config } from "../samples.js";

const disclosed = (about, draft, backend) => ({
  about,
  backend,
  async play(user) {
    await user.fill(draft);
    await user.discloseAll();
    user.leavesTheField();
  },
});

export const help = {
  "help-api-key": disclosed("Where the API key is, and the HTTP settings of Basic", basic),
  "help-client-projects": disclosed("Where a client for Projects is", {
    ...basic,
    authType: "oauth2",
    apiKey: undefined,
    oauthClientId: "client-1",
  }),
  "help-client-desk": disclosed("Where a client for Desk is, and the HTTP settings of OAuth 2.0", deskDraft),
  "help-space-id": disclosed("Where the Space ID is", spacesV2),
  "help-user-id": disclosed("Where the User ID is", spacesV0),
  "help-without-site": disclosed("Help before the site is known", { apiType: "spaces", apiVersion: "v0" }),
  "help-of-the-backend": disclosed("Help that the backend has written itself", basic, {
    "GET /config": json(200, { ...config, links: { apiKey: "https://app.example.com/help/teamwork" } }),
  }),
};
