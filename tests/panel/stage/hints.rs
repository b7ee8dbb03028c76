//! Hints that the backend may have news.

use serde_json::Value;
use wasm_bindgen::prelude::*;

use super::settled;

#[wasm_bindgen(module = "/tests/panel/stage/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = broadcast)]
    async fn broadcast_json(channel: &str, json: &str);

    #[wasm_bindgen(js_name = message)]
    fn message_json(json: &str, origin: &str);

    #[wasm_bindgen(js_name = happen)]
    fn happen_now(kind: &str);
}

/// Sends a message on a channel, as another page does.
pub(crate) async fn broadcast(channel: &str, message: &Value) {
    broadcast_json(channel, &message.to_string()).await;
    settled().await;
}

/// Posts a message to the panel's window, as a page of this origin does.
pub(crate) async fn message(message: &Value, origin: &str) {
    message_json(&message.to_string(), origin);
    settled().await;
}

/// The origin of the backend and of the page.
pub(crate) fn own_origin() -> String {
    web_sys::window().unwrap().location().origin().unwrap()
}

/// Dispatches an event: `focus`, `pageshow`, `online`, `visibilitychange`.
pub(crate) async fn happen(kind: &str) {
    happen_now(kind);
    settled().await;
}
