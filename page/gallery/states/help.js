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
  "help-api-key": disclosed("Where to find the API key, and the HTTP settings for Basic", basic),
  "help-client-projects": disclosed("Where to find a client for Projects", {
    ...basic,
    authType: "oauth2",
    apiKey: undefined,
    oauthClientId: "client-1",
  }),
  "help-client-desk": disclosed("Where to find a client for Desk, and the HTTP settings for OAuth 2.0", deskDraft),
  "help-space-id": disclosed("Where to find the Space ID", spacesV2),
  "help-user-id": disclosed("Where to find the User ID", spacesV0),
  "help-without-site": disclosed("Help before the site is known", { apiType: "spaces", apiVersion: "v0" }),
  "help-of-the-backend": disclosed("The application's own help", basic, {
    "GET /config": json(200, { ...config, links: { apiKey: "https://app.example.com/help/teamwork" } }),
  }),
};
