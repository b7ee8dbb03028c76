// What is measured, of one panel at a time. Each function records samples as `record(metric, value)`.

import { NETWORKS, Page } from "./page.js";

export const STARTS = [
  { metric: "start.cold", isFresh: true, cpu: 1, network: NETWORKS.none },
  { metric: "start.4g", isFresh: true, cpu: 4, network: NETWORKS["4g"] },
  { metric: "start.slow4g", isFresh: true, cpu: 4, network: NETWORKS.slow4g },
  { metric: "start.warm", isFresh: false, cpu: 4, network: NETWORKS.none },
];

/** From navigation to a usable Name field. */
export async function start(browser, url, { metric, ...conditions }, record) {
  const page = await Page.open(browser, conditions);
  record(metric, await page.load(url));
  await page.close();
}

/** Fills the caches of the browser as somebody does who uses the panel from time to time. */
export async function warmUp(browser, url) {
  for (let visit = 0; visit < 3; visit++) {
    const page = await Page.open(browser, { isFresh: false });
    await page.load(url);
    await useOnce(page);
    await page.close();
  }
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** The interactions, on a page on which nothing has been done before. */
export async function interact(browser, url, { cpu, keys, changes, dialogs }, record) {
  const recordWork = (name, { all, scripts }) => {
    record(`${name}.cpu${cpu}`, all);
    record(`${name}-script.cpu${cpu}`, scripts);
  };
  const page = await Page.open(browser, { isFresh: false });
  await page.load(url);
  await useOnce(page);
  await page.click('bench.control("Site name")');
  await page.setCpu(cpu);

  const [first, ...others] = await page.trace(async () => {
    for (let index = 0; index < keys; index++) {
      await page.watch("keydown", () => page.press(LETTERS[index % LETTERS.length]));
    }
  });
  const typed = await page.evaluate('bench.control("Site name").value.length');
  if (typed !== keys) throw new Error(`${url}: ${typed} of ${keys} keys have arrived`);
  recordWork("first-key", first);
  for (const work of others) recordWork("key", work);

  const types = ["Desk", "Spaces", "Projects"];
  const ofChanges = await page.trace(async () => {
    for (let index = 0; index < changes; index++) {
      await page.watch("click", () => page.click(`bench.choice("${types[index % types.length]}")`));
      await rest(page);
    }
  });
  for (const work of ofChanges) recordWork("api-type", work);

  await page.click('bench.choice("Desk")');
  await rest(page);
  const ofDialogs = await page.trace(async () => {
    for (let index = 0; index < dialogs; index++) {
      await page.watch("click", () => page.click('bench.button("Add an OAuth 2.0 client")'));
      await rest(page);
      await page.click('bench.dialogButton("Cancel")');
      await rest(page);
    }
  });
  for (const work of ofDialogs) recordWork("dialog", work);

  if (cpu === 1) {
    const { heap, wasm } = await page.memory();
    record("memory.heap", heap);
    record("memory.wasm", wasm);
  }
  const [second] = await page.trace(() => page.evaluate("bench.mountSecond()"));
  recordWork("second", second);
  await page.close();
}

/** Chooses what Site name and its line need. */
async function useOnce(page) {
  await page.click('bench.control("Name your connection")');
  await page.type("bench");
  for (const title of ["Projects", "EU", "Basic"]) {
    await page.click(`bench.choice("${title}")`);
    await rest(page);
  }
}

/** Until answers have come and animations are over, which take 160 ms. */
async function rest(page) {
  await new Promise((resolve) => setTimeout(resolve, 200));
  await page.evaluate("bench.settle()");
}

/** The bytes of the files that are fetched before the Name field is usable. */
export async function firstLoad(browser, url, server, record) {
  server.takeSent();
  const page = await Page.open(browser, { isFresh: true });
  await page.load(url);
  const files = server.takeSent();
  record("bytes", files.reduce((sum, { bytes }) => sum + bytes, 0));
  await page.close();
}
