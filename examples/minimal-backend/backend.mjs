// A backend that can only create connections: POST /connections. docs/backend-api.md describes what a real one
// adds; above all it must know who the caller is, and whose connection it is.

import { createCipheriv, createHmac, randomBytes, randomUUID } from "node:crypto";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { validateBody } from "teamwork-connect/backend";

/** Stores connections in a file, one per line, with API keys encrypted with this 32-byte key. */
export function createBackend(file, encryptionKey) {
  const lines = existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
  const saved = new Map(lines.map((line) => JSON.parse(line)).map((line) => [line.idempotencyKey, line]));

  /** Handles POST /connections. */
  return async function createConnection(headers, body) {
    if (headers["x-requested-with"] !== "teamwork-connect") return problem(403, "forbidden");
    const idempotencyKey = headers["idempotency-key"];
    if (!idempotencyKey) return problem(400, "invalid");
    const { ok, status, errors, settings } = await validateBody(body);
    if (!ok) return problem(status, "invalid", errors.map(({ key, code }) => ({ pointer: `/${key}`, code })));

    // There is no `await` from here on, so that of two requests with the same idempotency key the second finds the
    // first.
    const fingerprint = createHmac("sha256", encryptionKey).update(body).digest("hex");
    const earlier = saved.get(idempotencyKey);
    if (earlier) return earlier.fingerprint === fingerprint ? created(earlier) : problem(422, "invalid");
    const connection = { id: randomUUID(), ...settings };
    const { apiKey } = JSON.parse(body);
    if (apiKey) connection.encryptedApiKey = encrypt(apiKey, encryptionKey, connection.id);
    const line = { idempotencyKey, fingerprint, connection };
    appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
    saved.set(idempotencyKey, line);
    return created(line);
  };
}

/**
 * AES-256-GCM. The connection's ID is the associated data, so that the ciphertext is invalid for any other
 * connection.
 */
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
