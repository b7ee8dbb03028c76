// Controls Chromium over its debugging pipe. No library, because whatever a library enables would be measured too.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--no-first-run",
  "--remote-debugging-pipe",
  "--window-size=1000,1600",
];

/** The timeout of a response on a busy machine, in milliseconds. */
const PATIENCE = 60_000;

export class Browser {
  #process;
  #profile;
  #output;
  #nextId = 1;
  #waiting = new Map();
  #listeners = new Set();

  static async start(program) {
    const browser = new Browser();
    browser.#profile = await mkdtemp(join(tmpdir(), "teamwork-connect-bench-"));
    const flags = [...FLAGS, `--user-data-dir=${browser.#profile}`];
    browser.#process = spawn(program, flags, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    browser.#process.on("exit", () => browser.#failAll(new Error("the browser has ended")));
    browser.#process.on("error", (error) => browser.#failAll(error));
    const [, , , output, input] = browser.#process.stdio;
    browser.#output = output;
    browser.#listen(input);
    const { product } = await browser.send("Browser.getVersion");
    browser.version = product;
    return browser;
  }

  send(method, params = {}, sessionId) {
    const id = this.#nextId++;
    this.#output.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${method} ${params.expression ?? ""}: no answer`)), PATIENCE);
      this.#waiting.set(id, { method, timer, resolve, reject });
    });
  }

  /** Calls the listener with the parameters of every such event. Returns a function that removes the listener. */
  on(method, sessionId, listener) {
    const filtered = (event) => {
      if (event.method === method && event.sessionId === sessionId) listener(event.params);
    };
    this.#listeners.add(filtered);
    return () => this.#listeners.delete(filtered);
  }

  /** Resolves with the parameters of the next such event. */
  next(method, sessionId) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${method}: it did not come`)), PATIENCE);
      const stop = this.on(method, sessionId, (params) => {
        clearTimeout(timer);
        stop();
        resolve(params);
      });
    });
  }

  async close() {
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    await this.send("Browser.close").catch(() => {});
    await ended;
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  #listen(input) {
    let rest = "";
    input.setEncoding("utf8");
    input.on("data", (chunk) => {
      const messages = (rest + chunk).split("\0");
      rest = messages.pop();
      for (const message of messages) this.#receive(JSON.parse(message));
    });
  }

  #receive(message) {
    const waiting = this.#waiting.get(message.id);
    if (!waiting) return this.#listeners.forEach((listener) => listener(message));
    this.#waiting.delete(message.id);
    clearTimeout(waiting.timer);
    if (message.error) waiting.reject(new Error(`${waiting.method}: ${message.error.message}`));
    else waiting.resolve(message.result);
  }

  #failAll(error) {
    for (const { timer, reject } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.#waiting.clear();
  }
}
