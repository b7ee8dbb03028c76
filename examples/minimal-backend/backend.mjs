// A backend that can make connections and nothing else: POST /connections. What a real one has besides is in
// docs/host-api.md; first of all it knows who calls, and whose connection it is.

import { createCipheriv, createHmac, randomBytes, randomUUID } from "node:crypto";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { validate } from "teamwork-connect";

const KEYS = ["name", "apiType", "apiVersion", "region", "siteName", "userId", "spaceId", "authType",
  "oauthClientId", "siteUrl", "apiBaseUrl", "apiKey"];

/** Keeps connections in a file, one a line, with API keys encrypted under these 32 bytes. */
export function createBackend(file, encryptionKey) {
  const lines = existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
  const saved = new Map(lines.map((line) => JSON.parse(line)).map((line) => [line.idempotencyKey, line]));

  /** Answers POST /connections. */
  return async function createConnection(headers, body) {
    if (headers["x-requested-with"] !== "teamwork-connect") return problem(403, "forbidden");
    const idempotencyKey = headers["idempotency-key"];
    const given = parse(body);
    if (!idempotencyKey || !given) return problem(400, "invalid");
    const errors = await faults(given);
    if (errors.length > 0) return problem(422, "invalid", errors);

    // Nothing is awaited from here on, so that of two requests with one key the second finds the first.
    const fingerprint = createHmac("sha256", encryptionKey).update(body).digest("hex");
    const earlier = saved.get(idempotencyKey);
    if (earlier) return earlier.fingerprint === fingerprint ? created(earlier) : problem(422, "invalid");
    const { apiKey, ...settings } = given;
    const connection = { id: randomUUID(), ...settings };
    if (given.authType === "basic") connection.encryptedApiKey = encrypt(apiKey, encryptionKey, connection.id);
    const line = { idempotencyKey, fingerprint, connection };
    appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
    saved.set(idempotencyKey, line);
    return created(line);
  };
}

/** What is wrong with which setting, by the rules of the panel. */
async function faults(given) {
  const { errors, siteUrl, apiBaseUrl } = await validate(given);
  const add = (code, keys) => errors.push(...keys.map((key) => ({ key, code })));
  add("unknown", Object.keys(given).filter((key) => !KEYS.includes(key)));
  if (given.authType === "basic" && typeof given.apiKey !== "string") add("required", ["apiKey"]);
  if (errors.length === 0 && given.siteUrl !== siteUrl) add("mismatch", ["siteUrl"]);
  if (errors.length === 0 && given.apiBaseUrl !== apiBaseUrl) add("mismatch", ["apiBaseUrl"]);
  return errors.map(({ key, code }) => ({ pointer: `/${key}`, code }));
}

function parse(body) {
  try {
    return Object(JSON.parse(body));
  } catch {
    return null;
  }
}

/** AES-256-GCM. The connection's ID is authenticated with it, so that it fits no other connection. */
function encrypt(text, encryptionKey, id) {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", encryptionKey, nonce).setAAD(Buffer.from(id));
  return Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]).toString("base64");
}

function created({ connection: { id, encryptedApiKey } }) {
  const headers = { "Content-Type": "application/json", Location: `/api/connections/${id}` };
  return { status: 201, headers, body: JSON.stringify({ id, status: encryptedApiKey ? "untested" : "offline" }) };
}

/** A problem document (RFC 9457), which never repeats a value. */
function problem(status, code, errors) {
  const headers = { "Content-Type": "application/problem+json" };
  return { status, headers, body: JSON.stringify({ status, code, errors }) };
}
