//! A policy of the page that does not let the panel speak to its backend.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Answer, Backend, Stage, basic, connection};

const FORBIDDEN: &str =
    "This page’s security policy blocked the request. Contact its administrator.";

/// The code of a save that this comes of.
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
async fn t23_a_request_that_the_policy_forbids_is_told_from_one_without_a_network() {
    let url = format!("{}/api/connections", origin());
    for late in [false, true] {
        // Browsers name all of the URL, or no more than its origin.
        for blocked in [&url, &origin()] {
            let code = code_of(Answer::violates(blocked, "enforce", late)).await;
            assert_eq!(code, "csp_blocked", "{blocked}, late: {late}");
        }
    }
    assert_eq!(code_of(Answer::unreachable()).await, "network");
}

#[wasm_bindgen_test]
async fn t23_what_a_policy_says_of_something_else_is_not_about_the_request() {
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
async fn t23_a_policy_that_forbids_everything_is_told_at_the_beginning() {
    let backend = Backend::new();
    let url = format!("{}/api/config", origin());
    backend.on("GET /config", [Answer::violates(&url, "enforce", true)]);
    let stage = Stage::with(backend, &[]).await;
    let told = stage.banners();
    assert!(told[0].starts_with(FORBIDDEN), "{told:?}");
    assert_eq!(stage.events("teamwork-error")[0]["code"], "csp_blocked");
    // The page may be mended without being loaded anew.
    stage.backend.offers(&["connections"]);
    stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
    stage.fill(&basic()).await;
    stage.press("Save").await;
    assert_eq!(stage.banners(), ["Connection saved."]);
}
