//! What a script of the page does.

use serde_json::Value;
use wasm_bindgen::prelude::*;

use super::api::api;

#[wasm_bindgen(module = "/tests/panel/stage/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = runScript)]
    async fn run_script(code: &str, given: &JsValue, api: &JsValue) -> JsValue;

    /// Begins what a script gives, and keeps how it ends.
    #[wasm_bindgen(js_name = Pending)]
    type PendingScript;

    #[wasm_bindgen(constructor, js_class = Pending)]
    fn new(code: &str, given: &JsValue, api: &JsValue) -> PendingScript;

    #[wasm_bindgen(method, js_class = Pending)]
    fn outcome(this: &PendingScript) -> String;
}

/// Runs an expression with `given` and `api`, waits for what it gives, and makes JSON of that. What it throws
/// becomes `{"thrown": …}`.
pub(crate) async fn script(code: &str, given: &JsValue) -> Value {
    let text = run_script(code, given, &api()).await;
    serde_json::from_str(&text.as_string().unwrap()).unwrap()
}

/// An expression under way.
pub(crate) struct Pending(PendingScript);

impl Pending {
    /// Begins it.
    pub(crate) fn begin(code: &str, given: &JsValue) -> Self {
        Self(PendingScript::new(code, given, &api()))
    }

    /// How it ended, as of [`script`], or `null` as long as it has not.
    pub(crate) fn outcome(&self) -> Value {
        serde_json::from_str(&self.0.outcome()).unwrap()
    }
}
