// A page in the browser, with a panel.

import { readFile } from "node:fs/promises";

import { CATEGORIES, workOf } from "./trace.js";

const IN_PAGE = await readFile(new URL("in-page.js", import.meta.url), "utf8");

/** Download rates in bytes per second, latencies in milliseconds. */
export const NETWORKS = {
  none: null,
  "4g": { download: 9e6 / 8, latency: 60 },
  slow4g: { download: 1.6e6 / 8, latency: 150 },
};

export class Page {
  #browser;
  #session;
  #target;
  #context;

  /**
   * Loads the URL in a page and passes it to `act`, with the milliseconds until its Name field was usable. A fresh
   * page starts with an empty cache.
   */
  static async use(browser, url, { isFresh = false, cpu = 1, network = null }, act) {
    const page = new Page();
    page.#browser = browser;
    try {
      await page.#open({ isFresh, cpu, network });
      return await act(page, await page.#load(url));
    } finally {
      await page.#close();
    }
  }

  async #open({ isFresh, cpu, network }) {
    const browser = this.#browser;
    if (isFresh) this.#context = (await browser.send("Target.createBrowserContext")).browserContextId;
    const target = await browser.send("Target.createTarget", { url: "about:blank", browserContextId: this.#context });
    this.#target = target.targetId;
    const attached = await browser.send("Target.attachToTarget", { targetId: this.#target, flatten: true });
    this.#session = attached.sessionId;
    await this.send("Page.enable");
    // Pages in the background render no frames.
    await this.send("Page.bringToFront");
    await this.send("Runtime.enable");
    await this.send("Runtime.addBinding", { name: "benchUsable" });
    await this.send("Page.addScriptToEvaluateOnNewDocument", { source: IN_PAGE });
    if (network) {
      await this.send("Network.enable");
      await this.send("Network.emulateNetworkConditions", {
        offline: false,
        latency: network.latency,
        downloadThroughput: network.download,
        uploadThroughput: network.download,
      });
    }
    await this.setCpu(cpu);
  }

  /** The milliseconds from the start of the navigation to a usable Name field. */
  async #load(url) {
    const usable = this.#browser.next("Runtime.bindingCalled", this.#session);
    // If the navigation fails, nothing waits for this.
    usable.catch(() => {});
    const { errorText } = await this.send("Page.navigate", { url });
    if (errorText) throw new Error(`${url}: ${errorText}`);
    const { payload } = await usable.catch(async (error) => {
      const state = await this.evaluate("bench.state()").catch(() => "the page does not answer");
      throw new Error(`${url} has no usable Name field: ${state}`, { cause: error });
    });
    return Number(payload);
  }

  setCpu(rate) {
    return this.send("Emulation.setCPUThrottlingRate", { rate });
  }

  async click(find) {
    const { x, y } = await this.evaluate(`bench.place(${find})`);
    const at = { x, y, button: "left", clickCount: 1 };
    await this.send("Input.dispatchMouseEvent", { type: "mousePressed", ...at });
    await this.send("Input.dispatchMouseEvent", { type: "mouseReleased", ...at });
  }

  async type(text) {
    for (const key of text) await this.press(key);
  }

  async press(key) {
    const code = key.toUpperCase().charCodeAt(0);
    const event = { key, code: `Key${key.toUpperCase()}`, windowsVirtualKeyCode: code };
    await this.send("Input.dispatchKeyEvent", { type: "keyDown", text: key, ...event });
    await this.send("Input.dispatchKeyEvent", { type: "keyUp", ...event });
  }

  /** Runs `act`, which calls `watch`, and returns the milliseconds of work after each `watch`. */
  async trace(act) {
    const events = [];
    const stop = this.#browser.on("Tracing.dataCollected", this.#session, ({ value }) => events.push(...value));
    await this.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: CATEGORIES } });
    await act();
    const complete = this.#browser.next("Tracing.tracingComplete", this.#session);
    await this.send("Tracing.end");
    await complete;
    stop();
    return workOf(events);
  }

  /**
   * Runs `act`, which causes an event of type `start`, and marks in the trace from there until everything is done.
   */
  async watch(start, act) {
    await this.evaluate(`bench.begin(${JSON.stringify(start)})`);
    await act();
    await this.evaluate("bench.end()");
  }

  async evaluate(expression) {
    const answer = await this.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (answer.exceptionDetails) {
      const { text, exception } = answer.exceptionDetails;
      throw new Error(`${expression}: ${exception?.description ?? text}`);
    }
    return answer.result.value;
  }

  /** Collects the garbage so far. */
  collectGarbage() {
    return this.send("HeapProfiler.collectGarbage");
  }

  /** The bytes on the JavaScript heap after a garbage collection, and the bytes of wasm memory. */
  async memory() {
    await this.collectGarbage();
    const { usedSize } = await this.send("Runtime.getHeapUsage");
    const prototype = await this.send("Runtime.evaluate", { expression: "WebAssembly.Memory.prototype" });
    const { objects } = await this.send("Runtime.queryObjects", { prototypeObjectId: prototype.result.objectId });
    const { result } = await this.send("Runtime.callFunctionOn", {
      objectId: objects.objectId,
      functionDeclaration: "function () { return this.reduce((sum, { buffer }) => sum + buffer.byteLength, 0); }",
      returnByValue: true,
    });
    return { heap: usedSize, wasm: result.value };
  }

  send(method, params) {
    return this.#browser.send(method, params, this.#session);
  }

  async #close() {
    if (this.#target) await this.#browser.send("Target.closeTarget", { targetId: this.#target });
    if (this.#context) {
      await this.#browser.send("Target.disposeBrowserContext", { browserContextId: this.#context });
    }
  }
}
