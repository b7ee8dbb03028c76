//! What a user does.

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

#[wasm_bindgen(module = "/tests/panel/stage/page.js")]
extern "C" {
    /// Types in place of what was there, and stays in the field.
    #[wasm_bindgen(js_name = type)]
    pub(crate) fn type_text(control: &HtmlElement, text: &str);

    /// Pastes in place of what was there, and stays in the field.
    pub(crate) fn paste(control: &HtmlElement, text: &str);

    /// Leaves the field after a change.
    pub(crate) fn finish(control: &HtmlElement);

    /// Chooses an option of a select.
    pub(super) fn pick(select: &HtmlElement, value: &str);

    /// Presses a key.
    pub(crate) fn key(control: &HtmlElement, name: &str);

    /// Presses a key, with more properties of the event.
    #[wasm_bindgen(js_name = key)]
    pub(crate) fn key_with(control: &HtmlElement, name: &str, options: &JsValue);

    /// Presses Escape in a dialog that is open.
    pub(crate) fn escape(dialog: &HtmlElement);

    /// Focuses and presses a button, a radio button or a link.
    pub(crate) fn press(button: &HtmlElement);

    /// Whether the browser shows an element, its style sheet considered.
    #[wasm_bindgen(js_name = isVisible)]
    pub(super) fn is_visible(element: &Element) -> bool;
}
