// Builds the app of this folder with webpack, without any loader.

import { readFile, writeFile } from "node:fs/promises";
import webpack from "webpack";

const config = { mode: "production", entry: "./main.js", performance: false };
const stats = await new Promise((resolve, reject) => {
  webpack(config, (error, stats) => (error ? reject(error) : resolve(stats)));
});
if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString());
// It makes the script that the page names, and no module.
const page = await readFile("index.html", "utf8");
await writeFile("dist/index.html", page.replace('type="module"', "defer"));
