//! D1: what is saved with an API key is tested before, so that nobody calls a connection usable that is not.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Answer, Backend, Stage, basic, connection, press, problem, settled};

const TEST: &str = "POST /connections/test";
const SAVE: &str = "POST /connections";

/// A panel that is filled in, on a backend that tests and saves so.
async fn filled_in(tested: Answer, status: &str) -> Stage {
    let stage = Stage::create().await;
    stage.backend.on(TEST, [tested]);
    let mut saved = connection();
    saved["status"] = json!(status);
    stage.backend.on(SAVE, [Answer::json(201, &saved)]);
    stage.fill(&basic()).await;
    stage
}

/// How often it was tested, and how often saved.
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
async fn what_passes_is_saved_at_once() {
    let stage = filled_in(Answer::passed(), "online").await;
    stage.press("Save").await;
    assert_eq!(counts(&stage), (1, 1));
    let tested: Value = serde_json::from_str(&stage.backend.asked(TEST)[0].body).unwrap();
    assert_eq!((&tested["apiKey"], tested.get("name")), (&json!("twp_key"), None));
    assert_eq!(question(&stage), [""; 0]);
    assert_eq!(stage.banners(), ["Connection saved. It’s ready to use."]);
}

#[wasm_bindgen_test]
async fn what_has_just_passed_is_not_tested_twice() {
    let stage = filled_in(Answer::passed(), "online").await;
    stage.press("Test connection").await;
    stage.press("Save").await;
    assert_eq!(counts(&stage), (1, 1));
}

#[wasm_bindgen_test]
async fn after_a_change_it_is() {
    let stage = filled_in(Answer::passed(), "online").await;
    stage.press("Test connection").await;
    stage.fill(&[("API key", "other_key")]).await;
    stage.press("Save").await;
    assert_eq!(counts(&stage), (2, 1));
}

#[wasm_bindgen_test]
async fn what_fails_is_shown_and_saved_only_if_the_user_wants_to() {
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
async fn what_cannot_be_tested_is_saved_only_if_the_user_wants_to() {
    let stage = filled_in(Answer::json(500, &json!({})), "untested").await;
    stage.press("Save").await;
    assert_eq!(counts(&stage), (1, 0));
    assert_eq!(question(&stage), ["Save without a test?"]);
    stage.press("Save anyway").await;
    assert_eq!(counts(&stage), (1, 1));
    assert_eq!(stage.banners(), ["Connection saved. It hasn’t been tested yet."]);
}

#[wasm_bindgen_test]
async fn where_a_save_would_fail_as_well_nothing_is_asked() {
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
async fn errors_of_settings_that_the_test_finds_are_told_at_the_settings() {
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
async fn what_is_typed_meanwhile_is_not_saved_and_not_lost() {
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
