// The types of the package, as described in `docs/embedding.md`. The tests compile a file that uses all of them.

/** The Teamwork product to connect to. */
export type ApiType = "projects" | "desk" | "spaces";

/** The version of the API. Projects has `v3`, `v2`, and `v1`; Desk and Spaces have `v2` and `v0`. */
export type ApiVersion = "v3" | "v2" | "v1" | "v0";

/** The region of the Teamwork account. */
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

/** The current settings, without secrets. May contain settings that do not apply. */
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

/** A saved connection, as the backend has it. Contains no secrets. */
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
  /** `null` if the backend decides the path. */
  apiBaseUrl: string | null;
  authType?: AuthType;
  oauthClientId?: string;
  hasApiKey: boolean;
  /** `untested`: an API key is saved, but the backend has not seen it work. */
  status: "online" | "offline" | "untested";
  /** When the backend last saw the connection work, as an RFC 3339 timestamp in UTC. */
  checkedAt?: string;
  /** The Teamwork name of the user who signed in. */
  signedInAs?: string;
  pendingAuthorization?: string;
  /** The backend's `ETag`, without its quotes. */
  version?: string;
}

/** The outcome of a request. `docs/codes.md` explains each code. */
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

/** What the panel was doing when something failed. */
export type Phase = "load" | "test" | "save" | "authorize" | "client";

/** What is wrong with a setting. */
export type FieldCode = "required" | "too_long" | "format" | "reserved" | "unknown" | "mismatch" | "duplicate";

/** The error of one setting. */
export interface SettingError {
  /** With `phase` `client`, a field of the client dialog: its name, client ID, or client secret. */
  key: SettingKey | "siteUrl" | "apiBaseUrl" | "clientId" | "clientSecret";
  code: FieldCode;
}

/** Why something failed. Never contains a secret. */
export interface ErrorDetail {
  /**
   * What the panel was doing: `load` also if the panel itself failed, `client` in the dialog for an OAuth 2.0
   * client.
   */
  phase: Phase;
  /** The ID of the connection in the panel, if it has been saved. */
  connectionId: string | null;
  /** The ID of the authorization that failed, if it had begun. */
  authorizationId: string | null;
  code: ResultCode;
  /** A sentence for users, in the language of the panel. */
  detail: string;
  /** The ID of the request in the backend's log. */
  requestId: string | null;
  /** The ID for users to quote when they ask for help: `requestId`, or else `authorizationId`. */
  reference: string | null;
  /** Whether a retry may succeed. */
  retryable: boolean;
  /** The field errors, in the order of the panel. */
  errors: SettingError[];
}

/** The error that calls throw and reject with. */
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

/** The result of `save()`. */
export interface Saved {
  connection: Connection;
  /** The ID of the authorization that has begun, or `null`. */
  authorizationId: string | null;
}

/** One check of a connection test. */
export interface Check {
  name: "site" | "sign_in" | "product";
  status: "passed" | "failed" | "skipped";
  code?: ResultCode;
}

/** The result of `test()`. */
export interface TestReport {
  ok: boolean;
  checks: Check[];
}

/** The result of `diagnose()`. Contains no secrets. `text` is formatted for copying. */
export interface Diagnosis {
  browser: string;
  language: string;
  online: boolean;
  /** Whether the page may open windows, or `null` if that could not be tested outside a click. */
  popupAllowed: boolean | null;
  framed: boolean;
  framedAcrossSites: boolean;
  /** The page's `Cross-Origin-Opener-Policy`, if it has one. */
  openerPolicy: string | null;
  /** What the page's content security policy has blocked: the directive and the URL. */
  blockedByPolicy: string[];
  storagePartitioned: boolean;
  /** Whether the backend responds, and how. `worksAt` is where it works, if it rejects the page's origin. */
  backend: { reachable: boolean; status: number | null; worksAt: string | null };
  text: string;
}

/** Returns headers for requests to the backend, such as a bearer token for the page's session. */
export type GetHeaders = () => HeadersInit | null | undefined | Promise<HeadersInit | null | undefined>;

/** The targets of the help links, which replace the panel's own steps. */
export interface Links {
  apiKey?: string;
  oauthClient?: string;
  spaceId?: string;
  userId?: string;
}

/** The choices to offer. A setting that is not listed keeps all its choices. */
export interface Choices {
  apiType?: ApiType[];
  apiVersion?: ApiVersion[];
  region?: Region[];
  authType?: AuthType[];
}

/** Texts that override the panel's own, by message key. */
export type Messages = Record<string, string>;

/** The options that are not strings: properties of the element, and options of `mount`. */
export interface PanelProperties {
  /** Called before each request, one at a time, and once more after a 401 response. */
  getHeaders?: GetHeaders | undefined;
  messages?: Messages | undefined;
  links?: Links | undefined;
  /** The choices to offer. If one is left, it is selected and shown as text. */
  choices?: Choices | undefined;
  /** Settings that are shown but cannot be changed. */
  locked?: (keyof Draft)[] | undefined;
  /** The current settings. Setting this prefills the panel. */
  value?: Draft | undefined;
}

/** The options of `mount`. */
export interface MountOptions extends PanelProperties {
  /** The base URL of the backend API, absolute or relative to the page. */
  backend?: string | undefined;
  /** The connection to edit. Absent or empty for a new one. */
  connectionId?: string | undefined;
  /** A BCP 47 tag such as `de` or `pt-BR`. */
  lang?: string | undefined;
  theme?: "light" | "dark" | "auto" | undefined;
  /** Where the user signs in: in a separate window, or in this tab. */
  authorize?: "popup" | "redirect" | undefined;
  /** With `redirect`: the name under which the backend has configured the return URL. */
  returnKey?: string | undefined;
  credentials?: "same-origin" | "include" | "omit" | undefined;
  /** The level of the panel's heading, 1 to 6. */
  headingLevel?: number | string | undefined;
}

/** The methods of a panel. */
export interface PanelMethods {
  /**
   * Saves as the button does, and authorizes if necessary. Resolves once the connection is saved and the
   * authorization, if any, has begun. Call it in a click handler if a window is to be opened.
   */
  save(): Promise<Saved>;
  /** Tests the current settings. */
  test(): Promise<TestReport>;
  /** Discards unsaved changes without asking. */
  reset(): Promise<void>;
  /** Whether there are unsaved changes. */
  readonly dirty: boolean;
  /**
   * Asks whether the panel may be closed. Resolves at once if nothing would be lost, and otherwise after the user
   * has decided inside the panel. If the user discards the changes, they are gone.
   */
  requestClose(): Promise<boolean>;
  /**
   * Reports what the page and the browser allow the panel to do. Called in a click handler, it also tries to open
   * a window.
   */
  diagnose(): Promise<Diagnosis>;
}

/** A panel mounted by `mount`. */
export interface PanelHandle extends PanelMethods {
  /** The element that contains the panel and dispatches its events. */
  readonly element: HTMLElement;
  get value(): Draft | undefined;
  set value(value: Draft | undefined);
  /** Changes options. Omitted options stay as they are. */
  update(options: MountOptions): void;
  /** Ends the panel and removes it from the page. */
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
  /** The panel is ready. The connection to edit, if any, is loaded. */
  "teamwork-ready": CustomEvent<{ connectionId: string | null }>;
  /** The user changed a setting. */
  "teamwork-change": CustomEvent<{ value: Draft; changed: SettingKey[] }>;
  /** The panel has begun or ceased to have unsaved changes. */
  "teamwork-dirty": CustomEvent<{ dirty: boolean }>;
  /** The backend has saved the connection. */
  "teamwork-saved": CustomEvent<{ connection: Connection }>;
  /** The connection is authorized and now online. */
  "teamwork-authorized": CustomEvent<{ connection: Connection }>;
  /** Something failed. */
  "teamwork-error": CustomEvent<ErrorDetail>;
  /** The user is leaving. Call `preventDefault()` to keep the panel as it is. */
  "teamwork-cancel": CustomEvent<null>;
  /** The user is done, after a success. Call `preventDefault()` to keep the panel as it is. */
  "teamwork-done": CustomEvent<{ connection: Connection }>;
}

/** The attributes of the element, for frameworks with typed templates. */
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

/** The result of parsing an address, or why it failed. */
export type AccountUrl =
  | {
      ok: true;
      siteName: string;
      /** `null` if only a site name was given. */
      region: Region | null;
      siteUrl: string | null;
      /** The product that the page at this address belongs to. */
      apiType: ApiType | null;
      userId: string | null;
      spaceId: string | null;
    }
  | { ok: false; code: FieldCode };

/** Whether settings are valid, and what is derived from them. */
export interface Verdict {
  ok: boolean;
  errors: SettingError[];
  siteUrl: string | null;
  apiBaseUrl: string | null;
}

/** Registers the element under this name. The default is `teamwork-connect`. */
export function define(name?: string): void;

/** Mounts a panel as the last child of an element. */
export function mount(target: Element, options?: MountOptions): PanelHandle;

/** Parses a site name, a hostname, or any address of a Teamwork account. */
export function parseAccountUrl(text: string): Promise<AccountUrl>;

/**
 * Validates settings by the rules of the panel. If `apiKey` is missing, validates the rest as if there were one.
 */
export function validate(value: Draft & { apiKey?: string }): Promise<Verdict>;

declare global {
  interface HTMLElementTagNameMap {
    "teamwork-connect": TeamworkConnectElement;
  }
  /** Applies to elements, the document, and the window, because the events bubble. */
  interface GlobalEventHandlersEventMap extends TeamworkConnectEventMap {}
}
