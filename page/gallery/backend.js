// A fake backend: it replaces `fetch` below /api, and responds as a state defines.

import { acmeApp, config, desk, otherApp, projects, report } from "./samples.js";

const BASE = "/api";

/** A response with a JSON body. */
export const json = (status, body, headers = {}) => ({
  status,
  body: JSON.stringify(body),
  headers: { "Content-Type": "application/json", ETag: '"1"', ...headers },
});

/** A problem document. */
export const problem = (status, code, more = {}) =>
  json(status, { title: "Problem", code, requestId: "0198f3c1-7a2e", ...more });

/** A response that never arrives. */
export const never = { never: true };

/** No response, because the backend can't be reached. */
export const unreachable = { unreachable: true };

/** No response, because the page's policy blocks the request. */
export const forbiddenByPolicy = { unreachable: true, policy: true };

/** The responses of a backend with all capabilities, unless a state defines others. */
const USUAL = {
  "GET /config": json(200, config),
  "GET /connections": json(200, []),
  "POST /connections": json(201, projects),
  "POST /connections/test": json(200, report(true, ["site", "passed"], ["sign_in", "passed"], ["product", "passed"])),
  [`GET /connections/${projects.id}`]: json(200, projects),
  [`PUT /connections/${projects.id}`]: json(200, projects),
  "GET /oauth-clients": json(200, [acmeApp, otherApp]),
  [`GET /connections/${desk.id}`]: json(200, desk),
  [`PUT /connections/${desk.id}`]: json(200, desk),
  [`POST /connections/${desk.id}/authorizations`]: json(201, {
    id: "authorization-1",
    startUrl: "https://app.example.com/api/oauth/start/authorization-1",
    expiresIn: 600,
  }),
  "GET /authorizations/authorization-1": json(200, { id: "authorization-1", status: "pending" }),
  "DELETE /authorizations/authorization-1": { status: 204, body: null },
};

/** The number of pending responses that will arrive. */
let coming = 0;

/** Whether every response that will arrive has arrived. */
export const isQuiet = () => coming === 0;

/**
 * Responds like this from now on. An array of responses is used one by one; the last one repeats.
 * @param {Record<string, object | object[]>} answers by calls such as `POST /connections`
 */
export function answerWith(answers) {
  const realFetch = window.fetch;
  const all = { ...USUAL, ...answers };
  window.fetch = (input, init) => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith(`${BASE}/`)) return realFetch.call(window, input, init);
    const call = `${request.method} ${pathname.slice(BASE.length)}`;
    const answer = all[call] ?? problem(404, "not_found");
    return give(Array.isArray(answer) ? next(answer) : answer, request);
  };
}

const next = (answers) => (answers.length > 1 ? answers.shift() : answers[0]);

async function give(answer, { url, signal }) {
  if (answer.never) {
    await new Promise((_, refuse) => signal.addEventListener("abort", () => refuse(signal.reason)));
  }
  coming += 1;
  // Like real ones, responses take a moment.
  await new Promise((wake) => setTimeout(wake));
  coming -= 1;
  if (answer.policy) tellOfPolicy(url);
  if (answer.unreachable) throw new TypeError("Failed to fetch");
  return new Response(answer.body, { status: answer.status, headers: answer.headers });
}

/** Reports a request blocked by the page's policy, as a browser does. */
function tellOfPolicy(blockedURI) {
  const directive = "connect-src";
  const about = { blockedURI, effectiveDirective: directive, violatedDirective: directive, disposition: "enforce" };
  const required = { documentURI: location.href, originalPolicy: `${directive} 'none'`, statusCode: 200 };
  document.dispatchEvent(new SecurityPolicyViolationEvent("securitypolicyviolation", { ...about, ...required }));
}
