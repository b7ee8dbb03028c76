//! Scripts of the page.

use serde_json::Value;
use wasm_bindgen::prelude::*;

use super::api::api;

#[wasm_bindgen(module = "/tests/panel/stage/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = runScript)]
    async fn run_script(code: &str, given: &JsValue, api: &JsValue) -> JsValue;

    /// Starts an expression, and keeps its outcome.
    #[wasm_bindgen(js_name = Pending)]
    type PendingScript;

    #[wasm_bindgen(constructor, js_class = Pending)]
    fn new(code: &str, given: &JsValue, api: &JsValue) -> PendingScript;

    #[wasm_bindgen(method, js_class = Pending)]
    fn outcome(this: &PendingScript) -> String;
}

/// Evaluates an expression with `given` and `api`, awaits it, and converts the result to JSON. An exception
/// becomes `{"thrown": …}`.
pub(crate) async fn script(code: &str, given: &JsValue) -> Value {
    let text = run_script(code, given, &api()).await;
    serde_json::from_str(&text.as_string().unwrap()).unwrap()
}

/// A pending expression.
pub(crate) struct Pending(PendingScript);

impl Pending {
    /// Starts it.
    pub(crate) fn begin(code: &str, given: &JsValue) -> Self {
        Self(PendingScript::new(code, given, &api()))
    }

    /// Its outcome, as in [`script`], or `null` while it is pending.
    pub(crate) fn outcome(&self) -> Value {
        serde_json::from_str(&self.0.outcome()).unwrap()
    }
}
