// Builds the app in this folder with Vite, without configuration.

import { build } from "vite";

await build({ configFile: false, logLevel: "warn", build: { outDir: "dist" } });
