//! The component's style sheet, adopted so that no policy of the page can block it.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, Node};

use super::object::get;

thread_local! {
    /// One sheet for all instances in this document.
    static SHEET: Option<CssStyleSheet> = web_sys::window().and_then(|window| sheet_of(&window));
}

/// Adopts the style sheet in the shadow root or document that contains `node`, unless it is already there. A page
/// with `style-src 'none'` blocks a `<style>` element, but not an adopted sheet.
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
    // A document can't adopt a sheet that was constructed in another one, such as that of a frame or the opener.
    if !SHEET.with(|sheet| sheet.as_ref().is_some_and(add)) {
        let document = node.owner_document().map_or(JsValue::UNDEFINED, Into::into);
        let _ = sheet_of(&get(&document, "defaultView")).as_ref().map(add);
    }
}

/// Creates a sheet for the document of a window.
fn sheet_of(window: &JsValue) -> Option<CssStyleSheet> {
    let class = get(window, "CSSStyleSheet").dyn_into::<Function>().ok()?;
    let sheet = Reflect::construct(&class, &Array::new()).ok()?.unchecked_into::<CssStyleSheet>();
    sheet.replace_sync(include_str!(concat!(env!("OUT_DIR"), "/panel.css"))).ok()?;
    Some(sheet)
}
