//! JSON by the browser's own parser, so that none is linked.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

/// A value as plain JavaScript objects, arrays and strings; nothing becomes `null`.
pub(crate) fn to_js(value: &impl Serialize) -> JsValue {
    value.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

/// A value as JSON text.
pub(crate) fn to_text(value: &impl Serialize) -> String {
    js_sys::JSON::stringify(&to_js(value)).map(String::from).unwrap_or_default()
}

/// Reads a JavaScript value, or gives `None` where its shape is not the type's.
pub(crate) fn from_js<T: DeserializeOwned>(value: JsValue) -> Option<T> {
    serde_wasm_bindgen::from_value(value).ok()
}

/// Reads JSON text, or gives `None` where it is none or its shape is not the type's.
pub(crate) fn from_text<T: DeserializeOwned>(text: &str) -> Option<T> {
    js_sys::JSON::parse(text).ok().and_then(from_js)
}
