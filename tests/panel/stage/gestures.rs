//! User input.

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

#[wasm_bindgen(module = "/tests/panel/stage/page.js")]
extern "C" {
    /// Replaces the text by typing, and stays in the field.
    #[wasm_bindgen(js_name = type)]
    pub(crate) fn type_text(control: &HtmlElement, text: &str);

    /// Replaces the text by pasting, and stays in the field.
    pub(crate) fn paste(control: &HtmlElement, text: &str);

    /// Leaves the field after a change.
    pub(crate) fn finish(control: &HtmlElement);

    /// Selects an option.
    pub(super) fn pick(select: &HtmlElement, value: &str);

    /// Presses a key.
    pub(crate) fn key(control: &HtmlElement, name: &str);

    /// Presses a key, with more properties of the event.
    #[wasm_bindgen(js_name = key)]
    pub(crate) fn key_with(control: &HtmlElement, name: &str, options: &JsValue);

    /// Presses Escape in an open dialog.
    pub(crate) fn escape(dialog: &HtmlElement);

    /// Focuses and clicks a button, a radio button or a link.
    pub(crate) fn press(button: &HtmlElement);

    /// Whether an element is visible under the current style sheet.
    #[wasm_bindgen(js_name = isVisible)]
    pub(super) fn is_visible(element: &Element) -> bool;
}
