//! Elements by their ID inside one root, to move the focus to or to read.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, HtmlInputElement, Node};

/// Moves the focus to the element with this ID in the shadow root or document that holds `near`.
/// Says whether there is such an element.
pub(crate) fn focus_id(near: &Node, id: &str) -> bool {
    let element = find(near, id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}

/// What is in the input with this ID in the shadow root or document that holds `near`.
pub(crate) fn value_of_id(near: &Node, id: &str) -> Option<String> {
    let input = find(near, id)?.dyn_into::<HtmlInputElement>().ok()?;
    Some(input.value())
}

fn find(near: &Node, id: &str) -> Option<JsValue> {
    // `getElementById` belongs to documents and to shadow roots alike.
    let root = near.get_root_node();
    let find = js_sys::Reflect::get(&root, &JsValue::from_str("getElementById")).ok()?;
    let find = find.dyn_into::<js_sys::Function>().ok()?;
    find.call1(&root, &JsValue::from_str(id)).ok()
}
