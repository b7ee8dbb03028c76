//! Events and errors that reached the page.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/tests/panel/stage/page.js")]
extern "C" {
    pub(super) type Witness;

    #[wasm_bindgen(constructor)]
    pub(super) fn new() -> Witness;

    #[wasm_bindgen(method)]
    pub(super) fn events(this: &Witness) -> String;

    #[wasm_bindgen(method)]
    pub(super) fn errors(this: &Witness) -> String;

    #[wasm_bindgen(method, js_name = takeErrors)]
    pub(super) fn take_errors(this: &Witness) -> String;

    #[wasm_bindgen(method)]
    pub(super) fn end(this: &Witness);
}
