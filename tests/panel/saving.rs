//! Saving: what the user sees, and how often it happens.

use serde_json::json;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{
    Answer, Backend, SAVED_ID, Stage, basic, body, connection, key, key_with, press, problem,
    settled,
};

fn saved() -> Answer {
    Answer::json(201, &connection()).header("ETag", "\"1\"")
}

#[wasm_bindgen_test]
async fn a_save_is_reported_and_the_panel_continues_as_an_edit() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [saved()]);
    assert_eq!(stage.title(), "Create connection");
    stage.fill(&basic()).await;
    stage.press("Save").await;
    assert_eq!(stage.banners(), ["Connection saved."]);
    let focused = stage.focused().expect("a focus");
    assert!(
        focused.text_content().unwrap().contains("Connection saved."),
        "the banner has the focus"
    );
    assert_eq!(stage.title(), "Edit connection");
    assert_eq!(stage.events("teamwork-saved"), [json!({"connection": connection()})]);
    assert!(stage.events("teamwork-error").is_empty());
}

#[wasm_bindgen_test]
async fn an_online_connection_is_reported_as_ready() {
    let stage = Stage::create().await;
    let mut online = connection();
    online["status"] = "online".into();
    stage.backend.on("POST /connections", [Answer::json(201, &online)]);
    stage.fill(&basic()).await;
    stage.press("Save").await;
    assert_eq!(stage.banners(), ["Connection saved. It’s ready to use."]);
}

#[wasm_bindgen_test]
async fn the_success_message_disappears_with_the_next_change() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [saved()]);
    stage.fill(&basic()).await;
    stage.press("Save").await;
    stage.fill(&[("Name your connection", "Another")]).await;
    assert!(stage.banners().is_empty());
}

#[wasm_bindgen_test]
async fn text_in_hidden_settings_survives_a_save() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [saved()]);
    stage.fill(&[("API type", "Spaces"), ("API version", "v0"), ("User ID", "77")]).await;
    stage.fill(&basic()).await;
    stage.press("Save").await;
    stage.fill(&[("API type", "Spaces"), ("API version", "v0")]).await;
    assert_eq!(stage.field("User ID").value(), "77");
}

#[wasm_bindgen_test]
async fn a_repeated_save_keeps_its_key_until_the_user_is_signed_in_again() {
    let stage = Stage::create().await;
    let answers = [Answer::text(503, ""), problem(401, "session_expired", &[]), saved()];
    stage.backend.on("POST /connections", answers);
    stage.fill(&basic()).await;
    for _ in 0..3 {
        stage.press("Save").await;
    }
    let saves = stage.backend.saves();
    let keys: Vec<_> = saves.iter().map(|save| save.header("Idempotency-Key")).collect();
    assert_eq!(keys.len(), 3);
    assert!(keys.iter().all(|key| *key == keys[0]), "{keys:?}");
}

#[wasm_bindgen_test]
async fn twenty_presses_cause_one_save() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [saved().held()]);
    stage.fill(&basic()).await;
    let save = stage.button("Save");
    for _ in 0..10 {
        press(&save);
        press(&save);
        settled().await;
    }
    assert_eq!(stage.backend.saves().len(), 1);
    stage.backend.release("POST /connections");
    settled().await;
    assert_eq!(stage.banners(), ["Connection saved."]);
    assert_eq!(stage.backend.saves().len(), 1);
}

#[wasm_bindgen_test]
async fn two_presses_in_one_task_cause_one_save() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [saved()]);
    stage.fill(&basic()).await;
    let save = stage.button("Save");
    press(&save);
    press(&save);
    settled().await;
    assert_eq!(stage.backend.saves().len(), 1);
}

#[wasm_bindgen_test]
async fn enter_in_a_text_field_saves() {
    for label in ["Name your connection", "Site name", "API key"] {
        let stage = Stage::create().await;
        stage.backend.on("POST /connections", [saved()]);
        stage.fill(&basic()).await;
        key(&stage.field(label).control, "Enter");
        settled().await;
        assert_eq!(stage.backend.saves().len(), 1, "{label}");
        assert_eq!(stage.backend.saves()[0].json(), body(), "{label}");
    }
}

#[wasm_bindgen_test]
async fn enter_elsewhere_or_while_composing_does_not_save() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    let options = js_sys::Object::new();
    js_sys::Reflect::set(&options, &"isComposing".into(), &true.into()).unwrap();
    key_with(&stage.field("Name your connection").control, "Enter", &options);
    // B07: in Safari, the composition has ended by then.
    let options = js_sys::Object::new();
    js_sys::Reflect::set(&options, &"keyCode".into(), &229.into()).unwrap();
    key_with(&stage.field("Name your connection").control, "Enter", &options);
    key(&stage.field("API version").control, "Enter");
    key(&stage.field("Region").choice("EU"), "Enter");
    key(&stage.field("Name your connection").control, "a");
    settled().await;
    assert!(stage.backend.saves().is_empty());
}

#[wasm_bindgen_test]
async fn enter_saves_a_typed_address_as_its_site_name() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [saved()]);
    stage.fill(&basic()).await;
    // Browsers fire `change` only after `keydown`.
    let site = stage.field("Site name");
    site.type_text("https://acme.eu.teamwork.com/app/").await;
    key(&site.control, "Enter");
    settled().await;
    assert_eq!(stage.backend.saves()[0].json(), body());
}

#[wasm_bindgen_test]
async fn text_typed_during_a_save_is_neither_lost_nor_reported_as_saved() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [saved().held()]);
    stage.fill(&basic()).await;
    stage.press("Save").await;
    stage.fill(&[("Name your connection", "Typed meanwhile")]).await;
    stage.backend.release("POST /connections");
    settled().await;
    assert_eq!(stage.field("Name your connection").value(), "Typed meanwhile");
    // It is unsaved, so leaving asks for confirmation.
    stage.press("Cancel").await;
    assert_eq!(stage.buttons("Keep editing").len(), 1);
}

#[wasm_bindgen_test]
async fn progress_is_shown_while_the_backend_saves() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [saved().held()]);
    stage.fill(&basic()).await;
    stage.press("Save").await;
    assert_eq!(stage.texts("[part~=progress]"), ["Saving…"]);
    let save = stage.button("Save");
    assert_eq!(save.get_attribute("aria-disabled").as_deref(), Some("true"));
    assert!(!save.unchecked_ref::<web_sys::HtmlButtonElement>().disabled());
    assert!(stage.has_focus(&save), "a busy button keeps the focus");
    stage.backend.release("POST /connections");
    settled().await;
    assert!(stage.texts("[part~=progress]").is_empty());
    assert_eq!(save.get_attribute("aria-disabled"), None);
}

#[wasm_bindgen_test]
async fn retrying_a_failed_save_repeats_it_byte_for_byte_with_its_key() {
    let failures = [
        Answer::unreachable(),
        Answer::text(500, ""),
        Answer::text(503, "<h1>no</h1>"),
        Answer::text(201, "not JSON"),
        problem(409, "conflict", &[]),
        problem(429, "rate_limited", &[]),
    ];
    for failure in failures {
        let stage = Stage::create().await;
        stage.backend.on("POST /connections", [failure, saved()]);
        stage.fill(&basic()).await;
        stage.press("Save").await;
        assert!(stage.banners().len() == 1 && stage.title() == "Create connection");
        stage.press("Save").await;
        let saves = stage.backend.saves();
        assert_eq!(saves.len(), 2);
        let keys = [0, 1].map(|place| saves[place].header("Idempotency-Key").to_owned());
        assert_eq!(keys[0], keys[1]);
        assert_eq!(saves[0].body, saves[1].body);
        assert_eq!(saves[1].name, "POST /api/connections");
        assert_eq!(stage.banners(), ["Connection saved."]);
    }
}

#[wasm_bindgen_test]
async fn an_uncertain_save_is_resolved_before_a_changed_one_is_sent() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [Answer::unreachable(), saved()]);
    let mut renamed = connection();
    renamed["name"] = "Renamed".into();
    let put = format!("PUT /connections/{SAVED_ID}");
    stage.backend.on(&put, [Answer::json(200, &renamed).header("ETag", "\"2\"")]);
    stage.fill(&basic()).await;
    stage.press("Save").await;
    stage.fill(&[("Name your connection", "Renamed")]).await;
    stage.press("Save").await;

    let saves = stage.backend.saves();
    let names: Vec<_> = saves.iter().map(|save| &*save.name).collect();
    let put = format!("PUT /api/connections/{SAVED_ID}");
    assert_eq!(names, ["POST /api/connections", "POST /api/connections", &*put]);
    assert_eq!(saves[0].header("Idempotency-Key"), saves[1].header("Idempotency-Key"));
    assert_eq!(saves[0].body, saves[1].body, "the old request, unchanged");
    assert_ne!(saves[2].header("Idempotency-Key"), saves[0].header("Idempotency-Key"));
    assert_eq!(saves[2].header("If-Match"), "\"1\"");
    assert_eq!(saves[2].json()["name"], "Renamed");
    assert_eq!(saves[2].json()["apiKey"], "twp_key");
    assert_eq!(stage.field("Name your connection").value(), "Renamed");
    assert_eq!(stage.events("teamwork-saved").len(), 1);
}

#[wasm_bindgen_test]
async fn no_second_key_is_used_while_the_backend_is_unreachable() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [Answer::unreachable()]);
    stage.fill(&basic()).await;
    for name in ["One", "Two", "Three"] {
        stage.fill(&[("Name your connection", name)]).await;
        stage.press("Save").await;
    }
    let saves = stage.backend.saves();
    assert_eq!(saves.len(), 3);
    for save in &saves {
        assert_eq!(save.header("Idempotency-Key"), saves[0].header("Idempotency-Key"));
        assert_eq!(save.body, saves[0].body);
    }
    assert_eq!(stage.field("Name your connection").value(), "Three");
}

#[wasm_bindgen_test]
async fn a_corrected_save_is_a_new_one() {
    let stage = Stage::create().await;
    let refused = problem(422, "invalid", &[("siteName", "reserved")]);
    stage.backend.on("POST /connections", [refused, saved()]);
    stage.fill(&basic()).await;
    stage.fill(&[("Site name", "acme-2")]).await;
    stage.press("Save").await;
    stage.fill(&[("Site name", "acme")]).await;
    stage.press("Save").await;
    let saves = stage.backend.saves();
    assert_eq!(saves.len(), 2);
    assert_ne!(saves[0].header("Idempotency-Key"), saves[1].header("Idempotency-Key"));
    assert_eq!(saves[1].json(), body());
}

#[wasm_bindgen_test]
async fn after_a_first_save_the_next_one_replaces_it() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [saved()]);
    stage.backend.on(&format!("PUT /connections/{SAVED_ID}"), [Answer::json(200, &connection())]);
    stage.fill(&basic()).await;
    stage.press("Save").await;
    stage.fill(&[("API key", "another_key")]).await;
    stage.press("Save").await;
    let saves = stage.backend.saves();
    assert_eq!(saves[1].name, format!("PUT /api/connections/{SAVED_ID}"));
    assert_eq!(saves[1].header("If-Match"), "\"1\"");
    assert_eq!(stage.backend.asked("POST /connections").len(), 1);
}

#[wasm_bindgen_test]
async fn an_edit_with_a_lost_response_is_repeated_with_the_same_version() {
    let stage = Stage::edit(&connection()).await;
    let put = format!("PUT /connections/{SAVED_ID}");
    stage.backend.on(&put, [Answer::unreachable(), Answer::json(200, &connection())]);
    stage.fill(&[("API key", "twp_key")]).await;
    stage.press("Save").await;
    stage.press("Save").await;
    let saves = stage.backend.saves();
    assert_eq!(saves.len(), 2);
    assert_eq!(saves[0].header("Idempotency-Key"), saves[1].header("Idempotency-Key"));
    assert_eq!(saves[1].header("If-Match"), "\"1\"");
}

#[wasm_bindgen_test]
async fn a_backend_without_a_config_can_save() {
    let backend = Backend::new();
    backend.on("GET /config", [Answer::text(404, "")]);
    backend.on("POST /connections", [saved()]);
    let stage = Stage::with(backend, &[]).await;
    stage.fill(&basic()).await;
    stage.press("Save").await;
    assert_eq!(stage.banners(), ["Connection saved."]);
    assert!(stage.backend.asked("GET /connections").is_empty(), "the backend has no list");
}

#[wasm_bindgen_test]
async fn a_late_configuration_does_not_interrupt_a_save() {
    let backend = Backend::new();
    let config = json!({"capabilities": ["connections"]});
    backend.on("GET /config", [Answer::json(200, &config).held()]);
    backend.on("POST /connections", [Answer::json(201, &connection()).held()]);
    let stage = Stage::with(backend, &[]).await;
    stage.fill(&basic()).await;
    stage.press("Save").await;
    // The panel requested it at startup, and again to save.
    stage.backend.release("GET /config");
    stage.backend.release("GET /config");
    settled().await;
    assert_eq!(stage.texts("[part~=progress]"), ["Saving…"]);
    stage.press("Save").await;
    assert_eq!(stage.backend.saves().len(), 1, "it is still being saved");
    stage.backend.release("POST /connections");
    settled().await;
    assert_eq!(stage.events("teamwork-saved").len(), 1);
}
