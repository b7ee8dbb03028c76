//! A secret to look for. It is never a Rust string, so that a copy found in memory is the panel's.

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen(module = "/tests/panel/stage/page.js")]
extern "C" {
    pub(crate) type Canary;

    #[wasm_bindgen(constructor)]
    pub(crate) fn new() -> Canary;

    /// The secret itself, as a copy.
    #[wasm_bindgen(method)]
    pub(crate) fn reveal(this: &Canary) -> String;

    /// Types it.
    #[wasm_bindgen(method, js_name = type)]
    pub(crate) fn type_into(this: &Canary, control: &HtmlElement);

    /// Types it with something around it.
    #[wasm_bindgen(method, js_name = type)]
    pub(crate) fn type_between(this: &Canary, control: &HtmlElement, before: &str, after: &str);

    /// Whether the control holds exactly it.
    #[wasm_bindgen(method, js_name = isIn)]
    pub(crate) fn is_in(this: &Canary, control: &HtmlElement) -> bool;

    /// Whether a body has it.
    #[wasm_bindgen(method, js_name = isPostedIn)]
    pub(crate) fn is_posted_in(this: &Canary, body: &str) -> bool;

    /// Whether it is anywhere in the memory of wasm, in UTF-8.
    #[wasm_bindgen(method, js_name = isInMemory)]
    pub(crate) fn is_in_memory(this: &Canary, memory: &JsValue) -> bool;

    /// Every place where the page has it, or nothing.
    #[wasm_bindgen(method)]
    pub(crate) fn places(this: &Canary) -> String;

    /// Ends the search.
    #[wasm_bindgen(method)]
    pub(crate) fn end(this: &Canary);
}
