//! JSON by the browser's own parser, so that none is linked.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

/// A value as plain JavaScript objects, arrays and strings; nothing becomes `null`.
pub(crate) fn to_js(value: &impl Serialize) -> JsValue {
    value.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

/// A value as JSON text.
pub(crate) fn to_text(value: &impl Serialize) -> String {
    stringify(&to_js(value))
}

/// Plain JavaScript objects, arrays and strings as JSON text.
pub(crate) fn stringify(value: &JsValue) -> String {
    js_sys::JSON::stringify(value).map(String::from).unwrap_or_default()
}

/// Reads JSON text, or gives `None` where it is none.
pub(crate) fn parse(text: &str) -> Option<JsValue> {
    js_sys::JSON::parse(text).ok()
}
