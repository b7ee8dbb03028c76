// A static server for this example: the page, the files of `pkg/cdn`, and what is for the host.
// PORT is where it listens, HOST where the host API is.

import { createServer, request } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const { PORT = "8080", HOST = "http://localhost:8081" } = process.env;
const here = fileURLToPath(new URL(".", import.meta.url));
const cdn = fileURLToPath(new URL("../../pkg/cdn/", import.meta.url));

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

// All that the page needs, and no more. It has no styles of its own.
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'none'";

/** The page, with the tag that `pkg/cdn` asks for. */
async function page() {
  const script = (await readdir(cdn)).find((name) => name.endsWith(".js"));
  const integrity = JSON.parse(await readFile(join(cdn, "integrity.json"), "utf8"));
  const html = await readFile(join(here, "index.html"), "utf8");
  return html.replaceAll("SCRIPT", script).replaceAll("INTEGRITY", integrity[script]);
}

function forward(asked, path, answer) {
  const { method, headers } = asked;
  const forwarded = request(new URL(path, HOST), { method, headers }, (response) => {
    answer.writeHead(response.statusCode, response.headers);
    response.pipe(answer);
  });
  forwarded.on("error", () => (answer.headersSent ? answer.destroy() : answer.writeHead(502).end()));
  asked.pipe(forwarded);
}

createServer(async (asked, answer) => {
  try {
    // Only the path of what was asked for counts: a request may name a host of its own.
    const { pathname, search } = new URL(asked.url, "http://localhost");
    if (pathname.startsWith("/api/")) return forward(asked, pathname + search, answer);
    const isPage = pathname === "/";
    const body = isPage ? await page() : await readFile(join(cdn, pathname.replace(/[^\w.-]/g, "")));
    const type = isPage ? TYPES[".html"] : TYPES[extname(pathname)];
    answer.writeHead(200, { "Content-Type": type ?? "text/plain", "Content-Security-Policy": POLICY }).end(body);
  } catch {
    answer.writeHead(404).end();
  }
}).listen(Number(PORT), "localhost", () => console.log(`http://localhost:${PORT}`));
