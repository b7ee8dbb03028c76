//! The windows that the panel opens.

use serde::Deserialize;
use serde_json::Value;
use wasm_bindgen::prelude::*;

use super::hints::own_origin;
use super::settled;

#[wasm_bindgen(module = "/tests/panel/stage/page.js")]
extern "C" {
    pub(crate) type Windows;

    #[wasm_bindgen(constructor)]
    pub(super) fn new() -> Windows;

    #[wasm_bindgen(method)]
    pub(super) fn restore(this: &Windows);

    /// What the browser does from now on: `opens`, `refuses`, `throws`, `opens closed` (as some
    /// blockers do), or `opens foreign` (one that the page may not look into).
    #[wasm_bindgen(method, js_name = setWay)]
    pub(crate) fn set_way(this: &Windows, way: &str);

    /// Whether the panel's own page has the focus. Without this it has not.
    #[wasm_bindgen(method, js_name = setPageHasFocus)]
    pub(crate) fn set_page_has_focus(this: &Windows, has: bool);

    /// The newest window is closed, or only says so.
    #[wasm_bindgen(method)]
    pub(crate) fn shut(this: &Windows);

    /// The newest window shows this page of the panel's own origin.
    #[wasm_bindgen(method)]
    pub(crate) fn stray(this: &Windows, url: &str);

    #[wasm_bindgen(method)]
    fn list(this: &Windows) -> String;

    #[wasm_bindgen(method)]
    fn post(this: &Windows, json: &str, origin: &str);

    /// Where the panel's own tab was sent to, with spaces between.
    #[wasm_bindgen(method)]
    pub(crate) fn gone(this: &Windows) -> String;
}

/// A window that the panel asked for.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Opened {
    pub(crate) url: String,
    pub(crate) name: String,
    pub(crate) features: String,
    pub(crate) closed: bool,
    /// How often it was brought to the front.
    pub(crate) focused: u32,
    /// The pages that it was sent to.
    pub(crate) visited: Vec<String>,
    pub(crate) title: String,
    pub(crate) text: String,
}

impl Windows {
    /// All that the panel asked for, also in vain.
    pub(crate) fn opened(&self) -> Vec<Opened> {
        serde_json::from_str(&self.list()).unwrap()
    }

    /// The newest one posts a message to the panel's page, as the done page of the backend does.
    pub(crate) async fn posts(&self, message: &Value) {
        self.posts_as(message, &own_origin()).await;
    }

    /// The newest one posts a message when it is at a page of this origin.
    pub(crate) async fn posts_as(&self, message: &Value, origin: &str) {
        self.post(&message.to_string(), origin);
        settled().await;
    }

    /// As [`posts`](Self::posts), without waiting for what follows.
    pub(crate) fn post_now(&self, message: &Value) {
        self.post(&message.to_string(), &own_origin());
    }

    /// The newest one.
    pub(crate) fn newest(&self) -> Opened {
        self.opened().pop().expect("a window")
    }
}
