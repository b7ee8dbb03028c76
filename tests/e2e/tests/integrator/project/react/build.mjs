// Builds the app with React for development, because `StrictMode` has no effect in production.

process.env.NODE_ENV = "development";
const { build } = await import("vite");
await build({ configFile: false, logLevel: "warn", mode: "development", build: { outDir: "dist" } });
