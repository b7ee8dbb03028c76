//! Testing the connection before it is saved.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Answer, Backend, Stage, basic, body, connection, press, settled};

const TEST: &str = "POST /connections/test";

/// A check as reported by the backend, and its text.
const CHECKS: [(&str, &str, Option<&str>, &str); 13] = [
    ("site", "passed", None, "Site Passed"),
    (
        "site",
        "failed",
        Some("not_found"),
        "Site Failed Site not found. Check Site name and Region.",
    ),
    (
        "site",
        "failed",
        Some("provider_unavailable"),
        "Site Failed Teamwork isn’t responding. Try again in a few minutes.",
    ),
    ("sign_in", "passed", None, "Sign-in Passed"),
    (
        "sign_in",
        "failed",
        Some("denied"),
        "Sign-in Failed Teamwork rejected the API key. Copy it again from your profile.",
    ),
    (
        "sign_in",
        "failed",
        Some("rate_limited"),
        "Sign-in Failed Teamwork got too many requests. Wait a minute and test again.",
    ),
    ("sign_in", "skipped", None, "Sign-in Skipped"),
    ("product", "passed", None, "Product Passed"),
    (
        "product",
        "failed",
        Some("product_unavailable"),
        "Product Failed Your account can’t use this product on this site. Check API type and API version, or ask your administrator.",
    ),
    (
        "product",
        "failed",
        Some("bad_response"),
        "Product Failed Teamwork sent an unexpected response. Check API version.",
    ),
    ("product", "skipped", None, "Product Skipped"),
    // A code without a text for this check uses that of the result.
    (
        "product",
        "failed",
        Some("forbidden"),
        "Product Failed You don’t have permission to do this. Contact the application’s administrator.",
    ),
    (
        "site",
        "failed",
        Some("internal"),
        "Site Failed This application failed. Try again; if it keeps failing, contact its administrator.",
    ),
];

fn report(ok: bool, checks: Value) -> Answer {
    Answer::json(200, &json!({"ok": ok, "checks": checks}))
}

fn failed() -> Answer {
    report(false, json!([{"name": "site", "status": "failed", "code": "not_found"}]))
}

async fn tested(answer: Answer) -> Stage {
    let stage = Stage::create().await;
    stage.backend.on(TEST, [answer]);
    stage.fill(&basic()).await;
    stage.press("Test connection").await;
    stage
}

fn checks(stage: &Stage) -> Vec<String> {
    stage.texts("[part~=test-report] li")
}

#[wasm_bindgen_test]
async fn every_check_is_listed_with_its_outcome() {
    let stage = tested(Answer::passed()).await;
    assert_eq!(checks(&stage), ["Site Passed", "Sign-in Passed", "Product Passed"]);
    assert!(stage.texts("[part~=test-report]")[0].starts_with("The connection works."));
    assert!(stage.all("[part~=test-report]")[0].closest("[role=status]").unwrap().is_some());
}

#[wasm_bindgen_test]
async fn every_outcome_and_reason_has_a_text() {
    for (name, status, code, shown) in CHECKS {
        let mut check = json!({"name": name, "status": status});
        if let Some(code) = code {
            check["code"] = code.into();
        }
        let stage = tested(report(status != "failed", json!([check]))).await;
        assert_eq!(checks(&stage), [shown]);
        let works = stage.texts("[part~=test-report]")[0].starts_with("The connection works.");
        assert_eq!(works, status != "failed", "{shown}");
    }
}

#[wasm_bindgen_test]
async fn tests_what_would_be_saved_except_for_the_name() {
    let stage = Stage::create().await;
    stage.backend.on(TEST, [Answer::passed()]);
    stage.fill(&basic()[1..]).await;
    stage.press("Test connection").await;
    assert!(stage.summary().is_none(), "a name is not required");
    let mut expected = body();
    expected.as_object_mut().unwrap().remove("name");
    let tests = stage.backend.asked(TEST);
    assert_eq!(tests.len(), 1);
    assert_eq!(tests[0].json(), expected);
    assert!(stage.backend.saves().is_empty());
}

#[wasm_bindgen_test]
async fn testing_an_incomplete_form_reports_what_is_missing() {
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Projects"), ("Auth type", "Basic")]).await;
    stage.press("Test connection").await;
    assert_eq!(
        stage.summary().unwrap().lines,
        [
            "Choose the region of your Teamwork account",
            "Enter the part before .teamwork.com, such as acme",
            "Enter your API key"
        ]
    );
    assert!(stage.backend.asked(TEST).is_empty());
}

#[wasm_bindgen_test]
async fn the_report_is_only_about_the_current_settings() {
    for (label, value) in
        [("Site name", "other"), ("Region", "US"), ("API version", "v1"), ("API key", "other")]
    {
        let stage = tested(Answer::passed()).await;
        assert!(!checks(&stage).is_empty());
        stage.fill(&[("Name your connection", "Renamed")]).await;
        assert!(!checks(&stage).is_empty(), "the name doesn't affect the connection");
        stage.fill(&[(label, value)]).await;
        assert!(checks(&stage).is_empty(), "{label}");
    }
}

#[wasm_bindgen_test]
async fn a_report_about_changed_settings_is_not_shown() {
    let stage = Stage::create().await;
    stage.backend.on(TEST, [Answer::passed().held()]);
    stage.fill(&basic()).await;
    stage.press("Test connection").await;
    assert_eq!(stage.texts("[part~=progress]"), ["Testing the connection…"]);
    stage.fill(&[("Site name", "other")]).await;
    stage.backend.release(TEST);
    settled().await;
    assert!(checks(&stage).is_empty());
    assert!(stage.texts("[part~=progress]").is_empty());
}

#[wasm_bindgen_test]
async fn many_presses_cause_one_test() {
    let stage = Stage::create().await;
    stage.backend.on(TEST, [Answer::passed().held()]);
    stage.fill(&basic()).await;
    let button = stage.button("Test connection");
    for _ in 0..5 {
        press(&button);
        press(&stage.button("Save"));
    }
    settled().await;
    assert_eq!(stage.backend.asked(TEST).len(), 1);
    assert!(stage.backend.saves().is_empty(), "one thing at a time");
    stage.backend.release(TEST);
    settled().await;
    assert_eq!(checks(&stage).len(), 3);
}

#[wasm_bindgen_test]
async fn after_a_failed_test_save_asks_and_can_be_canceled() {
    let stage = tested(failed()).await;
    stage.press("Save").await;
    assert_eq!(stage.texts("dialog [id$=question-title]"), ["Save even though the test failed?"]);
    stage.press("Go back").await;
    stage.until("the dialog is closed", || stage.texts("dialog").is_empty()).await;
    assert!(stage.backend.saves().is_empty());
    assert!(!checks(&stage).is_empty());
    assert_eq!(stage.field("API key").value(), "twp_key");
}

#[wasm_bindgen_test]
async fn after_a_failed_test_saving_is_still_possible() {
    let stage = tested(failed()).await;
    stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
    stage.press("Save").await;
    stage.press("Save anyway").await;
    assert_eq!(stage.backend.saves().len(), 1);
    assert_eq!(stage.backend.saves()[0].json(), body());
    assert_eq!(stage.banners(), ["Connection saved."]);
}

#[wasm_bindgen_test]
async fn after_a_passed_test_save_does_not_ask() {
    let stage = tested(Answer::passed()).await;
    stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
    stage.press("Save").await;
    assert_eq!(stage.banners(), ["Connection saved."]);
}

#[wasm_bindgen_test]
async fn errors_in_a_test_are_shown_at_their_fields() {
    let refused = crate::stage::problem(422, "invalid", &[("siteName", "reserved")]);
    let stage = tested(refused).await;
    assert!(stage.field("Site name").error().is_some());
    assert!(checks(&stage).is_empty());
}

#[wasm_bindgen_test]
async fn no_test_with_oauth_or_without_backend_support() {
    let buttons = |stage: &Stage| stage.buttons("Test connection").len();
    let stage = Stage::create().await;
    assert_eq!(buttons(&stage), 1);
    stage.fill(&[("API type", "Projects"), ("Auth type", "OAuth 2.0")]).await;
    assert_eq!(buttons(&stage), 0);
    stage.fill(&[("Auth type", "Basic")]).await;
    assert_eq!(buttons(&stage), 1);
    stage.fill(&[("API type", "Desk")]).await;
    assert_eq!(buttons(&stage), 0);
    drop(stage);

    let backend = Backend::new();
    backend.offers(&["connections", "a_capability_of_later"]);
    let stage = Stage::with(backend, &[]).await;
    assert_eq!(buttons(&stage), 0);
    drop(stage);

    let backend = Backend::new();
    backend.on("GET /config", [Answer::text(404, "")]);
    let stage = Stage::with(backend, &[]).await;
    assert_eq!(buttons(&stage), 0);
    assert_eq!(stage.buttons("Save").len(), 1);
    assert!(stage.banners().is_empty(), "a missing configuration is not a failure");
}
