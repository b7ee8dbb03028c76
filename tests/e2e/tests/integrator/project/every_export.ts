// A page that uses the whole package, as typed. A test compares these imports with the exports of the types.

import {
  TeamworkConnectError,
  define,
  mount,
  parseAccountUrl,
  validate,
  type AccountUrl,
  type ApiType,
  type ApiVersion,
  type AuthType,
  type Check,
  type Choices,
  type Connection,
  type Diagnosis,
  type Draft,
  type ErrorDetail,
  type FieldCode,
  type GetHeaders,
  type Links,
  type Messages,
  type MountOptions,
  type PanelHandle,
  type PanelMethods,
  type PanelProperties,
  type Phase,
  type Region,
  type ResultCode,
  type Saved,
  type SettingError,
  type SettingKey,
  type TeamworkConnectAttributes,
  type TeamworkConnectElement,
  type TeamworkConnectEventMap,
  type TestReport,
  type Verdict,
} from "teamwork-connect";
import {
  validateBody,
  type BodyError,
  type BodyKey,
  type BodyOptions,
  type BodySettings,
  type BodyVerdict,
} from "teamwork-connect/backend";
import * as element from "teamwork-connect/element";

// What a page provides.

const apiType: ApiType = "spaces";
const apiVersion: ApiVersion = "v2";
const region: Region = "eu";
const authType: AuthType = "oauth2";
const value: Draft = { name: "Acme", apiType, apiVersion, region, siteName: "acme", spaceId: "7", authType };
const links: Links = { apiKey: "https://help.example/key", spaceId: "https://help.example/space" };
const messages: Messages = { "title.create": "Connect Teamwork" };
const getHeaders: GetHeaders = async () => ({ Authorization: `Bearer ${await token()}` });
const choices: Choices = { apiType: ["projects", "spaces"], region: ["us", "eu"] };
const properties: PanelProperties = { getHeaders, messages, links, value, choices, locked: ["siteName"] };
const options: MountOptions = {
  ...properties,
  backend: "/api",
  connectionId: "7",
  lang: "de",
  theme: "dark",
  authorize: "redirect",
  returnKey: "connections",
  credentials: "include",
  headingLevel: 3,
};
const attributes: TeamworkConnectAttributes = { backend: "/api", "connection-id": "7", "heading-level": 3 };

// A panel mounted by a script.

const panel: PanelHandle = mount(document.body, options);
panel.update({ theme: "auto", lang: undefined, getHeaders: () => new Headers(), links: undefined });
panel.value = { ...panel.value, name: "Renamed" };
panel.element.addEventListener("teamwork-saved", ({ detail }) => show(detail.connection));

async function useAll(methods: PanelMethods): Promise<void> {
  const saved: Saved = await methods.save();
  const authorization: string | null = saved.authorizationId;
  const report: TestReport = await methods.test();
  const failed: Check | undefined = report.checks.find(({ status }) => status === "failed");
  await methods.reset();
  const { popupAllowed, blockedByPolicy, backend, text }: Diagnosis = await methods.diagnose();
  say(authorization, failed?.name, failed?.code, popupAllowed, blockedByPolicy.length, backend.status, text);
}

// The element.

define("my-connect");
element.define();
const own: TeamworkConnectElement = document.createElement("teamwork-connect");
for (const [name, given] of Object.entries(attributes)) own.setAttribute(name, String(given));
Object.assign(own, properties);
own.addEventListener("teamwork-change", function ({ detail: { value, changed } }) {
  const keys: SettingKey[] = changed;
  say(this.value?.siteName, value.userId, ...keys);
});
own.addEventListener("click", (event: Event) => event.preventDefault());
document.addEventListener("teamwork-error", ({ detail }) => explain(detail));
document.querySelector("teamwork-connect")?.addEventListener("teamwork-cancel", (event) => {
  const none: null = event.detail;
  event.preventDefault();
  say(none);
});

function hear<K extends keyof TeamworkConnectEventMap>(kind: K, then: (event: TeamworkConnectEventMap[K]) => void) {
  document.addEventListener(kind, then as (event: Event) => void);
}
hear("teamwork-ready", ({ detail }) => say(detail.connectionId));
hear("teamwork-authorized", ({ detail }) => show(detail.connection));

// The panel's validation, used separately.

async function check(text: string): Promise<Verdict> {
  const address: AccountUrl = await parseAccountUrl(text);
  if (!address.ok) {
    const code: FieldCode = address.code;
    throw new TeamworkConnectError({ code: "invalid", detail: code });
  }
  const verdict: Verdict = await validate({ ...value, siteName: address.siteName, apiKey: "twp_key" });
  verdict.errors.forEach(({ key, code }: SettingError) => say(key, code));
  say(address.region, address.siteUrl, address.apiType, address.userId, address.spaceId, verdict.apiBaseUrl);
  return verdict;
}

// A backend that validates request bodies.

async function judge(body: Uint8Array | string): Promise<BodySettings | number> {
  const options: BodyOptions = { test: false };
  const verdict: BodyVerdict = await validateBody(body, options);
  if (verdict.ok) return { ...verdict.settings, siteUrl: verdict.siteUrl };
  verdict.errors.forEach(({ key, code }: BodyError) => {
    const about: BodyKey = key;
    say(about, code);
  });
  return verdict.status;
}

function explain(error: ErrorDetail | TeamworkConnectError): void {
  const code: ResultCode = error.code;
  const phase: Phase = error.phase;
  if (code !== "user_cancelled") say(phase, error.detail, error.connectionId, error.authorizationId, error.reference, error.requestId, error.retryable, error.errors[0]?.key);
}

function show({ id, name, apiVersion, siteUrl, apiBaseUrl, hasApiKey, status, pendingAuthorization }: Connection) {
  say(id, name, apiVersion, siteUrl, apiBaseUrl, hasApiKey, status === "online", pendingAuthorization);
}

function say(...words: (string | number | boolean | null | undefined)[]): void {
  document.title = words.join(" ");
}

declare function token(): Promise<string>;

judge("{}").then((settings) => say(typeof settings === "number" ? settings : settings.apiBaseUrl));
useAll(panel).then(() => check("https://acme.teamwork.com")).then(() => panel.destroy(), (error: unknown) => {
  if (error instanceof TeamworkConnectError) explain(error);
});
