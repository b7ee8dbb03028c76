// Serves the app of this folder with Vite's dev server on this port, in front of the host that is named. It says
// where, and ends with whoever started it.

import { createServer } from "vite";

const [port, host] = process.argv.slice(2);
const server = await createServer({
  configFile: false,
  logLevel: "warn",
  server: {
    host: "localhost",
    port: Number(port),
    strictPort: true,
    // The host has to hear under which name the page is. Vite would tell it the host's own.
    proxy: { "/api": { target: host, changeOrigin: false } },
  },
});
await server.listen();
console.log(server.resolvedUrls.local[0]);
process.stdin.resume().on("end", () => process.exit());
