// Serves the app in this folder with Vite's dev server on this port, and proxies to this backend. It prints its
// address, and exits with its parent.

import { createServer } from "vite";

const [port, backend] = process.argv.slice(2);
const server = await createServer({
  configFile: false,
  logLevel: "warn",
  server: {
    backend: "localhost",
    port: Number(port),
    strictPort: true,
    // The backend has to see the page's own hostname, which Vite would otherwise replace.
    proxy: { "/api": { target: backend, changeOrigin: false } },
  },
});
await server.listen();
console.log(server.resolvedUrls.local[0]);
process.stdin.resume().on("end", () => process.exit());
