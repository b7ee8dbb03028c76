// Builds the app of this folder with Vite, as it is without any configuration.

import { build } from "vite";

await build({ configFile: false, logLevel: "warn", build: { outDir: "dist" } });
