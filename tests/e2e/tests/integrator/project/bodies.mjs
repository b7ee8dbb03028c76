// Says of every text in bodies.json what the package says of it.

import { readFile } from "node:fs/promises";
import { validateBody } from "teamwork-connect/backend";

const texts = JSON.parse(await readFile("bodies.json", "utf8"));
console.log(JSON.stringify(await Promise.all(texts.map((text) => validateBody(text)))));
