// The records of the gallery's backend.

/** All capabilities. */
export const config = {
  redirectUri: "https://app.example.com/api/oauth/callback",
  capabilities: ["connections", "test", "oauthClients", "manageOauthClients", "authorizations"],
};

/** A saved Projects connection with an API key. */
export const projects = {
  id: "connection-1",
  name: "Acme projects",
  apiType: "projects",
  apiVersion: "v3",
  region: "eu",
  siteName: "acme",
  siteUrl: "https://acme.eu.teamwork.com",
  apiBaseUrl: "https://acme.eu.teamwork.com/projects/api/v3",
  authType: "basic",
  hasApiKey: true,
  status: "online",
};

/** A Desk connection that is not authorized yet. */
export const desk = {
  id: "connection-2",
  name: "Acme desk",
  apiType: "desk",
  apiVersion: "v2",
  region: "us",
  siteName: "acme",
  siteUrl: "https://acme.teamwork.com",
  apiBaseUrl: "https://acme.teamwork.com/desk/api/v2",
  oauthClientId: "client-1",
  hasApiKey: false,
  status: "offline",
};

/** Two OAuth 2.0 clients. */
export const acmeApp = { id: "client-1", name: "Acme app", clientId: "3f2a9c1e5b7d" };
export const otherApp = { id: "client-2", name: "Acme app for tests", clientId: "b81d04c66fa2" };

/** The report of a connection test. */
export const report = (ok, ...checks) => ({
  ok,
  checks: checks.map(([name, status, code]) => ({ name, status, code })),
});
