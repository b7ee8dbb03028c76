// Errors of the API.

/**
 * What calls of the API throw and reject with. Its properties are those of the event `teamwork-error`,
 * and `errors` says what is wrong with which setting. It never holds a secret.
 */
export class TeamworkConnectError extends Error {
  constructor(detail) {
    super(detail.detail);
    Object.assign(this, whole(detail), { name: "TeamworkConnectError" });
  }
}

/** The detail of an error, with what says that nothing more is known. */
export function whole(detail) {
  const unknown = { connectionId: null, authorizationId: null, requestId: null, reference: null };
  return { phase: "load", ...unknown, retryable: false, errors: [], ...detail };
}

/** An error of whoever calls the API: an argument that is not what it must be. */
export function wrongArgument(detail) {
  return new TeamworkConnectError({ code: "invalid", detail });
}

/** A part of the component that could not be loaded. */
export function notLoaded() {
  return new TeamworkConnectError({
    code: "load_failed",
    detail: "Part of this component couldn’t be loaded.",
    retryable: true,
  });
}
