// The types of `teamwork-connect/backend`, which is for backends in Node and not for browsers.

import type { ApiType, ApiVersion, AuthType, FieldCode, Region, SettingKey } from "./index.js";

export { TeamworkConnectError } from "./index.js";

/** A key of a body: a setting, or an address that follows from the settings. */
export type BodyKey = SettingKey | "siteUrl" | "apiBaseUrl";

/** What is wrong with one key of a body. */
export interface BodyError {
  key: BodyKey;
  code: FieldCode;
}

/** The settings of a good body as they are to be kept: what applies, in the form that it is kept in, and no secret. */
export interface BodySettings {
  /** Not there in a test of a connection, which needs no name. */
  name?: string;
  apiType: ApiType;
  apiVersion: ApiVersion;
  region: Region;
  siteName: string;
  userId?: string;
  spaceId?: string;
  siteUrl: string;
  /** `null` where the backend decides the path. */
  apiBaseUrl: string | null;
  authType?: AuthType;
  oauthClientId?: string;
}

/** Whether a body is good, and what follows from it. */
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
      /** What to answer with: 400 where it is not JSON of the right shape, 413 above 16 KiB, 422 with `errors`. */
      status: 400 | 413 | 422;
      /** In the order of the panel, one a key. Empty unless the status is 422. */
      errors: BodyError[];
      siteUrl: null;
      apiBaseUrl: null;
      settings: null;
    };

/** How a body is checked. */
export interface BodyOptions {
  /** It is that of `POST /connections/test`: its name is not looked at. */
  test?: boolean | undefined;
}

/**
 * Checks the body of `POST /connections` or `PUT /connections/{id}` by the code of the reference backend. A text or bytes
 * are read as JSON; anything else is taken as parsed. Best is what was posted: in what was parsed, keys that were there
 * twice cannot be seen any more.
 *
 * Whether the OAuth 2.0 client exists, and is the caller's own, only the backend knows.
 */
export function validateBody(body: unknown, options?: BodyOptions): Promise<BodyVerdict>;
