//! The tab of the panel's page, and what the browser reports about it.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/tests/panel/stage/page.js")]
extern "C" {
    /// Overrides a property of `navigator`, `document` or `window` until the stage is torn down.
    pub(crate) fn pretend(target: &str, name: &str, value: &JsValue);

    /// Makes a property of `window` throw until the stage is torn down.
    pub(crate) fn forbid(name: &str);

    /// What the tab stores under the panel's name, or an empty string.
    pub(crate) fn kept() -> String;

    /// Everything in the tab's and the browser's storage.
    pub(crate) fn stored() -> String;

    /// Stores something under the panel's name.
    pub(crate) fn keep(text: &str);

    /// The page's address after its path.
    pub(crate) fn address() -> String;

    /// Changes the page's address.
    #[wasm_bindgen(js_name = goTo)]
    pub(crate) fn go_to(address: &str);

    /// Whether the history entry still has the page's own state.
    #[wasm_bindgen(js_name = hasStateOfPage)]
    pub(crate) fn has_state_of_page() -> bool;

    /// Restores the tab to its state before a test.
    #[wasm_bindgen(js_name = cleanTab)]
    pub(super) fn clean_tab();

    /// Removes all overrides.
    #[wasm_bindgen(js_name = endPretending)]
    pub(crate) fn end_pretending();

    /// Records console messages.
    pub(crate) type Console;

    #[wasm_bindgen(constructor)]
    pub(crate) fn new() -> Console;

    #[wasm_bindgen(method)]
    pub(crate) fn said(this: &Console) -> String;

    #[wasm_bindgen(method)]
    pub(crate) fn end(this: &Console);
}

/// Makes the page appear to be in a frame.
pub(crate) fn frame_the_page() {
    pretend("window", "parent", &js_sys::Object::new());
}
