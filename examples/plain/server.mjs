// Serves the page and the component, and forwards the backend API. PORT is the port to listen on, BACKEND_API the
// address of the backend.

import { readFile } from "node:fs/promises";
import { createServer, request } from "node:http";
import { extname } from "node:path";

const { PORT = "8080", BACKEND_API = "http://localhost:8081" } = process.env;

/** Everything that the page needs, and no more. It has no styles of its own. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "connect-src 'self'",
  "style-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

// The file names contain hashes of their content, and `integrity.json` lists them all.
const CDN = new URL("../../pkg/cdn/", import.meta.url);
const integrity = JSON.parse(await readFile(new URL("integrity.json", CDN), "utf8"));
const files = new Map(Object.keys(integrity).map((name) => [`/teamwork-connect/${name}`, new URL(name, CDN)]));
for (const name of ["index.html", "page.js"]) files.set(`/${name}`, new URL(name, import.meta.url));

/** The page, with the tag from `pkg/cdn/README.md`. In your own page, write it out. */
async function page() {
  const fileOf = (extension) => Object.keys(integrity).find((name) => name.endsWith(extension));
  const [script, wasm] = [fileOf(".js"), fileOf(".wasm")];
  const values = { SCRIPT: script, SCRIPT_INTEGRITY: integrity[script], WASM: wasm, WASM_INTEGRITY: integrity[wasm] };
  const html = await readFile(files.get("/index.html"), "utf8");
  return html.replace(/\b(SCRIPT|WASM)(_INTEGRITY)?\b/g, (name) => values[name]);
}

async function serve(path, response) {
  const name = path === "/" ? "/index.html" : path;
  const body = name === "/index.html" ? await page() : await readFile(files.get(name));
  response.writeHead(200, { "Content-Type": TYPES[extname(name)], "Content-Security-Policy": POLICY }).end(body);
}

function forward(asked, path, response) {
  const { method, headers } = asked;
  const forwarded = request(new URL(path, BACKEND_API), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  forwarded.on("error", () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
  asked.pipe(forwarded);
}

createServer(async (asked, response) => {
  try {
    // Use only the path and the query: a request may name another backend.
    const { pathname, search } = new URL(asked.url, "http://localhost");
    if (pathname.startsWith("/api/")) forward(asked, pathname + search, response);
    else await serve(pathname, response);
  } catch {
    response.writeHead(404).end();
  }
}).listen(Number(PORT), "localhost", () => console.log(`http://localhost:${PORT}`));
