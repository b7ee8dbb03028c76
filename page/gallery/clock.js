// A clock that runs ahead.

/**
 * Makes timers with exactly these delays, in milliseconds, fire at once. Others stay, because a test driver may
 * use the page's own timers for its scripts, as WebKit's does.
 */
export function hurry(pauses) {
  const { setTimeout } = window;
  window.setTimeout = (act, pause = 0, ...given) => setTimeout(act, pauses.includes(pause) ? 0 : pause, ...given);
}
