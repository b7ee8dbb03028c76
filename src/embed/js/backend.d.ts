// The types of `teamwork-connect/backend`, which is for backends in Node.js and not for browsers.

import type { ApiType, ApiVersion, AuthType, FieldCode, Region, SettingKey } from "./index.js";

export { TeamworkConnectError } from "./index.js";

/** A key of a request body: a setting, or a URL derived from the settings. */
export type BodyKey = SettingKey | "siteUrl" | "apiBaseUrl";

/** What is wrong with one key of a body. */
export interface BodyError {
  key: BodyKey;
  code: FieldCode;
}

/** The settings of a valid body, normalized and ready to store: only those that apply, and no secret. */
export interface BodySettings {
  /** Absent in a connection test, which needs no name. */
  name?: string;
  apiType: ApiType;
  apiVersion: ApiVersion;
  region: Region;
  siteName: string;
  userId?: string;
  spaceId?: string;
  siteUrl: string;
  /** `null` if the backend decides the path. */
  apiBaseUrl: string | null;
  authType?: AuthType;
  oauthClientId?: string;
}

/** Whether a body is valid, and the settings or errors that result. */
export type BodyVerdict =
  | {
      ok: true;
      status: null;
      errors: [];
      siteUrl: string;
      apiBaseUrl: string | null;
      settings: BodySettings;
    }
  | {
      ok: false;
      /**
       * The status to respond with: 400 if the body is not JSON of the right shape, 413 above 16 KiB, 422 with
       * `errors`.
       */
      status: 400 | 413 | 422;
      /** In the order of the panel, one per key. Empty unless the status is 422. */
      errors: BodyError[];
      siteUrl: null;
      apiBaseUrl: null;
      settings: null;
    };

/** The options of `validateBody`. */
export interface BodyOptions {
  /** Whether this is the body of `POST /connections/test`, which needs no name. */
  test?: boolean | undefined;
}

/**
 * Validates the body of `POST /connections` or `PUT /connections/{id}` with the code of the reference backend. A
 * string or bytes are parsed as JSON; anything else counts as already parsed. Prefer the raw body: after parsing,
 * duplicate keys can no longer be detected.
 *
 * Only the backend knows whether the OAuth 2.0 client exists and belongs to the caller.
 */
export function validateBody(body: unknown, options?: BodyOptions): Promise<BodyVerdict>;
