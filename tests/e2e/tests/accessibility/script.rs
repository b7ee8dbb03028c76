//! What the tests ask the page.

use serde::de::DeserializeOwned;
use serde_json::Value;
use teamwork_connect_e2e::Browser;

/// The functions that `ask` may call.
const SCRIPT: &str = include_str!("script.js");

/// Gives what one of the functions in `script.js` gives.
pub(crate) async fn ask<T: DeserializeOwned>(browser: &Browser, call: &str, given: Value) -> T {
    let expression = format!("await (() => {{ {SCRIPT}; return {call}; }})()");
    let answer = browser.script(&expression, given).await;
    serde_json::from_value(answer.clone())
        .unwrap_or_else(|error| panic!("{call}: {error} in {answer}"))
}
