//! JSON by the browser's own parser, so that no other one is linked.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

/// Converts a value to plain JavaScript objects, arrays, and strings. `None` becomes `null`.
pub(crate) fn to_js(value: &impl Serialize) -> JsValue {
    value.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

/// Serializes a value to JSON text.
pub(crate) fn to_text(value: &impl Serialize) -> String {
    stringify(&to_js(value))
}

/// Serializes plain JavaScript objects, arrays, and strings to JSON text.
pub(crate) fn stringify(value: &JsValue) -> String {
    js_sys::JSON::stringify(value).map(String::from).unwrap_or_default()
}

/// Parses JSON text. Returns `None` if it is invalid.
pub(crate) fn parse(text: &str) -> Option<JsValue> {
    js_sys::JSON::parse(text).ok()
}
