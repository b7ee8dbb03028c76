// A clock that is ahead.

/** Has timers of up to so many milliseconds ring at once. */
export function hurry(atMost) {
  const { setTimeout } = window;
  window.setTimeout = (act, pause = 0, ...given) => setTimeout(act, pause > atMost ? pause : 0, ...given);
}
