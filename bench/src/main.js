// Measures the panels and writes the samples, one per line: metric, panel, value. xtask evaluates them.
//
// node main.js CHROMIUM PACKAGE BUILT SAMPLES ROUNDS

import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { Browser } from "./browser.js";
import { STARTS, firstLoad, interact, settings, start, warmUp } from "./scenarios.js";
import { serve } from "./server.js";

const [program, packageFolder, builtFolder, samplesFile, rounds] = process.argv.slice(2);

/** Our panel, included as its README tells integrators to. */
async function ours() {
  const readme = await readFile(join(packageFolder, "README.md"), "utf8");
  const lines = /```html\n(.*?)```/s.exec(readme)[1].split("\n");
  const isHead = (line) => /^<(script|link)/.test(line);
  const mount = `<script>
    window.mountPanel = (target) => target.insertAdjacentHTML("beforeend", '<teamwork-connect backend="/api">');
  </script>`;
  return {
    name: "ours",
    folder: packageFolder,
    head: lines.filter(isHead).join("\n") + mount,
    content: lines.filter((line) => !isHead(line)).join("\n"),
  };
}

async function peer(name) {
  const folder = join(builtFolder, name);
  const tags = (await readdir(folder)).map((file) =>
    file.endsWith(".css")
      ? `<link rel="stylesheet" href="${file}">`
      : `<script type="module" src="${file}"></script>`,
  );
  return { name, folder, head: tags.join("\n"), content: "" };
}

const panels = [await ours(), await peer("vanilla"), await peer("react")];
const frame = await readFile(new URL("../page.html", import.meta.url), "utf8");
const server = await serve(panels, frame);
const browser = await Browser.start(program);
const samples = [];

/** A field that only our panel has: it takes an address instead of the settings. */
const OURS_ALONE = "Paste your Teamwork address, ";

/**
 * Runs `act` with each panel, in a different order each time. Retries once on failure, because on a busy machine the
 * browser does not always respond in time.
 */
async function withEach(round, act) {
  for (let index = 0; index < panels.length; index++) {
    const { name } = panels[(index + round) % panels.length];
    const measure = async () => {
      const recorded = [];
      await act(`${server.origin}/${name}/`, (metric, value) => recorded.push(`${metric}\t${name}\t${value}\n`));
      samples.push(...recorded);
    };
    await measure().catch((error) => {
      console.log("once more, for this failed:", error);
      return measure();
    });
  }
}

try {
  const shown = [];
  await withEach(0, async (url) => shown.push((await settings(browser, url)).replace(OURS_ALONE, "")));
  if (new Set(shown).size > 1) throw new Error(`the panels show other settings:\n\n${shown.join("\n\n")}`);
  await withEach(0, (url, record) => firstLoad(browser, url, server, record));
  await withEach(0, (url) => warmUp(browser, url));
  for (let round = 0; round < Number(rounds); round++) {
    console.log(`round ${round + 1} of ${rounds}`);
    for (const conditions of STARTS) {
      // Twice, because a start gives one sample, while a page of interactions gives many.
      for (const again of [0, 1]) {
        await withEach(round + again, (url, record) => start(browser, url, conditions, record));
      }
    }
    for (const cpu of [1, 4]) {
      const amounts = { cpu, keys: 24, changes: 9, dialogs: 3 };
      await withEach(round, (url, record) => interact(browser, url, amounts, record));
    }
  }
  await writeFile(samplesFile, `browser\t-\t${browser.version}\n${samples.join("")}`);
} finally {
  await browser.close();
  server.close();
}
