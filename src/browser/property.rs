//! Global properties of the page.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// Returns the property at this path below the window, such as `["navigator", "onLine"]`. `undefined` if a part of
/// the path is missing or can't be read.
pub(crate) fn property(path: &[&str]) -> JsValue {
    let window = web_sys::window().map(JsValue::from).unwrap_or_default();
    path.iter().fold(window, |of, name| Reflect::get(&of, &(*name).into()).unwrap_or_default())
}

/// Same as [`property`], if it is a string.
pub(crate) fn text(path: &[&str]) -> String {
    property(path).as_string().unwrap_or_default()
}
