//! A draft as JavaScript has it.

use teamwork_connect_core::{Draft, FieldErrors};
use wasm_bindgen::JsValue;

use crate::browser::object::text_of;

/// Reads a draft, in which the newest version need not be named. The errors are choices that are none of
/// the possible ones.
pub(crate) fn draft_of_js(value: &JsValue) -> (Draft, FieldErrors) {
    let (draft, errors) = Draft::read(|key| text_of(value, key.as_str()));
    (draft.with_preset_version(), errors)
}
