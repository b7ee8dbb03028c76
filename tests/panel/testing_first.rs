//! D1: connections with an API key are tested before they are saved, so that an unusable one is not reported as
//! usable.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Answer, Backend, Stage, basic, connection, press, problem, settled};

const TEST: &str = "POST /connections/test";
const SAVE: &str = "POST /connections";

/// A filled-in panel, on a backend with this test report and this status after saving.
async fn filled_in(tested: Answer, status: &str) -> Stage {
    let stage = Stage::create().await;
    stage.backend.on(TEST, [tested]);
    let mut saved = connection();
    saved["status"] = json!(status);
    stage.backend.on(SAVE, [Answer::json(201, &saved)]);
    stage.fill(&basic()).await;
    stage
}

/// How many times it was tested and saved.
fn counts(stage: &Stage) -> (usize, usize) {
    (stage.backend.asked(TEST).len(), stage.backend.saves().len())
}

fn question(stage: &Stage) -> Vec<String> {
    stage.texts("dialog [id$=question-title]")
}

fn progress(stage: &Stage) -> Vec<String> {
    stage.texts("[part~=progress]")
}

#[wasm_bindgen_test]
async fn a_passed_test_saves_at_once() {
    let stage = filled_in(Answer::passed(), "online").await;
    stage.press("Save").await;
    assert_eq!(counts(&stage), (1, 1));
    let tested: Value = serde_json::from_str(&stage.backend.asked(TEST)[0].body).unwrap();
    assert_eq!((&tested["apiKey"], tested.get("name")), (&json!("twp_key"), None));
    assert_eq!(question(&stage), [""; 0]);
    assert_eq!(stage.banners(), ["Connection saved. It’s ready to use."]);
}

#[wasm_bindgen_test]
async fn a_passed_test_is_not_repeated() {
    let stage = filled_in(Answer::passed(), "online").await;
    stage.press("Test connection").await;
    stage.press("Save").await;
    assert_eq!(counts(&stage), (1, 1));
}

#[wasm_bindgen_test]
async fn after_a_change_the_test_is_repeated() {
    let stage = filled_in(Answer::passed(), "online").await;
    stage.press("Test connection").await;
    stage.fill(&[("API key", "other_key")]).await;
    stage.press("Save").await;
    assert_eq!(counts(&stage), (2, 1));
}

#[wasm_bindgen_test]
async fn a_failed_test_is_shown_and_saved_only_if_the_user_agrees() {
    let stage = filled_in(Answer::failed("denied"), "untested").await;
    stage.press("Save").await;
    assert_eq!(counts(&stage), (1, 0));
    assert_eq!(
        stage.texts("[part~=test-report] li"),
        ["Sign-in Failed Teamwork rejected the API key. Copy it again from your profile."],
    );
    assert_eq!(question(&stage), ["Save even though the test failed?"]);
    stage.press("Go back").await;
    assert_eq!(counts(&stage), (1, 0));
    stage.press("Save").await;
    stage.press("Save anyway").await;
    assert_eq!(counts(&stage), (1, 1), "nothing has changed, so it is not tested again");
    assert_eq!(stage.banners(), ["Connection saved. It hasn’t been tested yet."]);
}

#[wasm_bindgen_test]
async fn an_untestable_connection_is_saved_only_if_the_user_agrees() {
    let stage = filled_in(Answer::json(500, &json!({})), "untested").await;
    stage.press("Save").await;
    assert_eq!(counts(&stage), (1, 0));
    assert_eq!(question(&stage), ["Save without a test?"]);
    stage.press("Save anyway").await;
    assert_eq!(counts(&stage), (1, 1));
    assert_eq!(stage.banners(), ["Connection saved. It hasn’t been tested yet."]);
}

#[wasm_bindgen_test]
async fn a_failure_that_would_affect_the_save_too_asks_nothing() {
    for answer in [
        Answer::unreachable(),
        problem(401, "session_expired", &[]),
        problem(403, "forbidden", &[]),
    ] {
        let stage = filled_in(answer, "untested").await;
        stage.press("Save").await;
        assert_eq!((counts(&stage).1, question(&stage)), (0, vec![]));
        assert_eq!(stage.banners().len(), 1, "the user sees why");
        assert_eq!(stage.field("API key").value(), "twp_key");
    }
}

#[wasm_bindgen_test]
async fn setting_errors_found_by_the_test_are_shown_at_their_settings() {
    let invalid = problem(422, "invalid", &[("siteName", "mismatch")]);
    let stage = filled_in(invalid, "untested").await;
    stage.press("Save").await;
    assert_eq!(counts(&stage), (1, 0));
    assert_eq!(question(&stage), [""; 0]);
    assert!(stage.field("Site name").error().is_some());
}

#[wasm_bindgen_test]
async fn cancel_ends_the_test_and_keeps_what_was_typed() {
    let stage = filled_in(Answer::passed().held(), "online").await;
    press(&stage.button("Save"));
    settled().await;
    assert_eq!(progress(&stage), ["Testing the connection…"]);
    stage.press("Cancel").await;
    assert_eq!(progress(&stage), [""; 0]);
    assert_eq!(question(&stage), [""; 0]);
    stage.backend.release(TEST);
    settled().await;
    assert_eq!(counts(&stage), (1, 0));
    assert_eq!(stage.field("Name your connection").value(), "Acme projects");
    stage.backend.on(TEST, [Answer::passed()]);
    stage.press("Save").await;
    assert_eq!(counts(&stage), (2, 1));
}

#[wasm_bindgen_test]
async fn text_typed_meanwhile_is_neither_saved_nor_lost() {
    let stage = filled_in(Answer::passed().held(), "online").await;
    press(&stage.button("Save"));
    settled().await;
    stage.fill(&[("Name your connection", "Later")]).await;
    stage.backend.release(TEST);
    settled().await;
    let saved: Value = serde_json::from_str(&stage.backend.saves()[0].body).unwrap();
    assert_eq!((&saved["name"], &saved["apiKey"]), (&json!("Acme projects"), &json!("twp_key")));
    assert_eq!(stage.field("Name your connection").value(), "Later");
}

#[wasm_bindgen_test]
async fn a_backend_that_cannot_test_just_saves() {
    let backend = Backend::new();
    backend.offers(&["connections"]);
    let stage = Stage::with(backend, &[]).await;
    let mut saved = connection();
    saved["status"] = json!("untested");
    stage.backend.on(SAVE, [Answer::json(201, &saved)]);
    stage.fill(&basic()).await;
    stage.press("Save").await;
    assert_eq!(counts(&stage), (0, 1));
    assert_eq!(stage.banners(), ["Connection saved. It hasn’t been tested yet."]);
}
