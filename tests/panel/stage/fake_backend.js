// A fake backend: it replaces `fetch`, records requests, and responds as configured.

// The time limit of a request in milliseconds, which is far more than it ever takes.
const PATIENCE = 10_000;

const realFetch = window.fetch;

let busy = 0;
let held = 0;

// How many browser tasks may pass between two steps of the panel without any other sign of activity.
const QUIET_TASKS = 4;

// The listeners for policy violations. The panel has one for each request until its outcome is known: after a
// failure it waits for a few tasks, in which the browser may report the cause.
const watches = new Set();

document.addEventListener = (kind, act, options) => {
  if (isWatch(kind, options)) watches.add(act);
  EventTarget.prototype.addEventListener.call(document, kind, act, options);
};

document.removeEventListener = (kind, act, options) => {
  if (isWatch(kind, options)) watches.delete(act);
  EventTarget.prototype.removeEventListener.call(document, kind, act, options);
};

// The element has another one while it is on the page, which is removed by a signal.
function isWatch(kind, options) {
  return kind === "securitypolicyviolation" && !options?.signal;
}

/** Waits until everything has settled, except for what is held back on purpose. */
export async function settled() {
  const begun = Date.now();
  for (let quiet = 0; quiet < QUIET_TASKS; quiet += 1) {
    await nextTask();
    const open = watches.size - held;
    if (busy > 0 || open > 0) quiet = -1;
    if (Date.now() - begun > PATIENCE) throw new Error(`${busy} answers and ${open} requests never come to an end`);
  }
}

/** Waits for the next frame. */
export function nextFrame() {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

function nextTask() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(port1.close());
    port2.postMessage(null);
  });
}

async function during(work) {
  busy += 1;
  try {
    return await work;
  } finally {
    busy -= 1;
  }
}

// Counts reading a response as activity, because the number of tasks it takes depends on the browser.
function watched(response) {
  const text = () => during(Response.prototype.text.call(response));
  return Object.defineProperty(response, "text", { value: text, configurable: true });
}

export class FakeBackend {
  #scripts = new Map();
  #calls = [];
  #held = [];
  #unexpected = [];

  constructor() {
    window.fetch = (input, init) => this.#fetch(new Request(input, init));
  }

  restore() {
    window.fetch = realFetch;
  }

  /** Sets the responses to a call such as `POST /api/connections`. The last one repeats. */
  script(call, answers) {
    this.#scripts.set(call, [...answers]);
  }

  /** Releases the oldest held response to this call. */
  release(call) {
    const place = this.#held.findIndex((held) => held.name === call);
    if (place < 0) throw new Error(`no answer to ${call} is held`);
    this.#held.splice(place, 1)[0].letGo();
  }

  calls() {
    return JSON.stringify(this.#calls.map(({ name, request, body, at }) => ({
      name,
      headers: Object.fromEntries(request.headers),
      credentials: request.credentials,
      body,
      aborted: request.signal.aborted,
      at,
    })));
  }

  unexpected() {
    return this.#unexpected.join(", ");
  }

  #fetch(request) {
    const name = `${request.method} ${new URL(request.url).pathname}`;
    const call = { name, request, body: "", at: performance.now() };
    this.#calls.push(call);
    const answers = this.#scripts.get(name);
    if (!answers) {
      this.#unexpected.push(name);
      return Promise.reject(new TypeError(`no answer to ${name} was scripted`));
    }
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    return this.#answer(call, answer);
  }

  // The body is read a little later, as a page's own `fetch` may do.
  async #answer(call, answer) {
    call.body = await during(nextTask().then(() => call.request.clone().text()));
    if (answer.held) await this.#hold(call);
    if ("violation" in answer) await this.#violate(answer);
    if ("reject" in answer) throw answer.reject;
    if (answer.value instanceof Response) return watched(answer.value);
    if ("value" in answer) return answer.value;
    return watched(new Response(answer.body, { status: answer.status, headers: answer.headers }));
  }

  // Some browsers report the violation before the request fails, and some afterwards.
  async #violate({ violation, late }) {
    const all = { violatedDirective: "connect-src", effectiveDirective: "connect-src", statusCode: 200 };
    const event = new SecurityPolicyViolationEvent("securitypolicyviolation", {
      documentURI: location.href, originalPolicy: "connect-src 'none'", bubbles: true, composed: true, ...all, ...violation,
    });
    const tell = () => document.dispatchEvent(event);
    if (late) nextTask().then(nextTask).then(tell);
    else tell();
  }

  // An aborted request rejects like the real `fetch`.
  #hold({ name, request: { signal } }) {
    held += 1;
    const holding = new Promise((letGo, refuse) => {
      const kept = { name, letGo };
      this.#held.push(kept);
      signal.addEventListener("abort", () => {
        this.#held = this.#held.filter((other) => other !== kept);
        refuse(signal.reason);
      });
    });
    return holding.finally(() => {
      held -= 1;
    });
  }
}
