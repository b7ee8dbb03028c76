//! Moving the focus to an element by its ID, inside one root.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, Node};

use super::object::get;

/// Moves the focus to the element with this ID in the shadow root or document that holds `near`.
/// Says whether there is such an element.
pub(crate) fn focus_id(near: &Node, id: &str) -> bool {
    let element = find(near, id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}

/// The element that has the focus in the shadow root or document that holds `near`.
pub(crate) fn focused(near: &Node) -> Option<Element> {
    get(&near.get_root_node(), "activeElement").dyn_into().ok()
}

fn find(near: &Node, id: &str) -> Option<JsValue> {
    // `getElementById` belongs to documents and to shadow roots alike.
    let root = near.get_root_node();
    let find = js_sys::Reflect::get(&root, &JsValue::from_str("getElementById")).ok()?;
    let find = find.dyn_into::<js_sys::Function>().ok()?;
    find.call1(&root, &JsValue::from_str(id)).ok()
}
