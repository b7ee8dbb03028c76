//! The tab that the panel's page is in, and what the browser says of it.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/tests/panel/stage/page.js")]
extern "C" {
    /// Lets a property of `navigator`, `document` or `window` have another value, until the stage is
    /// struck.
    pub(crate) fn pretend(target: &str, name: &str, value: &JsValue);

    /// Lets a property of `window` throw when it is read, until the stage is struck.
    pub(crate) fn forbid(name: &str);

    /// What the tab keeps under the panel's name, or nothing.
    pub(crate) fn kept() -> String;

    /// Everything that the tab or the browser keeps.
    pub(crate) fn stored() -> String;

    /// Lets the tab keep something under the panel's name.
    pub(crate) fn keep(text: &str);

    /// The page's address after its path.
    pub(crate) fn address() -> String;

    /// The page has another address.
    #[wasm_bindgen(js_name = goTo)]
    pub(crate) fn go_to(address: &str);

    /// Whether the entry of the history still has the page's own state.
    #[wasm_bindgen(js_name = hasStateOfPage)]
    pub(crate) fn has_state_of_page() -> bool;

    /// Everything is as it was before a test.
    #[wasm_bindgen(js_name = cleanTab)]
    pub(super) fn clean_tab();

    /// Everything that was pretended is what it is again.
    #[wasm_bindgen(js_name = endPretending)]
    pub(crate) fn end_pretending();

    /// Listens to what is said on the console.
    pub(crate) type Console;

    #[wasm_bindgen(constructor)]
    pub(crate) fn new() -> Console;

    #[wasm_bindgen(method)]
    pub(crate) fn said(this: &Console) -> String;

    #[wasm_bindgen(method)]
    pub(crate) fn end(this: &Console);
}

/// The page is in a frame of another one.
pub(crate) fn frame_the_page() {
    pretend("window", "parent", &js_sys::Object::new());
}
