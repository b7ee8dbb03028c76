// Serves the pages with the panels, their files in brotli 11, and a backend with canned responses.

import { createServer } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = { ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".json": "application/json" };

// These two isolate the page, so that `performance.now()` has a resolution of 5 µs instead of 100.
const ISOLATED = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

const API = {
  "GET /api/config": [
    200,
    {
      redirectUri: "https://app.example.com/api/oauth/teamwork/callback",
      capabilities: ["connections", "test", "oauthClients", "manageOauthClients", "authorizations"],
    },
  ],
  "GET /api/connections": [
    200,
    ["Acme projects", "Acme desk", "Beta"].map((name, index) => ({
      id: `c${index}`,
      name,
      apiType: "projects",
      siteUrl: "https://acme.teamwork.com",
      status: "online",
      updatedAt: "2026-01-01T00:00:00Z",
    })),
  ],
  "GET /api/oauth-clients": [
    200,
    [
      { id: "o1", name: "Acme app", clientId: "acme" },
      { id: "o2", name: "Beta app", clientId: "beta" },
    ],
  ],
  "POST /api/connections": [201, { id: "c9" }],
  "POST /api/oauth-clients": [201, { id: "o9", name: "New app", clientId: "new" }],
};

/** Serves the panels, which are `{ name, folder, head, content }`. */
export async function serve(panels, frame) {
  const files = new Map();
  for (const { name, folder, head, content } of panels) {
    files.set(`/${name}/`, {
      type: "text/html",
      cache: "no-store",
      body: compress(Buffer.from(frame.replace("<!--head-->", head).replace("<!--panel-->", content))),
    });
    for (const file of await readdir(folder)) {
      const type = TYPES[extname(file)];
      const body = type && compress(await readFile(join(folder, file)));
      if (type) files.set(`/${name}/${file}`, { type, cache: "public, max-age=31536000, immutable", body });
    }
  }

  const sent = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const file = files.get(pathname);
    if (file) {
      if (file.type !== "text/html") sent.push({ file: pathname, bytes: file.body.length });
      response.writeHead(200, {
        ...ISOLATED,
        "Content-Type": file.type,
        "Content-Encoding": "br",
        "Content-Length": file.body.length,
        "Cache-Control": file.cache,
      });
      return response.end(file.body);
    }
    const [status, body] = API[`${request.method} ${pathname}`] ?? [404, {}];
    request.resume();
    response.writeHead(status, { ...ISOLATED, "Content-Type": "application/json", "Cache-Control": "no-store" });
    response.end(JSON.stringify(body));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    /** The files sent since the last call. */
    takeSent: () => sent.splice(0),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function compress(content) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  return brotliCompressSync(content, { params });
}
