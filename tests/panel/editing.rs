//! Editing a saved connection: loading, conflicts, and deleted connections.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Answer, Backend, SAVED_ID, Stage, connection, problem, settled};

fn get() -> String {
    format!("GET /connections/{SAVED_ID}")
}

fn put() -> String {
    format!("PUT /connections/{SAVED_ID}")
}

fn named(name: &str) -> Value {
    let mut named = connection();
    named["name"] = name.into();
    named
}

#[wasm_bindgen_test]
async fn a_saved_connection_is_loaded_into_its_fields() {
    let stage = Stage::edit(&connection()).await;
    assert_eq!(stage.title(), "Edit connection");
    let values = [
        "Name your connection",
        "API type",
        "API version",
        "Region",
        "Site name",
        "Auth type",
        "API key",
    ]
    .map(|label| stage.field(label).value());
    assert_eq!(values, ["Acme projects", "Projects", "v3 (newest)", "EU", "acme", "Basic", ""]);
    assert_eq!(stage.events("teamwork-ready"), [json!({"connectionId": SAVED_ID})]);
    assert!(stage.events("teamwork-change").is_empty(), "loading is not a change by the user");
}

#[wasm_bindgen_test]
async fn b04_the_version_in_the_body_replaces_a_dropped_header() {
    let version = |version: &str| {
        let mut saved = connection();
        saved["version"] = version.into();
        Answer::json(200, &saved)
    };
    let backend = Backend::new();
    backend.on(&get(), [version("7")]);
    backend.on(&put(), [version("8")]);
    let stage = Stage::with(backend, &[("connection-id", SAVED_ID)]).await;
    for named in ["\"7\"", "\"8\""] {
        stage.fill(&[("API key", "twp_key")]).await;
        stage.press("Save").await;
        assert_eq!(stage.backend.saves().last().unwrap().header("If-Match"), named);
    }
}

#[wasm_bindgen_test]
async fn spaces_settings_are_loaded_too() {
    for (version, key, label) in [("v2", "spaceId", "Space ID"), ("v0", "userId", "User ID")] {
        let mut saved = named("Handbook");
        saved["apiType"] = "spaces".into();
        saved["apiVersion"] = version.into();
        saved[key] = "9223372036854775807".into();
        let stage = Stage::edit(&saved).await;
        assert_eq!(stage.field(label).value(), "9223372036854775807");
        assert!(stage.field("API version").value().starts_with(version));
    }
}

#[wasm_bindgen_test]
async fn loading_is_announced_in_an_existing_region() {
    let backend = Backend::new();
    backend.on(&get(), [Answer::json(200, &connection()).held()]);
    let stage = Stage::timed(backend, &[("connection-id", SAVED_ID)]).await;
    assert!(stage.texts("[part~=progress]").is_empty());
    stage.advance(100).await;
    assert_eq!(stage.texts("[part~=progress]"), ["Loading the connection…"]);
    stage.backend.release(&get());
    settled().await;
    assert!(stage.texts("[part~=progress]").is_empty());
}

#[wasm_bindgen_test]
async fn a_connection_that_does_not_exist_cannot_be_edited() {
    let backend = Backend::new();
    backend.on(&get(), [problem(404, "not_found", &[])]);
    let stage = Stage::with(backend, &[("connection-id", SAVED_ID)]).await;
    assert_eq!(stage.banners(), ["This connection no longer exists."]);
    assert!(stage.fields().is_empty());
    assert!(stage.buttons("Save").is_empty() && stage.buttons("Try again").is_empty());
    assert_eq!(stage.buttons("Cancel").len(), 1);
}

#[wasm_bindgen_test]
async fn loading_a_connection_can_be_retried() {
    let backend = Backend::new();
    backend.on(&get(), [Answer::unreachable(), Answer::json(200, &connection())]);
    let stage = Stage::with(backend, &[("connection-id", SAVED_ID)]).await;
    assert_eq!(stage.banners().len(), 1);
    assert!(stage.banners()[0].starts_with("Can’t reach this application."));
    assert!(stage.fields().is_empty(), "there is nothing to edit yet");
    stage.press("Try again").await;
    assert!(stage.banners().is_empty());
    assert_eq!(stage.field("Name your connection").value(), "Acme projects");
}

#[wasm_bindgen_test]
async fn any_id_is_a_single_path_segment() {
    let backend = Backend::new();
    let call = "GET /connections/..%2Fa%20b%3Fc%23";
    backend.on(call, [Answer::json(200, &connection())]);
    let stage = Stage::with(backend, &[("connection-id", "../a b?c#")]).await;
    assert_eq!(stage.backend.asked(call).len(), 1);
}

/// A panel with unsaved changes, after someone else has saved another name.
async fn in_conflict() -> Stage {
    let stage = Stage::edit(&connection()).await;
    stage.fill(&[("Name your connection", "Mine"), ("API key", "twp_key")]).await;
    stage.backend.on(&put(), [problem(412, "conflict", &[]), Answer::json(200, &named("Mine"))]);
    stage.backend.has(&named("Theirs"), "\"2\"");
    stage.press("Save").await;
    stage
}

#[wasm_bindgen_test]
async fn a_conflict_is_reported_and_nothing_typed_is_lost() {
    let stage = in_conflict().await;
    let told = stage.banners();
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("This connection was changed elsewhere after you opened it."));
    assert_eq!(stage.field("Name your connection").value(), "Mine");
    assert_eq!(stage.field("API key").value(), "twp_key");
    assert!(stage.focused().expect("a focus").text_content().unwrap().contains(&told[0][..20]));
    assert_eq!(stage.events("teamwork-error")[0]["code"], "conflict");
    assert_eq!(stage.backend.saves().len(), 1);
}

#[wasm_bindgen_test]
async fn keeping_mine_replaces_the_other_version_at_the_next_save() {
    let stage = in_conflict().await;
    stage.press("Keep mine").await;
    assert_eq!(stage.banners(), ["Your version was kept. Save it to replace the other one."]);
    assert_eq!(stage.field("Name your connection").value(), "Mine");
    assert_eq!(stage.field("API key").value(), "twp_key");
    assert_eq!(stage.backend.saves().len(), 1, "nothing is replaced before");
    stage.press("Save").await;
    let saves = stage.backend.saves();
    assert_eq!(saves.len(), 2);
    assert_eq!(saves[1].header("If-Match"), "\"2\"");
    assert_ne!(saves[0].header("Idempotency-Key"), saves[1].header("Idempotency-Key"));
    assert_eq!(saves[1].json()["name"], "Mine");
    assert_eq!(stage.banners(), ["Connection saved."]);
}

#[wasm_bindgen_test]
async fn loading_the_other_version_uses_its_settings() {
    let stage = in_conflict().await;
    stage.press("Load the other version").await;
    assert_eq!(stage.field("Name your connection").value(), "Theirs");
    assert_eq!(stage.field("API key").value(), "");
    assert!(stage.banners().is_empty());
    assert!(stage.focused().is_some());
    stage.fill(&[("API key", "twp_key")]).await;
    stage.press("Save").await;
    assert_eq!(stage.backend.saves()[1].header("If-Match"), "\"2\"");
}

#[wasm_bindgen_test]
async fn a_connection_deleted_meanwhile_can_be_recreated() {
    let stage = Stage::edit(&connection()).await;
    stage.backend.on(&put(), [problem(404, "not_found", &[])]);
    stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
    stage.fill(&[("API key", "twp_key")]).await;
    stage.press("Save").await;
    assert_eq!(
        stage.banners(),
        ["This connection was deleted elsewhere. Save to create it again."]
    );
    assert_eq!(stage.field("API key").value(), "twp_key");
    assert!(stage.backend.asked("POST /connections").is_empty());
    stage.press("Save").await;
    let post = &stage.backend.asked("POST /connections")[0];
    assert_eq!(post.header("If-Match"), "");
    assert_ne!(post.header("Idempotency-Key"), stage.backend.saves()[0].header("Idempotency-Key"));
    assert_eq!(stage.banners(), ["Connection saved."]);
}
