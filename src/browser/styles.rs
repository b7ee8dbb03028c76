//! The component's style sheet, adopted so that no policy of the page can refuse it.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, Node};

thread_local! {
    /// One sheet for all instances.
    static SHEET: Option<CssStyleSheet> = CssStyleSheet::new().ok().inspect(|sheet| {
        let _ = sheet.replace_sync(include_str!(concat!(env!("OUT_DIR"), "/panel.css")));
    });
}

/// Adopts the style sheet in the shadow root or document that holds `node`, unless it is there already.
/// A `<style>` element would be blocked by a page with `style-src 'none'`; adopted sheets are not.
pub(crate) fn adopt(node: &Node) {
    let root = node.get_root_node();
    let key = JsValue::from_str("adoptedStyleSheets");
    let Ok(adopted) = js_sys::Reflect::get(&root, &key) else {
        return;
    };
    let Some(adopted) = adopted.dyn_ref::<js_sys::Array>() else {
        return;
    };
    SHEET.with(|sheet| {
        let Some(sheet) = sheet else { return };
        if !adopted.includes(sheet, 0) {
            let with_ours = adopted.concat(&js_sys::Array::of1(sheet));
            let _ = js_sys::Reflect::set(&root, &key, &with_ours);
        }
    });
}
