//! What a tab keeps for as long as it is there.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::property::property;

/// The text that is kept under a name.
pub(crate) fn get(name: &str) -> Option<String> {
    property(&["sessionStorage", name]).as_string()
}

/// Keeps a text under a name, if the browser lets the page keep anything.
pub(crate) fn set(name: &str, text: &JsValue) {
    let _ = Reflect::set(&property(&["sessionStorage"]), &name.into(), text);
}

/// Forgets what is kept under a name.
pub(crate) fn remove(name: &str) {
    if let Ok(storage) = property(&["sessionStorage"]).dyn_into::<Object>() {
        let _ = Reflect::delete_property(&storage, &name.into());
    }
}
