// The errors of the API.

/**
 * The error that API calls throw and reject with. Its properties are those of the `teamwork-error` event, and
 * `errors` holds the field errors. It never contains a secret.
 */
export class TeamworkConnectError extends Error {
  constructor(detail) {
    super(detail.detail);
    Object.assign(this, whole(detail), { name: "TeamworkConnectError" });
  }
}

/** Completes an error detail with empty values for everything unknown. */
export function whole(detail) {
  const unknown = { connectionId: null, authorizationId: null, requestId: null, reference: null };
  return { phase: "load", ...unknown, retryable: false, errors: [], ...detail };
}

/** An error of the caller: an invalid argument. */
export function wrongArgument(detail) {
  return new TeamworkConnectError({ code: "invalid", detail });
}

/** Part of the component could not be loaded. */
export function notLoaded() {
  return new TeamworkConnectError({
    code: "load_failed",
    detail: "Part of this component couldn’t be loaded.",
    retryable: true,
  });
}
