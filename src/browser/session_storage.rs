//! The tab's session storage.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::property::property;

/// Returns the text stored under a key.
pub(crate) fn get(name: &str) -> Option<String> {
    property(&["sessionStorage", name]).as_string()
}

/// Stores a text under a key, if the browser lets the page store anything.
pub(crate) fn set(name: &str, text: &JsValue) {
    let _ = Reflect::set(&property(&["sessionStorage"]), &name.into(), text);
}

/// Removes what is stored under a key.
pub(crate) fn remove(name: &str) {
    if let Ok(storage) = property(&["sessionStorage"]).dyn_into::<Object>() {
        let _ = Reflect::delete_property(&storage, &name.into());
    }
}
