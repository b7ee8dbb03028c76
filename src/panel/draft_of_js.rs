//! A draft from JavaScript.

use teamwork_connect_core::{Draft, FieldErrors};
use wasm_bindgen::JsValue;

use crate::browser::object::text_of;

/// Reads a draft. The newest version may be omitted. Returns an error for each choice that is not one of the
/// possible values.
pub(crate) fn draft_of_js(value: &JsValue) -> (Draft, FieldErrors) {
    let (draft, errors) = Draft::read(|key| text_of(value, key.as_str()));
    (draft.with_preset_version(), errors)
}
