// The measurements, for one panel at a time. Each function records samples with `record(metric, value)`.

import { NETWORKS, Page } from "./page.js";

export const STARTS = [
  { metric: "start.cold", isFresh: true, cpu: 1, network: NETWORKS.none },
  { metric: "start.4g", isFresh: true, cpu: 4, network: NETWORKS["4g"] },
  { metric: "start.slow4g", isFresh: true, cpu: 4, network: NETWORKS.slow4g },
  { metric: "start.warm", isFresh: false, cpu: 4, network: NETWORKS.none },
];

/** The settings shown for each API type. Panels that differ in these must not be compared. */
export function settings(browser, url) {
  return Page.use(browser, url, { isFresh: true }, async (page) => {
    const shown = [await page.evaluate("bench.settings()")];
    for (const title of ["Desk", "Spaces", "Projects", "Basic", "OAuth 2.0"]) {
      await page.click(`bench.choice("${title}")`);
      await rest(page);
      shown.push(`${title}: ${await page.evaluate("bench.settings()")}`);
    }
    return shown.join("\n");
  });
}

/** From navigation to a usable Name field. */
export function start(browser, url, { metric, ...conditions }, record) {
  return Page.use(browser, url, conditions, (_, time) => record(metric, time));
}

/** The size of the files that are fetched before the Name field is usable, in bytes. */
export function firstLoad(browser, url, server, record) {
  server.takeSent();
  return Page.use(browser, url, { isFresh: true }, () => {
    record("bytes", server.takeSent().reduce((sum, { bytes }) => sum + bytes, 0));
  });
}

/** Fills the browser's caches, as for a user who returns to the panel from time to time. */
export async function warmUp(browser, url) {
  for (let visit = 0; visit < 3; visit++) await Page.use(browser, url, {}, useOnce);
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** The interactions, on a fresh page. */
export function interact(browser, url, amounts, record) {
  return Page.use(browser, url, {}, async (page) => {
    const { cpu } = amounts;
    const recordWork = (name, { all, scripts }) => {
      record(`${name}.cpu${cpu}`, all);
      record(`${name}-script.cpu${cpu}`, scripts);
    };
    await useOnce(page);
    await page.collectGarbage();
    await page.setCpu(cpu);

    const [first, ...others] = await pressKeys(page, amounts.keys);
    recordWork("first-key", first);
    for (const work of others) recordWork("key", work);
    for (const work of await changeApiType(page, amounts.changes)) recordWork("api-type", work);
    for (const work of await openDialog(page, amounts.dialogs)) recordWork("dialog", work);

    if (cpu === 1) {
      const { heap, wasm } = await page.memory();
      record("memory.heap", heap);
      record("memory.wasm", wasm);
    }
    const [second] = await page.trace(() => page.evaluate("bench.mountSecond()"));
    recordWork("second", second);
  });
}

async function pressKeys(page, count) {
  await page.click('bench.control("Site name")');
  const works = await page.trace(async () => {
    for (let index = 0; index < count; index++) {
      await page.watch("keydown", () => page.press(LETTERS[index % LETTERS.length]));
    }
  });
  const typed = await page.evaluate('bench.control("Site name").value.length');
  if (typed !== count) throw new Error(`${typed} of ${count} keys have arrived`);
  return works;
}

function changeApiType(page, count) {
  const types = ["Desk", "Spaces", "Projects"];
  return page.trace(async () => {
    for (let index = 0; index < count; index++) {
      await page.watch("click", () => page.click(`bench.choice("${types[index % types.length]}")`));
      await rest(page);
    }
  });
}

async function openDialog(page, count) {
  await page.click('bench.choice("Desk")');
  await rest(page);
  return page.trace(async () => {
    for (let index = 0; index < count; index++) {
      await page.watch("click", () => page.click('bench.button("Add an OAuth 2.0 client")'));
      await rest(page);
      await page.click('bench.dialogButton("Cancel")');
      await rest(page);
    }
  });
}

/** Selects what Site name and its URL need. */
async function useOnce(page) {
  await page.click('bench.control("Name your connection")');
  await page.type("bench");
  for (const title of ["Projects", "EU", "Basic"]) {
    await page.click(`bench.choice("${title}")`);
    await rest(page);
  }
}

/** Waits for responses, and for animations, which take 160 ms. */
async function rest(page) {
  await new Promise((resolve) => setTimeout(resolve, 200));
  await page.evaluate("bench.settle()");
}
