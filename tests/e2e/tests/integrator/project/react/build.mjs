// Builds the app with React as it is for development: only there does `StrictMode` do something.

process.env.NODE_ENV = "development";
const { build } = await import("vite");
await build({ configFile: false, logLevel: "warn", mode: "development", build: { outDir: "dist" } });
