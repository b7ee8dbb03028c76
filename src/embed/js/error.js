// Errors of the API.

/**
 * What calls of the API throw and reject with. Its properties are those of the event `teamwork-error`,
 * and `errors` says what is wrong with which setting. It never holds a secret.
 */
export class TeamworkConnectError extends Error {
  constructor({ code, detail, requestId = null, retryable = false, errors = [] }) {
    super(detail);
    Object.assign(this, { name: "TeamworkConnectError", code, detail, requestId, retryable, errors });
  }
}

/** An error of whoever calls the API: an argument that is not what it must be. */
export function wrongArgument(detail) {
  return new TeamworkConnectError({ code: "invalid", detail });
}

/** A part of the component that could not be loaded. */
export function notLoaded() {
  return new TeamworkConnectError({
    code: "load_failed",
    detail: "A part of this component could not be loaded.",
    retryable: true,
  });
}
