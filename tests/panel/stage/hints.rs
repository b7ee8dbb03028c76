//! What suggests that the backend knows more by now.

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

/// Another page sends this on a channel.
pub(crate) async fn broadcast(channel: &str, message: &Value) {
    broadcast_json(channel, &message.to_string()).await;
    settled().await;
}

/// Some page of this origin posts this to the panel's window.
pub(crate) async fn message(message: &Value, origin: &str) {
    message_json(&message.to_string(), origin);
    settled().await;
}

/// The origin of the backend, and of the page.
pub(crate) fn own_origin() -> String {
    web_sys::window().unwrap().location().origin().unwrap()
}

/// Something happens to the page: `focus`, `pageshow`, `online`, `visibilitychange`.
pub(crate) async fn happen(kind: &str) {
    happen_now(kind);
    settled().await;
}
