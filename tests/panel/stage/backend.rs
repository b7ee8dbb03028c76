//! The fake backend.

use js_sys::Array;
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

use super::sample::{acme_app, other_app};
use super::{Answer, Call};

#[wasm_bindgen(module = "/tests/panel/stage/fake_backend.js")]
extern "C" {
    type FakeBackend;

    #[wasm_bindgen(constructor)]
    fn new() -> FakeBackend;

    #[wasm_bindgen(method)]
    fn script(this: &FakeBackend, call: &str, answers: Array);

    #[wasm_bindgen(method)]
    fn release(this: &FakeBackend, call: &str);

    #[wasm_bindgen(method)]
    fn calls(this: &FakeBackend) -> String;

    #[wasm_bindgen(method)]
    fn unexpected(this: &FakeBackend) -> String;

    #[wasm_bindgen(method)]
    fn restore(this: &FakeBackend);

    /// Waits until everything has settled, except for what is held back on purpose.
    pub(crate) async fn settled();

    /// Waits for the next frame.
    #[wasm_bindgen(js_name = nextFrame)]
    pub(crate) async fn next_frame();
}

/// Handles `fetch` during a test. Its API is at `/api`.
pub(crate) struct Backend(FakeBackend);

impl Backend {
    /// A backend with all capabilities, two OAuth 2.0 clients, and no connections. Every connection test passes.
    pub(crate) fn new() -> Self {
        let backend = Self(FakeBackend::new());
        backend.offers(&[
            "connections",
            "test",
            "oauthClients",
            "manageOauthClients",
            "authorizations",
        ]);
        backend.on("GET /connections", [Answer::json(200, &json!([]))]);
        backend.on("POST /connections/test", [Answer::passed()]);
        backend.has_clients(&json!([acme_app(), other_app()]));
        backend
    }

    /// Sets the OAuth 2.0 clients.
    pub(crate) fn has_clients(&self, clients: &Value) {
        self.on("GET /oauth-clients", [Answer::json(200, clients)]);
    }

    /// Sets the capabilities.
    pub(crate) fn offers(&self, capabilities: &[&str]) {
        let config = json!({
            "redirectUri": "https://app.example/api/oauth/callback",
            "capabilities": capabilities,
        });
        self.on("GET /config", [Answer::json(200, &config)]);
    }

    /// Adds this connection with this version.
    pub(crate) fn has(&self, connection: &Value, etag: &str) {
        let call = format!("GET {}", path(connection));
        self.on(&call, [Answer::json(200, connection).header("ETag", etag)]);
    }

    /// Sets the responses to a call such as `POST /connections`. The last one repeats.
    pub(crate) fn on(&self, call: &str, answers: impl IntoIterator<Item = Answer>) {
        let answers = answers.into_iter().map(|answer| answer.0).collect();
        self.0.script(&call.replacen(" /", " /api/", 1), answers);
    }

    /// Like [`on`](Self::on), for a call to the server of the page.
    pub(crate) fn on_page(&self, call: &str, answer: Answer) {
        self.0.script(call, Array::of1(&answer.0));
    }

    /// Releases the oldest held response to a call.
    pub(crate) fn release(&self, call: &str) {
        self.0.release(&call.replacen(" /", " /api/", 1));
    }

    /// The requests so far.
    pub(crate) fn calls(&self) -> Vec<Call> {
        serde_json::from_str(&self.0.calls()).unwrap()
    }

    /// The requests with this method, or path, or both.
    pub(crate) fn asked(&self, call: &str) -> Vec<Call> {
        let call = call.replacen(" /", " /api/", 1);
        let is_it = |made: &Call| made.name == call || made.name.starts_with(&format!("{call} "));
        self.calls().into_iter().filter(is_it).collect()
    }

    /// The requests to save, by `POST` or `PUT`.
    pub(crate) fn saves(&self) -> Vec<Call> {
        let is_save = |call: &Call| {
            call.name == "POST /api/connections" || call.name.starts_with("PUT /api/connections/")
        };
        self.calls().into_iter().filter(is_save).collect()
    }

    pub(super) fn unexpected(&self) -> String {
        self.0.unexpected()
    }

    pub(super) fn restore(&self) {
        self.0.restore();
    }
}

fn path(connection: &Value) -> String {
    format!("/connections/{}", connection["id"].as_str().unwrap())
}
