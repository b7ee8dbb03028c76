//! The panel shows the status of the edited connection.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Answer, Stage, connection};

/// The status line for a connection with these properties.
async fn line(described: Value) -> String {
    let mut saved = connection();
    for (key, value) in described.as_object().unwrap() {
        saved[key] = value.clone();
    }
    standing(&Stage::edit(&saved).await)
}

fn standing(stage: &Stage) -> String {
    stage.texts("[part~=standing]").concat()
}

#[wasm_bindgen_test]
async fn shows_the_status() {
    assert_eq!(line(json!({"status": "online"})).await, "Online");
    assert_eq!(line(json!({"status": "offline"})).await, "Not authorized");
    assert_eq!(line(json!({"status": "untested"})).await, "Not tested yet");
}

#[wasm_bindgen_test]
async fn shows_the_check_time_in_the_users_time_zone() {
    let said = line(json!({"status": "online", "checkedAt": "2026-11-27T12:34:56.789Z"})).await;
    assert!(said.starts_with("Online · Last checked: Nov 2"), "{said}");
    assert!(said.contains(":34"), "{said}");
    for no_time in [json!("yesterday"), json!(7), json!(null)] {
        assert_eq!(line(json!({"status": "online", "checkedAt": no_time})).await, "Online");
    }
}

#[wasm_bindgen_test]
async fn shows_who_signed_in() {
    let said = line(json!({"status": "online", "signedInAs": "Ada Lovelace"})).await;
    assert_eq!(said, "Online · Connected as Ada Lovelace, acme.eu.teamwork.com.");
}

#[wasm_bindgen_test]
async fn a_new_connection_has_no_status_until_saved() {
    let stage = Stage::create().await;
    assert_eq!(standing(&stage), "");
    let mut saved = connection();
    saved["status"] = json!("online");
    stage.backend.on("POST /connections", [Answer::json(201, &saved)]);
    stage.fill(&crate::stage::basic()).await;
    stage.press("Save").await;
    assert_eq!(standing(&stage), "Online");
}
