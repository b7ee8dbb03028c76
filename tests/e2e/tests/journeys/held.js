// Tracks the resources a page holds: timers, listeners, channels, requests, and errors. Runs before all other
// scripts.

window.held = (() => {
  const { setTimeout, clearTimeout, setInterval, clearInterval, fetch, console } = window;
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const all = new Set();
  const complaints = [];
  const drop = (isIt) => [...all].filter(isIt).forEach((held) => all.delete(held));

  // WebKit's driver has timers of its own on the page.
  const isForPanel = () => new Error().stack.includes("/teamwork-connect-");
  const countTimers = (begin, again) => (act, ...others) => {
    if (!isForPanel()) return begin(act, ...others);
    const held = { what: "timer" };
    all.add(held);
    held.timer = begin((...given) => {
      if (!again) all.delete(held);
      act(...given);
    }, ...others);
    return held.timer;
  };
  window.setTimeout = countTimers(setTimeout, false);
  window.setInterval = countTimers(setInterval, true);
  window.clearTimeout = window.clearInterval = (timer) => {
    drop((held) => timer !== undefined && held.timer === timer);
    clearTimeout(timer);
    clearInterval(timer);
  };

  // Listeners inside a panel are removed with it.
  const isInside = (target) =>
    target instanceof Element && (!target.isConnected || target.getRootNode() instanceof ShadowRoot);
  EventTarget.prototype.addEventListener = function (kind, act, options) {
    const target = this ?? window;
    if (!isInside(target) && act) {
      const held = { what: `listener ${kind}`, target, kind, act };
      all.add(held);
      const forget = () => all.delete(held);
      if (options?.once) addEventListener.call(target, kind, forget, { once: true });
      if (options?.signal) addEventListener.call(options.signal, "abort", forget, { once: true });
    }
    return addEventListener.call(target, kind, act, options);
  };
  EventTarget.prototype.removeEventListener = function (kind, act, options) {
    const target = this ?? window;
    drop((held) => held.target === target && held.kind === kind && held.act === act);
    return removeEventListener.call(target, kind, act, options);
  };

  window.BroadcastChannel = class extends BroadcastChannel {
    #held = { what: "channel" };

    constructor(name) {
      super(name);
      all.add(this.#held);
    }

    close() {
      all.delete(this.#held);
      super.close();
    }
  };

  window.AbortController = class extends AbortController {
    #held = { what: "abort controller" };

    constructor() {
      super();
      all.add(this.#held);
    }

    abort(reason) {
      all.delete(this.#held);
      super.abort(reason);
    }
  };

  window.fetch = (...given) => {
    const held = { what: "request" };
    all.add(held);
    return fetch.apply(window, given).finally(() => all.delete(held));
  };

  for (const loud of ["error", "warn"]) {
    const say = console[loud];
    console[loud] = (...words) => {
      complaints.push(words.join(" "));
      say.apply(console, words);
    };
  }
  addEventListener.call(window, "error", ({ message }) => complaints.push(message));
  addEventListener.call(window, "unhandledrejection", ({ reason }) => complaints.push(String(reason)));

  return {
    /** The resources held. */
    list: () => [...all].map(({ what }) => what).sort(),
    /** The errors so far. */
    complaints,
    /** Runs all pending tasks that don't wait for anything else. */
    turn: () => new Promise((done) => { setTimeout(done); }),
  };
})();
