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

/// Whether this element, or something in it, has the focus.
pub(crate) fn is_inside(element: &Element) -> bool {
    // Not `:focus-within`, which Chromium says no to as long as another window is in front.
    let focused = get(&element.get_root_node(), "activeElement");
    // Where nothing has the focus it is `null`, which is inside of nothing.
    element.contains(Some(focused.unchecked_ref()))
}

fn find(near: &Node, id: &str) -> Option<JsValue> {
    // `getElementById` belongs to documents and to shadow roots alike.
    let root = near.get_root_node();
    let find = js_sys::Reflect::get(&root, &JsValue::from_str("getElementById")).ok()?;
    let find = find.dyn_into::<js_sys::Function>().ok()?;
    find.call1(&root, &JsValue::from_str(id)).ok()
}
