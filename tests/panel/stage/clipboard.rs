//! The clipboard.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/tests/panel/stage/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = Clipboard)]
    type FakeClipboard;

    #[wasm_bindgen(constructor, js_class = "Clipboard")]
    fn new(way: &str) -> FakeClipboard;

    #[wasm_bindgen(method)]
    fn restore(this: &FakeClipboard);

    #[wasm_bindgen(method)]
    fn text(this: &FakeClipboard) -> String;
}

/// Replaces `navigator.clipboard` until it is dropped.
pub(crate) struct Clipboard(FakeClipboard);

impl Clipboard {
    /// A clipboard that `takes` what is copied, `refuses` it, or `is missing`.
    pub(crate) fn that(way: &str) -> Self {
        Self(FakeClipboard::new(way))
    }

    /// The last text copied.
    pub(crate) fn copied(&self) -> String {
        self.0.text()
    }
}

impl Drop for Clipboard {
    fn drop(&mut self) {
        self.0.restore();
    }
}
