// Serves the app of this folder with Vite's dev server on this port, in front of the backend that is named. It says
// where, and ends with whoever started it.

import { createServer } from "vite";

const [port, backend] = process.argv.slice(2);
const server = await createServer({
  configFile: false,
  logLevel: "warn",
  server: {
    backend: "localhost",
    port: Number(port),
    strictPort: true,
    // The backend has to hear under which name the page is. Vite would tell it the backend's own.
    proxy: { "/api": { target: backend, changeOrigin: false } },
  },
});
await server.listen();
console.log(server.resolvedUrls.local[0]);
process.stdin.resume().on("end", () => process.exit());
