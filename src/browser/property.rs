//! What the page has.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// What is at this path below the window, such as `["navigator", "onLine"]`. `undefined` where something on
/// the way is missing, or must not be read.
pub(crate) fn property(path: &[&str]) -> JsValue {
    let window = web_sys::window().map(JsValue::from).unwrap_or_default();
    path.iter().fold(window, |of, name| Reflect::get(&of, &(*name).into()).unwrap_or_default())
}

/// As [`property`], where it is a text.
pub(crate) fn text(path: &[&str]) -> String {
    property(path).as_string().unwrap_or_default()
}
