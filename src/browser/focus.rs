//! Moving the focus inside one root.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, Node};

/// Moves the focus to the element with this ID in the shadow root or document that holds `near`.
/// Says whether there is such an element.
pub(crate) fn focus_id(near: &Node, id: &str) -> bool {
    // `getElementById` belongs to documents and to shadow roots alike.
    let root = near.get_root_node();
    let find = js_sys::Reflect::get(&root, &JsValue::from_str("getElementById"))
        .ok()
        .and_then(|find| find.dyn_into::<js_sys::Function>().ok());
    let element = find
        .and_then(|find| find.call1(&root, &JsValue::from_str(id)).ok())
        .and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}
