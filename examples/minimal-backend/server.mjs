// A backend that can save connections, and nothing else: all that the panel demands of one.
// PORT is where it listens, DATA the file that it keeps connections in, KEY 32 bytes as hex for the API keys.

import { createCipheriv, randomBytes, randomUUID } from "node:crypto";
import { appendFile, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { validate } from "teamwork-connect";

const { PORT = "8080", DATA = "connections.jsonl", KEY = randomBytes(32).toString("hex") } = process.env;
const TYPES = { html: "text/html", js: "text/javascript", json: "application/json", wasm: "application/wasm" };
const PACKAGE = new URL("node_modules/teamwork-connect/", import.meta.url);
const answered = new Map();

function encrypt(secret) {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", Buffer.from(KEY, "hex"), nonce);
  const parts = [nonce, cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat(parts).toString("base64");
}

async function save(headers, body) {
  // Browsers send this header across origins only to who allows it: other pages cannot post in a user's name.
  if (headers["x-requested-with"] !== "teamwork-connect") return [403, { code: "forbidden" }];
  const key = headers["idempotency-key"];
  if (!key) return [400, { code: "invalid" }];
  // The same key again is the same save again, also while the first one is under way.
  if (!answered.has(key)) answered.set(key, keep(body).catch(() => [400, { code: "invalid" }]));
  const answer = await answered.get(key);
  if (answer[0] !== 201) answered.delete(key);
  return answer;
}

async function keep(body) {
  const { apiKey, siteUrl, apiBaseUrl, ...settings } = JSON.parse(body);
  const verdict = await validate({ ...settings, apiKey: apiKey ?? "" });
  const derived = verdict.siteUrl === siteUrl && verdict.apiBaseUrl === apiBaseUrl;
  if (!verdict.ok || !derived) {
    const errors = verdict.errors.map((error) => ({ pointer: `/${error.key}`, code: error.code }));
    return [422, { code: "invalid", errors }];
  }
  const connection = { id: randomUUID(), ...settings };
  await appendFile(DATA, `${JSON.stringify({ ...connection, apiKey: encrypt(apiKey) })}\n`);
  return [201, connection];
}

/** The page, and the files of the package as they are. */
async function file(path) {
  const address = new URL(path === "/" ? "index.html" : `node_modules${path}`, import.meta.url);
  // The address is compared after it was resolved: dots can be written in more than one way.
  if (path !== "/" && !address.href.startsWith(PACKAGE.href)) return [404, "", TYPES.html];
  const content = await readFile(address).catch(() => undefined);
  return [content ? 200 : 404, content, TYPES[address.pathname.split(".").pop()]];
}

async function answer({ method, url, headers }, body) {
  if (method === "GET" && !url.startsWith("/api/")) return file(url);
  if (method !== "POST" || url !== "/api/connections") return [404, "", "text/plain"];
  const [status, json] = await save(headers, body);
  return [status, JSON.stringify(json), "application/json"];
}

createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const [status, content, type] = await answer(request, Buffer.concat(parts).toString());
  response.writeHead(status, { "Content-Type": type ?? "text/plain" }).end(content);
}).listen(Number(PORT), "localhost", () => console.log(`http://localhost:${PORT}`));
