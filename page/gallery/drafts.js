// What the gallery's user fills in.

/** A Projects connection without an auth type. */
export const projectsDraft = { name: "Acme projects", apiType: "projects", region: "eu", siteName: "acme" };

/** The same with an API key. */
export const basic = { ...projectsDraft, authType: "basic", apiKey: "twp_5kR2vXq8LmN3" };

/** A Desk connection. */
export const deskDraft = {
  name: "Acme desk",
  apiType: "desk",
  region: "us",
  siteName: "acme",
  oauthClientId: "client-1",
};

const spacesDraft = { ...deskDraft, name: "Acme handbook", apiType: "spaces" };

/** A connection to a space. */
export const spacesV2 = { ...spacesDraft, apiVersion: "v2", spaceId: "4321" };

/** A connection to the spaces of a user. */
export const spacesV0 = { ...spacesDraft, apiVersion: "v0", userId: "123456" };
