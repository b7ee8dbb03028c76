// Loads the wasm module once for all panels of a page.

import { notLoaded } from "./error.js";

/**
 * `loadWasm` loads the module with this function; after a failure it can be called again. `restartWasm` aborts a
 * pending request and sends another one, without rejecting the promises of callers that wait for the module.
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
      // It is done, and there is nothing left to abort.
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
