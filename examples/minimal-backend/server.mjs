// Serves the page, the files of the package, and the backend below /api. PORT is the port to listen on, DATA the
// folder for the connections.

import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";
import { text } from "node:stream/consumers";
import { createBackend } from "./backend.mjs";

const { PORT = "8080", DATA = "data" } = process.env;
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/** 32 random bytes. A real backend keeps its key elsewhere: next to the connections it protects nothing. */
function encryptionKey() {
  const file = `${DATA}/encryption-key`;
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 });
  return readFileSync(file);
}

mkdirSync(DATA, { recursive: true });
const createConnection = createBackend(`${DATA}/connections.jsonl`, encryptionKey());

const files = new Map([
  ...below("/", new URL("./page/", import.meta.url)),
  ...below("/teamwork-connect/", new URL("./", import.meta.resolve("teamwork-connect/package.json"))),
]);

/** The files of a folder, each with the path at which it is served. */
function below(path, folder) {
  return readdirSync(folder, { recursive: true }).map((name) => [path + name, new URL(name, folder)]);
}

async function answer({ method, url, headers }, body) {
  if (method === "POST" && url === "/api/connections") return createConnection(headers, body);
  const file = files.get(url === "/" ? "/index.html" : url);
  if (!file) return { status: 404 };
  return { status: 200, headers: { "Content-Type": TYPES[extname(file.pathname)] }, body: await readFile(file) };
}

createServer(async (request, response) => {
  try {
    const { status, headers, body = "" } = await answer(request, await text(request));
    response.writeHead(status, headers).end(body);
  } catch {
    // The request was cut off, or the disk is full.
    response.destroy();
  }
}).listen(Number(PORT), "localhost", () => console.log(`http://localhost:${PORT}`));
