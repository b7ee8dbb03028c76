//! Leaving the panel, or switching to another connection.

use serde_json::{Value, json};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Event;

use crate::stage::{
    Answer, Backend, SAVED_ID, Stage, acme_app, basic, connection, script, settled,
};

const NAME: &str = "Name your connection";

fn numbered(id: &str) -> Value {
    let mut connection = connection();
    connection["id"] = id.into();
    connection["name"] = format!("Name of {id}").into();
    connection
}

async fn go_to(stage: &Stage, id: &str) {
    stage.element.set_attribute("connection-id", id).unwrap();
    settled().await;
}

/// A panel that edits `a` while other connections exist.
async fn editing_a() -> Stage {
    let backend = Backend::new();
    for id in ["a", "b", "c"] {
        backend.has(&numbered(id), "\"1\"");
    }
    Stage::with(backend, &[("connection-id", "a")]).await
}

#[wasm_bindgen_test]
async fn without_changes_leaving_needs_no_confirmation() {
    let stage = editing_a().await;
    go_to(&stage, "b").await;
    assert!(stage.texts("dialog").is_empty());
    assert_eq!(stage.field(NAME).value(), "Name of b");
}

#[wasm_bindgen_test]
async fn with_changes_the_user_is_asked_and_can_stay() {
    let stage = editing_a().await;
    stage.fill(&[(NAME, "Changed")]).await;
    go_to(&stage, "b").await;
    assert_eq!(stage.texts("dialog [id$=question-title]"), ["Discard your changes?"]);
    stage.press("Keep editing").await;
    stage.until("the dialog is closed", || stage.texts("dialog").is_empty()).await;
    assert_eq!(stage.field(NAME).value(), "Changed");
    assert_eq!(stage.backend.asked("GET /connections/b").len(), 0);
}

#[wasm_bindgen_test]
async fn with_changes_the_user_can_discard_them() {
    let stage = editing_a().await;
    stage.fill(&[(NAME, "Changed")]).await;
    go_to(&stage, "b").await;
    stage.press("Discard").await;
    stage.until("the dialog is closed", || stage.texts("dialog").is_empty()).await;
    assert_eq!(stage.field(NAME).value(), "Name of b");
    stage.fill(&[("API key", "twp_key")]).await;
    stage.backend.on("PUT /connections/b", [Answer::json(200, &numbered("b"))]);
    stage.press("Save").await;
    assert_eq!(stage.backend.asked("PUT /connections/b").len(), 1);
}

#[wasm_bindgen_test]
async fn a_typed_key_counts_as_a_change() {
    let stage = editing_a().await;
    stage.fill(&[("API key", "twp_key")]).await;
    stage.press("Cancel").await;
    assert_eq!(stage.buttons("Keep editing").len(), 1);
}

#[wasm_bindgen_test]
async fn cancel_notifies_the_page_and_clears_the_panel() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    stage.press("Cancel").await;
    assert!(stage.events("teamwork-cancel").is_empty(), "not before the response");
    stage.press("Discard").await;
    assert_eq!(stage.events("teamwork-cancel").len(), 1);
    assert_eq!(stage.labels(), [NAME, "Paste your Teamwork address", "API type"]);
    assert_eq!(stage.field(NAME).value(), "");
}

#[wasm_bindgen_test]
async fn preventing_the_cancel_event_keeps_the_panel_unchanged() {
    let stage = Stage::create().await;
    let prevent = Closure::<dyn Fn(Event)>::new(|event: Event| event.prevent_default());
    let listener = prevent.as_ref().unchecked_ref();
    stage.element.add_event_listener_with_callback("teamwork-cancel", listener).unwrap();
    stage.fill(&basic()).await;
    stage.press("Cancel").await;
    stage.press("Discard").await;
    assert_eq!(stage.field(NAME).value(), "Acme projects");
}

/// A panel after a successful save.
async fn after_a_save() -> Stage {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
    stage.fill(&basic()).await;
    assert!(stage.buttons("Done").is_empty(), "not done yet");
    stage.press("Save").await;
    stage
}

#[wasm_bindgen_test]
async fn after_a_success_cancel_becomes_done_and_reports_the_connection() {
    let stage = after_a_save().await;
    assert!(stage.buttons("Cancel").is_empty());
    stage.press("Done").await;
    let done = stage.events("teamwork-done");
    assert_eq!((done.len(), &done[0]["connection"]["id"]), (1, &SAVED_ID.into()));
    assert!(stage.events("teamwork-cancel").is_empty());
    assert_eq!(stage.labels(), [NAME, "Paste your Teamwork address", "API type"]);
}

#[wasm_bindgen_test]
async fn after_further_changes_done_becomes_cancel_again() {
    let stage = after_a_save().await;
    stage.fill(&[(NAME, "Typed since")]).await;
    assert!(stage.buttons("Done").is_empty());
    stage.press("Cancel").await;
    stage.press("Discard").await;
    assert_eq!(stage.events("teamwork-cancel").len(), 1);
    assert!(stage.events("teamwork-done").is_empty());
}

#[wasm_bindgen_test]
async fn preventing_the_done_event_keeps_the_panel_unchanged() {
    let stage = after_a_save().await;
    let prevent = Closure::<dyn Fn(Event)>::new(|event: Event| event.prevent_default());
    let listener = prevent.as_ref().unchecked_ref();
    stage.element.add_event_listener_with_callback("teamwork-done", listener).unwrap();
    stage.press("Done").await;
    assert_eq!(stage.field(NAME).value(), "Acme projects");
    assert_eq!(stage.title(), "Edit connection");
}

#[wasm_bindgen_test]
async fn a_late_response_about_an_earlier_connection_is_ignored() {
    let stage = editing_a().await;
    stage.backend.on("GET /connections/b", [Answer::json(200, &numbered("b")).held()]);
    go_to(&stage, "b").await;
    go_to(&stage, "c").await;
    assert_eq!(stage.field(NAME).value(), "Name of c");
    stage.backend.release("GET /connections/b");
    settled().await;
    assert_eq!(stage.field(NAME).value(), "Name of c");
    let ready = stage.events("teamwork-ready");
    assert_eq!(ready, [json!({"connectionId": "a"}), json!({"connectionId": "c"})]);
}

#[wasm_bindgen_test]
async fn a_late_response_to_an_earlier_save_is_ignored() {
    let stage = editing_a().await;
    stage.backend.on("PUT /connections/a", [Answer::json(200, &numbered("a")).held()]);
    stage.fill(&[("API key", "twp_key")]).await;
    stage.press("Save").await;
    go_to(&stage, "b").await;
    stage.press("Discard").await;
    assert_eq!(stage.field(NAME).value(), "Name of b");
    stage.backend.release("PUT /connections/a");
    settled().await;
    assert_eq!(stage.field(NAME).value(), "Name of b");
    assert!(stage.banners().is_empty());
}

#[wasm_bindgen_test]
async fn an_unknown_outcome_of_an_earlier_save_does_not_affect_the_next_connection() {
    let stage = editing_a().await;
    stage.backend.on("PUT /connections/a", [Answer::text(503, "").held()]);
    stage.backend.on("PUT /connections/b", [Answer::json(200, &numbered("b"))]);
    stage.fill(&[("API key", "twp_key")]).await;
    stage.press("Save").await;
    go_to(&stage, "b").await;
    stage.press("Discard").await;
    stage.backend.release("PUT /connections/a");
    settled().await;
    stage.fill(&[("API key", "twp_key")]).await;
    stage.press("Save").await;
    let saves: Vec<_> = stage.backend.saves().iter().map(|call| call.name.clone()).collect();
    assert_eq!(saves, ["PUT /api/connections/a", "PUT /api/connections/b"]);
}

#[wasm_bindgen_test]
async fn removing_the_connection_id_starts_a_new_connection() {
    let stage = editing_a().await;
    stage.element.remove_attribute("connection-id").unwrap();
    settled().await;
    assert_eq!(stage.title(), "Create connection");
    assert_eq!(stage.labels(), [NAME, "Paste your Teamwork address", "API type"]);
}

#[wasm_bindgen_test]
async fn setting_the_id_of_the_saved_connection_changes_nothing() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
    stage.fill(&basic()).await;
    stage.press("Save").await;
    go_to(&stage, SAVED_ID).await;
    assert_eq!(stage.banners(), ["Connection saved."]);
    assert!(stage.backend.asked(&format!("GET /connections/{SAVED_ID}")).is_empty());
    stage.element.remove_attribute("connection-id").unwrap();
    settled().await;
    assert_eq!(stage.title(), "Create connection");
    stage.backend.has(&connection(), "\"1\"");
    go_to(&stage, SAVED_ID).await;
    assert_eq!(stage.title(), "Edit connection");
    assert_eq!(stage.field(NAME).value(), "Acme projects");
}

#[wasm_bindgen_test]
async fn d11_preselecting_the_only_client_is_not_a_change() {
    let backend = Backend::new();
    backend.has_clients(&json!([acme_app()]));
    let stage = Stage::with(backend, &[]).await;
    script("void (given.value = {apiType: 'desk'})", &stage.element).await;
    settled().await;
    assert_eq!(stage.field("OAuth 2.0 client").value(), "Acme app");
    stage.press("Cancel").await;
    assert!(stage.texts("dialog [id$=question-title]").is_empty());
    assert_eq!(stage.events("teamwork-cancel").len(), 1);
}
