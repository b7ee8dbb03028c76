//! The component's style sheet, adopted so that no policy of the page can refuse it.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, Node};

use super::object::get;

thread_local! {
    /// One sheet for all instances in this document.
    static SHEET: Option<CssStyleSheet> = web_sys::window().and_then(|window| sheet_of(&window));
}

/// Adopts the style sheet in the shadow root or document that holds `node`, unless it is there already.
/// A `<style>` element would be blocked by a page with `style-src 'none'`; adopted sheets are not.
pub(crate) fn adopt(node: &Node) {
    let root = node.get_root_node();
    let key = JsValue::from_str("adoptedStyleSheets");
    let Ok(adopted) = Reflect::get(&root, &key) else {
        return;
    };
    let Some(adopted) = adopted.dyn_ref::<Array>() else {
        return;
    };
    let add = |sheet: &CssStyleSheet| {
        adopted.includes(sheet, 0)
            || Reflect::set(&root, &key, &adopted.concat(&Array::of1(sheet))).is_ok()
    };
    // A document takes no sheet of another one, such as the one that a frame or another window was made from.
    if !SHEET.with(|sheet| sheet.as_ref().is_some_and(add)) {
        let document = node.owner_document().map_or(JsValue::UNDEFINED, Into::into);
        let _ = sheet_of(&get(&document, "defaultView")).as_ref().map(add);
    }
}

/// A new sheet for the document of a window.
fn sheet_of(window: &JsValue) -> Option<CssStyleSheet> {
    let class = get(window, "CSSStyleSheet").dyn_into::<Function>().ok()?;
    let sheet = Reflect::construct(&class, &Array::new()).ok()?.unchecked_into::<CssStyleSheet>();
    sheet.replace_sync(include_str!(concat!(env!("OUT_DIR"), "/panel.css"))).ok()?;
    Some(sheet)
}
