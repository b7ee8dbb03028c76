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

    /// How the browser behaves from now on: `opens`, `refuses`, `throws`, `opens closed` (as some blockers do), or
    /// `opens foreign` (a window that the page cannot access).
    #[wasm_bindgen(method, js_name = setWay)]
    pub(crate) fn set_way(this: &Windows, way: &str);

    /// Whether the panel's page has the focus, which it doesn't have by default.
    #[wasm_bindgen(method, js_name = setPageHasFocus)]
    pub(crate) fn set_page_has_focus(this: &Windows, has: bool);

    /// Closes the newest window, or makes it report that it is closed.
    #[wasm_bindgen(method)]
    pub(crate) fn shut(this: &Windows);

    /// Makes the newest window show this page of the panel's own origin.
    #[wasm_bindgen(method)]
    pub(crate) fn stray(this: &Windows, url: &str);

    #[wasm_bindgen(method)]
    fn list(this: &Windows) -> String;

    #[wasm_bindgen(method)]
    fn post(this: &Windows, json: &str, origin: &str);

    /// The addresses that the panel's own tab was navigated to, separated by spaces.
    #[wasm_bindgen(method)]
    pub(crate) fn gone(this: &Windows) -> String;
}

/// A window that the panel requested.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Opened {
    pub(crate) url: String,
    pub(crate) name: String,
    pub(crate) features: String,
    pub(crate) closed: bool,
    /// How many times it was focused.
    pub(crate) focused: u32,
    /// The pages that it was navigated to.
    pub(crate) visited: Vec<String>,
    pub(crate) title: String,
    pub(crate) text: String,
}

impl Windows {
    /// All windows that the panel requested, including blocked ones.
    pub(crate) fn opened(&self) -> Vec<Opened> {
        serde_json::from_str(&self.list()).unwrap()
    }

    /// Lets the newest window post a message to the panel's page, as the backend's done page does.
    pub(crate) async fn posts(&self, message: &Value) {
        self.posts_as(message, &own_origin()).await;
    }

    /// Lets the newest window post a message while it is at a page of this origin.
    pub(crate) async fn posts_as(&self, message: &Value, origin: &str) {
        self.post(&message.to_string(), origin);
        settled().await;
    }

    /// Like [`posts`](Self::posts), without waiting for the effects.
    pub(crate) fn post_now(&self, message: &Value) {
        self.post(&message.to_string(), &own_origin());
    }

    /// The newest window.
    pub(crate) fn newest(&self) -> Opened {
        self.opened().pop().expect("a window")
    }
}
