// Prints the package's verdict on every text in bodies.json.

import { readFile } from "node:fs/promises";
import { validateBody } from "teamwork-connect/backend";

const texts = JSON.parse(await readFile("bodies.json", "utf8"));
console.log(JSON.stringify(await Promise.all(texts.map((text) => validateBody(text)))));
