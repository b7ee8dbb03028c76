// A stand-in for the backend: it takes the place of `fetch` below /api, and answers as a state says.

import { acmeApp, config, desk, otherApp, projects, report } from "./samples.js";

const BASE = "/api";

/** An answer with a JSON body. */
export const json = (status, body, headers = {}) => ({
  status,
  body: JSON.stringify(body),
  headers: { "Content-Type": "application/json", ETag: '"1"', ...headers },
});

/** A problem document. */
export const problem = (status, code, more = {}) =>
  json(status, { title: "Problem", code, requestId: "0198f3c1-7a2e", ...more });

/** An answer that never comes. */
export const never = { never: true };

/** No answer, because the backend cannot be reached. */
export const unreachable = { unreachable: true };

/** No answer, because the policy of the page forbids to ask. */
export const forbiddenByPolicy = { unreachable: true, policy: true };

/** What a backend with everything answers, if a state does not say otherwise. */
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

/** How many answers are on their way that will come. */
let coming = 0;

/** Whether the backend has answered all that it is going to. */
export const isQuiet = () => coming === 0;

/**
 * Answers from now on. An answer that is a list is given one by one; the last one stays.
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
  // Answers take a moment, here as elsewhere.
  await new Promise((wake) => setTimeout(wake));
  coming -= 1;
  if (answer.policy) tellOfPolicy(url);
  if (answer.unreachable) throw new TypeError("Failed to fetch");
  return new Response(answer.body, { status: answer.status, headers: answer.headers });
}

/** Tells the page as a browser does that its policy has forbidden a request. */
function tellOfPolicy(blockedURI) {
  const directive = "connect-src";
  const about = { blockedURI, effectiveDirective: directive, violatedDirective: directive, disposition: "enforce" };
  const required = { documentURI: location.href, originalPolicy: `${directive} 'none'`, statusCode: 200 };
  document.dispatchEvent(new SecurityPolicyViolationEvent("securitypolicyviolation", { ...about, ...required }));
}
