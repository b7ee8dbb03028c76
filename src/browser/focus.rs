//! Moves focus to an element by its ID, within one root.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, Node};

use super::object::get;

/// Moves focus to the element with this ID in the shadow root or document that contains `near`. Returns whether
/// there is such an element.
pub(crate) fn focus_id(near: &Node, id: &str) -> bool {
    let element = find(near, id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}

/// Whether this element or one of its descendants has focus.
pub(crate) fn is_inside(element: &Element) -> bool {
    // Not `:focus-within`, which never matches in Chromium while another window is in front.
    let focused = get(&element.get_root_node(), "activeElement");
    // `null` if nothing has focus, and no element contains that.
    element.contains(Some(focused.unchecked_ref()))
}

fn find(near: &Node, id: &str) -> Option<JsValue> {
    // Both documents and shadow roots have `getElementById`.
    let root = near.get_root_node();
    let find = js_sys::Reflect::get(&root, &JsValue::from_str("getElementById")).ok()?;
    let find = find.dyn_into::<js_sys::Function>().ok()?;
    find.call1(&root, &JsValue::from_str(id)).ok()
}
