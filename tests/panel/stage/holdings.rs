//! What is held of the page.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/tests/panel/stage/page.js")]
extern "C" {
    pub(crate) type Holdings;

    /// Watches from now on.
    #[wasm_bindgen(constructor)]
    pub(crate) fn new() -> Holdings;

    /// The listeners on window and document, and the channels, that were made since and are not given
    /// back yet.
    #[wasm_bindgen(method)]
    pub(crate) fn list(this: &Holdings) -> String;

    /// Ends the watch.
    #[wasm_bindgen(method, js_name = restore)]
    pub(crate) fn end(this: &Holdings);

    /// Puts back what a test that failed has left in place of what is the browser's.
    #[wasm_bindgen(js_name = restoreAll)]
    pub(super) fn restore_all();
}
