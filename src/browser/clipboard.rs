//! The clipboard, for writing only.

use wasm_bindgen_futures::JsFuture;

/// Copies text. Returns whether that worked: framed or insecure pages may not.
pub(crate) async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let navigator = window.navigator();
    // The property is missing in insecure pages, where calling its method would throw.
    let missing = js_sys::Reflect::get(&navigator, &"clipboard".into())
        .map_or(true, |clipboard| clipboard.is_undefined());
    !missing && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}
