// Builds the app in this folder with webpack, without loaders.

import { readFile, writeFile } from "node:fs/promises";
import webpack from "webpack";

const config = { mode: "production", entry: "./main.js", performance: false };
const stats = await new Promise((resolve, reject) => {
  webpack(config, (error, stats) => (error ? reject(error) : resolve(stats)));
});
if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString());
// The script in the page is a classic script, not a module.
const page = await readFile("index.html", "utf8");
await writeFile("dist/index.html", page.replace('type="module"', "defer"));
