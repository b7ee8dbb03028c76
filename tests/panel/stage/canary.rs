//! A secret to search for. It is never a Rust string, so that a copy found in memory must be the panel's.

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen(module = "/tests/panel/stage/page.js")]
extern "C" {
    pub(crate) type Canary;

    #[wasm_bindgen(constructor)]
    pub(crate) fn new() -> Canary;

    /// A copy of the secret.
    #[wasm_bindgen(method)]
    pub(crate) fn reveal(this: &Canary) -> String;

    /// Types it.
    #[wasm_bindgen(method, js_name = type)]
    pub(crate) fn type_into(this: &Canary, control: &HtmlElement);

    /// Types it, surrounded by other text.
    #[wasm_bindgen(method, js_name = type)]
    pub(crate) fn type_between(this: &Canary, control: &HtmlElement, before: &str, after: &str);

    /// Whether the control contains exactly the secret.
    #[wasm_bindgen(method, js_name = isIn)]
    pub(crate) fn is_in(this: &Canary, control: &HtmlElement) -> bool;

    /// Whether a body contains it.
    #[wasm_bindgen(method, js_name = isPostedIn)]
    pub(crate) fn is_posted_in(this: &Canary, body: &str) -> bool;

    /// Whether it is anywhere in wasm memory, in UTF-8.
    #[wasm_bindgen(method, js_name = isInMemory)]
    pub(crate) fn is_in_memory(this: &Canary, memory: &JsValue) -> bool;

    /// Every place on the page where it is found, or an empty string.
    #[wasm_bindgen(method)]
    pub(crate) fn places(this: &Canary) -> String;

    /// Ends the search.
    #[wasm_bindgen(method)]
    pub(crate) fn end(this: &Canary);
}
