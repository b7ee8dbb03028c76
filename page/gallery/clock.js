// A clock that is ahead.

/**
 * Has timers of exactly these milliseconds ring at once. Others stay, since a driver may time its scripts on the
 * page's own clock, as that of WebKit does.
 */
export function hurry(pauses) {
  const { setTimeout } = window;
  window.setTimeout = (act, pause = 0, ...given) => setTimeout(act, pauses.includes(pause) ? 0 : pause, ...given);
}
