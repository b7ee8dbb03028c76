// Serves the app of this folder with Vite's dev server, in front of the host that is named. It says where,
// and ends with whoever started it.

import { createServer } from "vite";

const [host] = process.argv.slice(2);
const server = await createServer({
  configFile: false,
  logLevel: "warn",
  server: { host: "localhost", port: 0, proxy: { "/api": host } },
});
await server.listen();
console.log(server.resolvedUrls.local[0]);
process.stdin.resume().on("end", () => process.exit());
