//! Runs the checks on the page.

use serde::de::DeserializeOwned;
use serde_json::Value;
use teamwork_connect_e2e::Browser;

/// The functions available to `ask`.
const SCRIPT: &str = include_str!("script.js");

/// Calls a function of `script.js`, and returns its result.
pub(crate) async fn ask<T: DeserializeOwned>(browser: &Browser, call: &str, given: Value) -> T {
    let expression = format!("await (() => {{ {SCRIPT}; return {call}; }})()");
    let answer = browser.script(&expression, given).await;
    serde_json::from_value(answer.clone())
        .unwrap_or_else(|error| panic!("{call}: {error} in {answer}"))
}
