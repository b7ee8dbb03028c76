// A stand-in for the backend: it takes the place of `fetch`, writes down what it is asked for, and answers
// as it was told.

// How many milliseconds a request may take, which is far more than it ever does.
const PATIENCE = 10_000;

const realFetch = window.fetch;

let busy = 0;
let held = 0;

// How many tasks of the browser may pass between two steps of the panel that nothing else tells of.
const QUIET_TASKS = 4;

// The listeners for what the page's policy forbids. The panel has one for each request, until it is done with how
// that ended: after a failure it waits for some tasks, in which the browser may tell why.
const watches = new Set();

document.addEventListener = (kind, act, options) => {
  if (isWatch(kind, options)) watches.add(act);
  EventTarget.prototype.addEventListener.call(document, kind, act, options);
};

document.removeEventListener = (kind, act, options) => {
  if (isWatch(kind, options)) watches.delete(act);
  EventTarget.prototype.removeEventListener.call(document, kind, act, options);
};

// The element itself has another one for as long as it is on the page, which ends by a signal.
function isWatch(kind, options) {
  return kind === "securitypolicyviolation" && !options?.signal;
}

/** Waits until nothing goes on any more but what is held back on purpose. */
export async function settled() {
  const begun = Date.now();
  for (let quiet = 0; quiet < QUIET_TASKS; quiet += 1) {
    await nextTask();
    const open = watches.size - held;
    if (busy > 0 || open > 0) quiet = -1;
    if (Date.now() - begun > PATIENCE) throw new Error(`${busy} answers and ${open} requests never come to an end`);
  }
}

/** Waits until the browser has drawn the page once more. */
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

// Lets the reading of an answer count among what goes on: how many tasks it takes is the browser's affair.
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

  /** The answers to a call such as `POST /api/connections`, one after the other. The last one stays. */
  script(call, answers) {
    this.#scripts.set(call, [...answers]);
  }

  /** Lets the oldest held answer to this call go. */
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

  // Some browsers tell before the request fails, and some afterwards.
  async #violate({ violation, late }) {
    const all = { violatedDirective: "connect-src", effectiveDirective: "connect-src", statusCode: 200 };
    const event = new SecurityPolicyViolationEvent("securitypolicyviolation", {
      documentURI: location.href, originalPolicy: "connect-src 'none'", bubbles: true, composed: true, ...all, ...violation,
    });
    const tell = () => document.dispatchEvent(event);
    if (late) nextTask().then(nextTask).then(tell);
    else tell();
  }

  // An aborted request fails as it does with the real `fetch`.
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
