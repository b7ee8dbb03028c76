//! Elements on the page: several of them, moved, removed.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Answer, Backend, Panel, SAVED_ID, Stage, basic, connection, script, settled};

const NAME: &str = "Name your connection";

#[wasm_bindgen_test]
async fn t84_two_elements_are_independent() {
    let stage = Stage::create().await;
    let other = Panel::open(&[]);
    settled().await;
    stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
    stage.fill(&basic()).await;
    other.fill(&[(NAME, "Other"), ("API type", "Desk")]).await;
    assert_eq!(stage.field(NAME).value(), "Acme projects");
    assert_eq!(stage.field("API type").value(), "Projects");
    stage.press("Save").await;
    assert_eq!(stage.title(), "Edit connection");
    assert_eq!(other.title(), "Create connection");
    assert_eq!(other.field(NAME).value(), "Other");
    assert_eq!(other.field("API type").value(), "Desk");
    other.element.remove();
    settled().await;
    stage.fill(&[(NAME, "Still alive")]).await;
    assert_eq!(stage.field(NAME).value(), "Still alive");
}

#[wasm_bindgen_test]
async fn t84_ids_are_unique_in_the_page() {
    let stage = Stage::create().await;
    let other = Panel::open(&[]);
    settled().await;
    let ids = |panel: &Panel| -> Vec<String> { panel.all("[id]").iter().map(|e| e.id()).collect() };
    let (own, others) = (ids(&stage), ids(&other));
    for (place, id) in own.iter().enumerate() {
        assert!(!others.contains(id) && !own[..place].contains(id), "{id}");
    }
}

#[wasm_bindgen_test]
async fn moving_an_element_keeps_what_was_typed() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    let document = stage.element.owner_document().unwrap();
    let elsewhere = document.create_element("section").unwrap();
    document.body().unwrap().append_child(&elsewhere).unwrap();
    elsewhere.append_child(&stage.element).unwrap();
    settled().await;
    assert_eq!(stage.field(NAME).value(), "Acme projects");
    assert_eq!(stage.field("API key").value(), "twp_key");
    stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
    stage.press("Save").await;
    assert_eq!(stage.banners(), ["Connection saved."]);
    document.body().unwrap().append_child(&stage.element).unwrap();
    elsewhere.remove();
    assert_eq!(stage.backend.asked("GET /config").len(), 1, "it is still the same panel");
}

#[wasm_bindgen_test]
async fn removing_an_element_aborts_its_save() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [Answer::json(201, &connection()).held()]);
    stage.fill(&basic()).await;
    stage.press("Save").await;
    assert!(!stage.backend.saves()[0].aborted);
    stage.element.remove();
    settled().await;
    assert!(stage.backend.saves()[0].aborted);
    assert!(stage.events("teamwork-saved").is_empty());
    assert!(stage.events("teamwork-error").is_empty(), "no events after removal");
}

#[wasm_bindgen_test]
async fn removing_an_element_aborts_its_loading_and_its_test() {
    let backend = Backend::new();
    let get = format!("GET /connections/{SAVED_ID}");
    backend.on(&get, [Answer::json(200, &connection()).held()]);
    let stage = Stage::with(backend, &[("connection-id", SAVED_ID)]).await;
    stage.element.remove();
    settled().await;
    assert!(stage.backend.asked(&get)[0].aborted);
    drop(stage);

    let stage = Stage::create().await;
    stage.backend.on("POST /connections/test", [Answer::json(200, &json!({})).held()]);
    stage.fill(&basic()).await;
    stage.press("Test connection").await;
    stage.element.remove();
    settled().await;
    assert!(stage.backend.asked("POST /connections/test")[0].aborted);
}

/// Removes the element, and reinserts it once the panel is gone.
async fn take_off_and_put_back(stage: &Stage, between: u32) {
    stage.element.remove();
    settled().await;
    assert_eq!(stage.root().child_element_count(), 0, "the panel is removed");
    stage.advance(between).await;
    let body = web_sys::window().unwrap().document().unwrap().body().unwrap();
    body.append_child(&stage.element).unwrap();
    settled().await;
}

#[wasm_bindgen_test]
async fn b22_reinserting_the_element_within_a_minute_restores_what_was_typed() {
    let stage = Stage::timed(Backend::new(), &[]).await;
    stage.fill(&basic()).await;
    take_off_and_put_back(&stage, 100).await;
    assert_eq!(stage.field(NAME).value(), "Acme projects");
    assert_eq!(stage.field("Site name").value(), "acme");
    assert_eq!(stage.field("API key").value(), "", "secrets are not kept");
    // It still counts as unsaved.
    stage.press("Cancel").await;
    assert!(stage.question().is_some());
    stage.press("Discard").await;
    assert_eq!(stage.field(NAME).value(), "");

    stage.fill(&basic()).await;
    take_off_and_put_back(&stage, 61_000).await;
    assert_eq!(stage.labels(), [NAME, "Paste your Teamwork address", "API type"]);
    assert_eq!(stage.field(NAME).value(), "");
}

#[wasm_bindgen_test]
async fn b22_restored_text_overrides_the_loaded_connection() {
    let backend = Backend::new();
    backend.has(&connection(), "\"1\"");
    let stage = Stage::timed(backend, &[("connection-id", SAVED_ID)]).await;
    stage.fill(&[(NAME, "Typed")]).await;
    take_off_and_put_back(&stage, 100).await;
    assert_eq!(stage.field(NAME).value(), "Typed");
    stage.press("Cancel").await;
    assert!(stage.question().is_some());
    stage.press("Keep editing").await;

    // The text belongs to the connection that it was typed for.
    stage.element.remove();
    settled().await;
    stage.element.remove_attribute("connection-id").unwrap();
    let body = web_sys::window().unwrap().document().unwrap().body().unwrap();
    body.append_child(&stage.element).unwrap();
    settled().await;
    assert_eq!(stage.field(NAME).value(), "");
}

#[wasm_bindgen_test]
async fn b21_styles_survive_moving_to_another_document_and_back() {
    const LOOK: &str = "(() => {
        const panel = given.shadowRoot.querySelector('[part~=panel]');
        const { backgroundColor, borderTopLeftRadius, display } = getComputedStyle(panel);
        return { backgroundColor, borderTopLeftRadius, display };
    })()";
    let stage = Stage::create().await;
    stage.fill(&[(NAME, "Typed")]).await;
    let before = script(LOOK, &stage.element).await;
    assert_ne!(before["borderTopLeftRadius"], "0px");
    let go = "(async () => {
        const frame = document.body.appendChild(document.createElement('iframe'));
        frame.contentDocument.body.append(given);
        await new Promise((done) => requestAnimationFrame(done));
    })()";
    script(go, &stage.element).await;
    assert_eq!(script(LOOK, &stage.element).await, before, "in a frame");
    assert_eq!(stage.field(NAME).value(), "Typed");
    script(
        "(document.body.append(given), document.querySelector('iframe').remove())",
        &stage.element,
    )
    .await;
    settled().await;
    assert_eq!(script(LOOK, &stage.element).await, before, "and back");
    assert_eq!(stage.field(NAME).value(), "Typed");
}

#[wasm_bindgen_test]
async fn d8_changing_the_backend_creates_a_new_panel_after_confirmation() {
    let stage = Stage::create().await;
    stage.element.set_attribute("backend", "/api/").unwrap();
    settled().await;
    assert_eq!(stage.backend.asked("GET /config").len(), 2, "a trailing slash is the same path");
    for (name, value) in [("backend", "/api"), ("credentials", "include")] {
        stage.fill(&[(NAME, "Typed")]).await;
        stage.element.set_attribute(name, value).unwrap();
        settled().await;
        stage.press("Keep editing").await;
        assert_eq!(stage.field(NAME).value(), "Typed");
        stage.element.set_attribute(name, &format!("{value}/")).unwrap();
        settled().await;
        stage.press("Discard").await;
        settled().await;
        assert_eq!(stage.field(NAME).value(), "");
    }
    assert_eq!(stage.backend.asked("GET /config").len(), 4);
}

#[wasm_bindgen_test]
async fn appearance_attributes_apply_at_once() {
    let stage = Stage::with(Backend::new(), &[("theme", "dark"), ("heading-level", "4")]).await;
    stage.fill(&[(NAME, "Typed")]).await;
    let theme = |stage: &Stage| stage.all("[part~=panel]")[0].get_attribute("data-theme").unwrap();
    assert_eq!(theme(&stage), "dark");
    stage.element.set_attribute("theme", "light").unwrap();
    settled().await;
    assert_eq!(theme(&stage), "light");
    assert_eq!(stage.field(NAME).value(), "Typed", "a change of colors keeps the panel");
    let heading = stage.all("[role=heading]").remove(0);
    assert_eq!(heading.get_attribute("aria-level").as_deref(), Some("4"));
}
