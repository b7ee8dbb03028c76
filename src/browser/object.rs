//! JavaScript objects made by hand, where a type with a serializer of its own would weigh more.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

/// An object with these properties.
pub(crate) fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        // A new object takes every property.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// A text, or `null` where there is none.
pub(crate) fn text(text: Option<&str>) -> JsValue {
    text.map_or(JsValue::NULL, JsValue::from_str)
}

/// What is under a name. `undefined` where nothing is, or a getter throws.
pub(crate) fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default()
}

/// As [`get`], where it is a text.
pub(crate) fn text_of(object: &JsValue, name: &str) -> Option<String> {
    get(object, name).as_string()
}
