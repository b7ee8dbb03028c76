//! A policy of the page that blocks requests to the backend.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Answer, Backend, Stage, basic, connection};

const FORBIDDEN: &str =
    "This page’s security policy blocked the request. Contact its administrator.";

/// The error code of a save with this response.
async fn code_of(answer: Answer) -> String {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [answer]);
    stage.fill(&basic()).await;
    stage.press("Save").await;
    assert_eq!(stage.field("API key").value(), "twp_key", "nothing typed is lost");
    let errors = stage.events("teamwork-error");
    assert_eq!(errors.len(), 1);
    errors[0]["code"].as_str().unwrap().to_owned()
}

fn origin() -> String {
    web_sys::window().unwrap().location().origin().unwrap()
}

#[wasm_bindgen_test]
async fn t23_a_policy_violation_is_told_apart_from_a_network_failure() {
    let url = format!("{}/api/connections", origin());
    for late in [false, true] {
        // Browsers report the whole URL, or only its origin.
        for blocked in [&url, &origin()] {
            let code = code_of(Answer::violates(blocked, "enforce", late)).await;
            assert_eq!(code, "csp_blocked", "{blocked}, late: {late}");
        }
    }
    assert_eq!(code_of(Answer::unreachable()).await, "network");
}

#[wasm_bindgen_test]
async fn t23_unrelated_policy_violations_are_ignored() {
    let url = format!("{}/api/connections", origin());
    for (blocked, disposition) in [
        (format!("{}/api/other", origin()), "enforce"),
        ("https://elsewhere.example/".to_owned(), "enforce"),
        ("inline".to_owned(), "enforce"),
        (String::new(), "enforce"),
        (url, "report"),
    ] {
        let code = code_of(Answer::violates(&blocked, disposition, false)).await;
        assert_eq!(code, "network", "{blocked} {disposition}");
    }
}

#[wasm_bindgen_test]
async fn t23_a_policy_that_forbids_everything_is_reported_at_startup() {
    let backend = Backend::new();
    let url = format!("{}/api/config", origin());
    backend.on("GET /config", [Answer::violates(&url, "enforce", true)]);
    let stage = Stage::with(backend, &[]).await;
    let told = stage.banners();
    assert!(told[0].starts_with(FORBIDDEN), "{told:?}");
    assert_eq!(stage.events("teamwork-error")[0]["code"], "csp_blocked");
    // The page can be fixed without reloading it.
    stage.backend.offers(&["connections"]);
    stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
    stage.fill(&basic()).await;
    stage.press("Save").await;
    assert_eq!(stage.banners(), ["Connection saved."]);
}
