// The settings as both panels know them: texts, choices, conditions, and URLs. No framework.

export const LABELS = {
  name: "Name your connection",
  apiType: "API type",
  apiVersion: "API version",
  region: "Region",
  siteName: "Site name",
  userId: "User ID",
  spaceId: "Space ID",
  authType: "Auth type",
  apiKey: "API key",
  oauthClientId: "OAuth 2.0 client",
};

export const EMPTY = {
  name: "",
  apiType: "",
  apiVersion: "",
  region: "",
  siteName: "",
  userId: "",
  spaceId: "",
  authType: "",
  apiKey: "",
  oauthClientId: "",
};

export const API_TYPES = [
  { value: "projects", title: "Projects", help: "Projects, tasks, milestones, time and people", icon: "projects" },
  { value: "desk", title: "Desk", help: "Tickets, inboxes and conversations", icon: "desk" },
  { value: "spaces", title: "Spaces", help: "Internal documents and knowledge bases", icon: "spaces" },
];

export const REGIONS = [
  { value: "us", title: "US", help: "https://yourcompany.teamwork.com", suffix: ".teamwork.com" },
  { value: "eu", title: "EU", help: "https://yourcompany.eu.teamwork.com", suffix: ".eu.teamwork.com" },
];

export const AUTH_TYPES = [
  { value: "basic", title: "Basic", help: "With your API key" },
  { value: "oauth2", title: "OAuth 2.0", help: "Sign in to Teamwork" },
];

/** The versions of each API type, newest first. */
export const VERSIONS = {
  projects: ["v3", "v2", "v1"],
  desk: ["v2", "v0"],
  spaces: ["v2", "v0"],
};

export function versionText(version, index) {
  if (index === 0) return `${version} (newest)`;
  return version === "v0" ? `${version} (ask your administrator first)` : version;
}

/** The default version after a change of the API type. */
export function nextVersion(apiType, version, previousType) {
  const wasPreset = !previousType || version === VERSIONS[previousType][0];
  return wasPreset || !VERSIONS[apiType].includes(version) ? VERSIONS[apiType][0] : version;
}

export const CLIENT_LABELS = { name: "Name", clientId: "Client ID", clientSecret: "Client secret" };

/** The effective auth type: only Projects has a choice. */
export function authOf({ apiType, authType }) {
  return apiType === "projects" ? authType : apiType && "oauth2";
}

/** When a setting is shown. Settings that are not listed are always shown. */
const SHOWN = {
  apiVersion: (values) => values.apiType !== "",
  region: (values) => values.apiType !== "",
  siteName: (values) => values.apiType !== "",
  userId: ({ apiType, apiVersion }) => apiType === "spaces" && apiVersion === "v0",
  spaceId: ({ apiType, apiVersion }) => apiType === "spaces" && apiVersion === "v2",
  authType: ({ apiType }) => apiType === "projects",
  apiKey: (values) => authOf(values) === "basic",
  oauthClientId: (values) => authOf(values) === "oauth2",
};

export function isShown(key, values) {
  return SHOWN[key]?.(values) ?? true;
}

export function isRequired(key, { apiType }) {
  return key !== "apiVersion" || apiType !== "desk";
}

const RESERVED = ["www", "api", "eu", "authenticate", "developer", "apidocs", "support"];
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const ADDRESS = /^(?:https:\/\/)?([^/:?#]+?)(\.eu)?\.teamwork\.com(?::443)?(?:[/?#].*)?$/;

/** Parses the label and the region from the Site name field. Returns `null` if it is invalid. */
export function parseSite(text) {
  const typed = text.trim().toLowerCase();
  const [, host, eu] = ADDRESS.exec(typed) ?? [];
  const label = host ?? typed;
  if (!LABEL.test(label) || label.slice(2, 4) === "--" || RESERVED.includes(label)) return null;
  return { label, region: host ? (eu ? "eu" : "us") : null };
}

/** The site, once region and site name are known and consistent. */
export function siteOf({ region, siteName }) {
  const site = parseSite(siteName);
  if (!site || !region || (site.region && site.region !== region)) return null;
  return site.label + (region === "eu" ? ".eu" : "");
}

/** The path of the API below the site, or `null` if Teamwork documents none. */
export function basePath({ apiType, apiVersion }) {
  if (apiVersion === "v0") return null;
  if (apiType === "projects") return apiVersion === "v1" ? "" : `/projects/api/${apiVersion}`;
  return `/${apiType}/api/v2`;
}

export const siteUrl = (site) => `https://${site}.teamwork.com`;

function testRequest(values, site) {
  const path = basePath(values);
  if (path === null) return "None: only sign-in is checked";
  if (!site || (values.apiType === "spaces" && !values.spaceId)) return "Not known yet";
  if (values.apiType === "spaces") {
    return `GET ${siteUrl(site)}${path}/spaces/${values.spaceId}/pages.json`;
  }
  const isV2OfProjects = values.apiType === "projects" && values.apiVersion === "v2";
  return `GET ${siteUrl(site)}${isV2OfProjects ? "" : path}/me.json`;
}

/** The rows of the HTTP settings, as labels and values. */
export function httpSettings(values, redirectUri) {
  const site = siteOf(values);
  const path = basePath(values);
  const auth = authOf(values);
  const base = path === null ? "Chosen by this application" : site && siteUrl(site) + path;
  const rows = [["Base URL", base || "Not known yet"]];
  if (auth === "basic") rows.push(["Authentication", "Basic: API key as username, any password"]);
  else if (auth === "oauth2") {
    rows.push(
      ["Authentication", "OAuth 2.0: bearer token"],
      ["Authorization URL", "https://www.teamwork.com/launchpad/login"],
      ["Token URL", "https://www.teamwork.com/launchpad/v1/token.json"],
      ["Redirect URI", redirectUri || "Not known yet"],
    );
  } else rows.push(["Authentication", "Not known yet"]);
  rows.push(["Test request", testRequest(values, site)]);
  return rows;
}

/** The steps of *Where do I find it?*. A step with a link is `[before, link, path, after]`. */
export function helpSteps(key, { apiType }) {
  const product = API_TYPES.find(({ value }) => value === apiType)?.title ?? "";
  switch (key) {
    case "apiKey":
      return [
        ["Open ", "your Teamwork profile", "", " and choose Edit my details."],
        "Choose API & Mobile.",
        "Click Show your token and copy it.",
      ];
    case "oauthClientId":
      return [
        ["Open ", "the developer portal", "/developer", " as a member of the company that owns the account."],
        `Create an app: give it a name, select ${product}, and add the redirect URI below.`,
        "Open its credentials and copy the client ID and client secret.",
      ];
    case "spaceId":
      return [
        ["In ", "Teamwork", "/spaces", ", open the list of other apps and choose Spaces."],
        "Create or open a space.",
        "Copy its ID, which is a number. The name in the address is its code.",
      ];
    case "userId":
      return [
        ["In ", "Teamwork", "", ", open your own profile."],
        "Copy the number after /people/ in the address.",
      ];
  }
}

export const ERRORS = {
  name: "Enter a name for this connection",
  nameTooLong: "Shorten the name to 100 characters",
  apiType: "Choose an API type",
  apiVersion: "Choose an API version",
  region: "Choose the region of your Teamwork account",
  siteName: "Enter the part before .teamwork.com, such as acme",
  userId: "Enter the User ID, which is a number",
  spaceId: "Enter the Space ID, which is a number",
  authType: "Choose how to sign in",
  apiKey: "Enter the API key",
  oauthClientId: "Choose an OAuth 2.0 client",
};

export const CLIENT_ERRORS = {
  name: "Enter a name for this client",
  clientId: "Enter the client ID",
  clientSecret: "Enter the client secret",
};

export const summaryTitle = (count) =>
  count === 1 ? "There is 1 thing to fix" : `There are ${count} things to fix`;

const MAX_ID = 9223372036854775807n;

export const isId = (text) => /^\d{1,19}$/.test(text) && BigInt(text) >= 1n && BigInt(text) <= MAX_ID;

/** The request body: the settings that apply, and the URLs derived from them. */
export function toBody(values) {
  const applying = Object.entries(values).filter(([key, value]) => value !== "" && isShown(key, values));
  const site = siteOf(values);
  const path = basePath(values);
  return {
    ...Object.fromEntries(applying),
    siteName: parseSite(values.siteName).label,
    authType: authOf(values),
    siteUrl: siteUrl(site),
    apiBaseUrl: path === null ? null : siteUrl(site) + path,
  };
}

export const ICONS = {
  bang: "M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 1 0 0-14.4M10 6.3v4.5M10 13.6v.1",
  desk: "M4 12v-1.5a6 6 0 0 1 12 0V12M3 12h3v4H3zM14 12h3v4h-3z",
  pen: "M4 16l.7-3.2L13 4.5 15.5 7l-8.3 8.3zM11.3 6.2l2.5 2.5",
  plug: "M7 3v4M13 3v4M5 7h10v2.5a5 5 0 0 1-10 0zM10 14.5V18",
  plus: "M10 4.5v11M4.5 10h11",
  projects: "M3 3.5h14v13H3zM7 8l1.6 1.6L11.5 6.7M7 13h6",
  spaces: "M4 2.8h8l3 3.4v11H4zM11.5 3v3.5H15M7 10.5h6M7 13.5h4",
};
