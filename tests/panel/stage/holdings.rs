//! Resources of the page that are held.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/tests/panel/stage/page.js")]
extern "C" {
    pub(crate) type Holdings;

    /// Starts watching.
    #[wasm_bindgen(constructor)]
    pub(crate) fn new() -> Holdings;

    /// The listeners on window and document, and the channels, that were created since and not released yet.
    #[wasm_bindgen(method)]
    pub(crate) fn list(this: &Holdings) -> String;

    /// Stops watching.
    #[wasm_bindgen(method, js_name = restore)]
    pub(crate) fn end(this: &Holdings);

    /// Restores everything that a failed test has replaced.
    #[wasm_bindgen(js_name = restoreAll)]
    pub(super) fn restore_all();
}
