//! JavaScript objects built by hand, where a type with its own serializer would be larger.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

/// Creates an object with these properties.
pub(crate) fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        // Setting a property on a new object can't fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// A string, or `null` for `None`.
pub(crate) fn text(text: Option<&str>) -> JsValue {
    text.map_or(JsValue::NULL, JsValue::from_str)
}

/// Returns a property. `undefined` if it is missing or its getter throws.
pub(crate) fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default()
}

/// Same as [`get`], if it is a string.
pub(crate) fn text_of(object: &JsValue, name: &str) -> Option<String> {
    get(object, name).as_string()
}
