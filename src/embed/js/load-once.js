// Loading the wasm module, once for all panels of a page.

import { notLoaded } from "./error.js";

/**
 * `loadWasm` loads it by this function; after a failure it can be called again. `restartWasm` gives up on a
 * request that is still under way and sends another one: whoever waits for the module goes on waiting.
 * @param {(signal: AbortSignal) => Promise<object>} load
 */
export function loadOnce(load) {
  let loading;
  let request;

  async function start() {
    request = new AbortController();
    const { signal } = request;
    try {
      const bindings = await load(signal);
      // It is over, and nothing is left to be given up.
      request.abort();
      return bindings;
    } catch (error) {
      if (signal.aborted) return start();
      throw error;
    }
  }

  return {
    loadWasm() {
      loading ??= start().catch(() => {
        loading = undefined;
        throw notLoaded();
      });
      return loading;
    },
    restartWasm() {
      request?.abort();
    },
  };
}
