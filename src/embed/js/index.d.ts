// The types of the package. They are what `docs/embedding.md` describes; the tests compile a file that uses
// all of them.

/** The API that a connection is made to. */
export type ApiType = "projects" | "desk" | "spaces";

/** The version of an API: Projects has `v3`, `v2`, `v1`, Desk and Spaces have `v2`, `v0`. */
export type ApiVersion = "v3" | "v2" | "v1" | "v0";

/** Where Teamwork keeps the account. */
export type Region = "us" | "eu";

/** How requests to Teamwork are authenticated. */
export type AuthType = "basic" | "oauth2";

/** The name of a setting. */
export type SettingKey =
  | "name"
  | "apiType"
  | "apiVersion"
  | "region"
  | "siteName"
  | "userId"
  | "spaceId"
  | "authType"
  | "apiKey"
  | "oauthClientId";

/** What is chosen and typed so far, without secrets. What does not apply may be among it. */
export interface Draft {
  name?: string;
  apiType?: ApiType;
  apiVersion?: ApiVersion;
  region?: Region;
  /** A site name, or any address of the account. */
  siteName?: string;
  userId?: string;
  spaceId?: string;
  authType?: AuthType;
  oauthClientId?: string;
}

/** A saved connection, as the backend has it. It has no secrets. */
export interface Connection {
  id: string;
  name: string;
  apiType: ApiType;
  apiVersion?: ApiVersion;
  region: Region;
  siteName: string;
  userId?: string;
  spaceId?: string;
  siteUrl: string | null;
  /** `null` where the backend decides the path. */
  apiBaseUrl: string | null;
  authType?: AuthType;
  oauthClientId?: string;
  hasApiKey: boolean;
  /** `untested`: it has an API key, and the backend has not seen it work. */
  status: "online" | "offline" | "untested";
  /** When the backend last saw it work, as RFC 3339 in UTC. */
  checkedAt?: string;
  /** The name at Teamwork of the user who signed in. */
  signedInAs?: string;
  pendingAuthorization?: string;
  /** What the backend's `ETag` says between the quotes. */
  version?: string;
}

/** How something ended that was asked for. `docs/codes.md` has a sentence for each. */
export type ResultCode =
  | "popup_blocked"
  | "window_closed"
  | "user_cancelled"
  | "denied"
  | "expired"
  | "superseded"
  | "state_invalid"
  | "client_invalid"
  | "grant_invalid"
  | "site_mismatch"
  | "product_unavailable"
  | "provider_unavailable"
  | "exchange_unknown"
  | "network"
  | "csp_blocked"
  | "bad_response"
  | "load_failed"
  | "session_expired"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "invalid"
  | "rate_limited"
  | "internal";

/** What was being done when something failed. */
export type Phase = "load" | "test" | "save" | "authorize" | "client";

/** What is wrong with one setting. */
export type FieldCode = "required" | "too_long" | "format" | "reserved" | "unknown" | "mismatch" | "duplicate";

/** What is wrong with which setting. */
export interface SettingError {
  /** With `phase` `client`, what is typed in the dialog: its name, client ID or client secret. */
  key: SettingKey | "siteUrl" | "apiBaseUrl" | "clientId" | "clientSecret";
  code: FieldCode;
}

/** Why something failed. Never holds a secret. */
export interface ErrorDetail {
  /** What was being done: `load` also where the panel itself failed, `client` in the dialog for an OAuth 2.0 client. */
  phase: Phase;
  /** The connection on the panel, if it has been saved. */
  connectionId: string | null;
  /** The authorization that failed, if it had begun. */
  authorizationId: string | null;
  code: ResultCode;
  /** One sentence for users, in the language of the panel. */
  detail: string;
  /** The ID under which the backend's log has the request. */
  requestId: string | null;
  /** The ID for users to quote when they ask for help: `requestId`, or else `authorizationId`. */
  reference: string | null;
  /** Whether the same may succeed later. */
  retryable: boolean;
  /** What is wrong with which setting, in the order of the panel. */
  errors: SettingError[];
}

/** What calls throw and reject with. */
export class TeamworkConnectError extends Error implements ErrorDetail {
  constructor(detail: Pick<ErrorDetail, "code" | "detail"> & Partial<ErrorDetail>);
  readonly name: "TeamworkConnectError";
  readonly phase: Phase;
  readonly connectionId: string | null;
  readonly authorizationId: string | null;
  readonly code: ResultCode;
  readonly detail: string;
  readonly requestId: string | null;
  readonly reference: string | null;
  readonly retryable: boolean;
  readonly errors: SettingError[];
}

/** What `save()` gives. */
export interface Saved {
  connection: Connection;
  /** The authorization of the connection that has begun, or `null`. */
  authorizationId: string | null;
}

/** One check of a test. */
export interface Check {
  name: "site" | "sign_in" | "product";
  status: "passed" | "failed" | "skipped";
  code?: ResultCode;
}

/** What `test()` gives. */
export interface TestReport {
  ok: boolean;
  checks: Check[];
}

/** What `diagnose()` gives. It has no secrets, and `text` is made to be copied. */
export interface Diagnosis {
  browser: string;
  language: string;
  online: boolean;
  /** Whether the page may open windows, or `null` where that could not be tried: outside a click. */
  popupAllowed: boolean | null;
  framed: boolean;
  framedAcrossSites: boolean;
  /** The page's `Cross-Origin-Opener-Policy`, if it has one. */
  openerPolicy: string | null;
  /** What the page's content security policy has blocked: directive and address. */
  blockedByPolicy: string[];
  storagePartitioned: boolean;
  /** Whether it answers, and how; where it works, if it refuses what the page is called here. */
  backend: { reachable: boolean; status: number | null; worksAt: string | null };
  text: string;
}

/** Headers for requests to the backend, such as a bearer token of the page's session. */
export type GetHeaders = () => HeadersInit | null | undefined | Promise<HeadersInit | null | undefined>;

/** Where the help beside a field leads, in place of the steps of the panel. */
export interface Links {
  apiKey?: string;
  oauthClient?: string;
  spaceId?: string;
  userId?: string;
}

/** What can be chosen. Settings that are not in it keep all their choices. */
export interface Choices {
  apiType?: ApiType[];
  apiVersion?: ApiVersion[];
  region?: Region[];
  authType?: AuthType[];
}

/** Words in place of the panel's own: message key and text. */
export type Messages = Record<string, string>;

/** What can be given as an object: properties of the element, and options of `mount`. */
export interface PanelProperties {
  /** Asked before each request, one at a time, and once more when a request was answered with 401. */
  getHeaders?: GetHeaders | undefined;
  messages?: Messages | undefined;
  links?: Links | undefined;
  /** What can be chosen. One choice left is chosen, and shown as text. */
  choices?: Choices | undefined;
  /** Settings that are shown and cannot be changed. */
  locked?: (keyof Draft)[] | undefined;
  /** Setting it prefills the panel. */
  value?: Draft | undefined;
}

/** Options of `mount`. */
export interface MountOptions extends PanelProperties {
  /** Base URL of the backend API, absolute or relative to the page. */
  backend?: string | undefined;
  /** The connection to edit; none or empty for a new one. */
  connectionId?: string | undefined;
  /** A BCP 47 tag such as `de` or `pt-BR`. */
  lang?: string | undefined;
  theme?: "light" | "dark" | "auto" | undefined;
  /** Where the user signs in: in a window, or in this tab. */
  authorize?: "popup" | "redirect" | undefined;
  /** With `redirect`: under which name the backend has configured where to come back to. */
  returnKey?: string | undefined;
  credentials?: "same-origin" | "include" | "omit" | undefined;
  /** Level of the panel's heading in the page, 1 to 6. */
  headingLevel?: number | string | undefined;
}

/** What a panel does when it is told to. */
export interface PanelMethods {
  /**
   * Saves as the button does, and authorises where that is necessary. Resolves as soon as the connection is
   * saved and an authorization to authorise it has begun. To open a window, call it in a click.
   */
  save(): Promise<Saved>;
  /** Tests the settings as they are. */
  test(): Promise<TestReport>;
  /** Discards what was typed, without asking. */
  reset(): Promise<void>;
  /** Whether leaving would lose something. */
  readonly dirty: boolean;
  /**
   * Whether the panel may be closed: at once where nothing would be lost, and otherwise after the user has said so inside
   * the panel. What the user discards is gone then.
   */
  requestClose(): Promise<boolean>;
  /** What the page and the browser let the panel do. Called in a click, it also tries to open a window. */
  diagnose(): Promise<Diagnosis>;
}

/** A panel that `mount` has put on the page. */
export interface PanelHandle extends PanelMethods {
  /** The element that the panel is in and that its events are sent from. */
  readonly element: HTMLElement;
  get value(): Draft | undefined;
  set value(value: Draft | undefined);
  /** Changes options. Those that are not given stay. */
  update(options: MountOptions): void;
  /** Ends the panel and takes it off the page. */
  destroy(): void;
}

/** The element `<teamwork-connect>`. */
export interface TeamworkConnectElement extends HTMLElement, PanelMethods {
  getHeaders: GetHeaders | undefined;
  messages: Messages | undefined;
  links: Links | undefined;
  choices: Choices | undefined;
  locked: (keyof Draft)[] | undefined;
  get value(): Draft | undefined;
  set value(value: Draft | undefined);
  addEventListener<K extends keyof TeamworkConnectEventMap>(
    type: K,
    listener: (this: TeamworkConnectElement, event: TeamworkConnectEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** The events of a panel. They bubble and are composed. */
export interface TeamworkConnectEventMap {
  /** The panel can be used; the connection to edit, if there is one, is loaded. */
  "teamwork-ready": CustomEvent<{ connectionId: string | null }>;
  /** The user changed a setting. */
  "teamwork-change": CustomEvent<{ value: Draft; changed: SettingKey[] }>;
  /** There is something now that leaving would lose, or nothing any more. */
  "teamwork-dirty": CustomEvent<{ dirty: boolean }>;
  /** The backend has saved the connection. */
  "teamwork-saved": CustomEvent<{ connection: Connection }>;
  /** The connection is authorised, and online now. */
  "teamwork-authorized": CustomEvent<{ connection: Connection }>;
  /** Something failed. */
  "teamwork-error": CustomEvent<ErrorDetail>;
  /** The user leaves. Prevent it to keep the panel as it is. */
  "teamwork-cancel": CustomEvent<null>;
  /** The user is done, after all went well. Prevent it to keep the panel as it is. */
  "teamwork-done": CustomEvent<{ connection: Connection }>;
}

/** Attributes of the element, for frameworks that have types for their templates. */
export interface TeamworkConnectAttributes {
  backend?: string | undefined;
  "connection-id"?: string | undefined;
  lang?: string | undefined;
  theme?: "light" | "dark" | "auto" | undefined;
  authorize?: "popup" | "redirect" | undefined;
  "return-key"?: string | undefined;
  credentials?: "same-origin" | "include" | "omit" | undefined;
  "heading-level"?: number | string | undefined;
}

/** What an address says, or why it says nothing. */
export type AccountUrl =
  | {
      ok: true;
      siteName: string;
      /** `null` where only a site name was given. */
      region: Region | null;
      siteUrl: string | null;
      /** The product whose page it is. */
      apiType: ApiType | null;
      userId: string | null;
      spaceId: string | null;
    }
  | { ok: false; code: FieldCode };

/** Whether settings are valid, and what follows from them. */
export interface Verdict {
  ok: boolean;
  errors: SettingError[];
  siteUrl: string | null;
  apiBaseUrl: string | null;
}

/** Registers the element under this name, `teamwork-connect` unless another is given. */
export function define(name?: string): void;

/** Mounts a panel at the end of an element. */
export function mount(target: Element, options?: MountOptions): PanelHandle;

/** Reads a site name, a hostname, or any address of a Teamwork account. */
export function parseAccountUrl(text: string): Promise<AccountUrl>;

/** Checks settings by the rules of the panel. Without `apiKey`, the rest is checked as if there were one. */
export function validate(value: Draft & { apiKey?: string }): Promise<Verdict>;

declare global {
  interface HTMLElementTagNameMap {
    "teamwork-connect": TeamworkConnectElement;
  }
  /** Of elements, of the document and of the window, since the events bubble. */
  interface GlobalEventHandlersEventMap extends TeamworkConnectEventMap {}
}
