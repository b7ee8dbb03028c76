//! A page that shows the panel in a dialog of its own.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Answer, Backend, Stage, basic, connection, escape, key, script, settled};

const NAME: &str = "Name your connection";

async fn dirty(stage: &Stage) -> bool {
    script("given.dirty", &stage.element).await == json!(true)
}

/// The events that the page has received.
fn heard(stage: &Stage) -> Vec<Value> {
    stage.events("teamwork-dirty").into_iter().map(|mut detail| detail["dirty"].take()).collect()
}

/// Asks whether the panel can be closed, and records the response.
async fn request_close(stage: &Stage) {
    let code = "void given.requestClose().then((may) => { given.mayClose = may; })";
    script(code, &stage.element).await;
    settled().await;
}

async fn answer(stage: &Stage) -> Value {
    settled().await;
    script("given.mayClose ?? null", &stage.element).await
}

fn question(stage: &Stage) -> Vec<String> {
    stage.texts("dialog [id$=question-title]")
}

#[wasm_bindgen_test]
async fn the_page_gets_an_event_when_unsaved_changes_begin_and_end() {
    let stage = Stage::create().await;
    assert!(!dirty(&stage).await);
    stage.fill(&[(NAME, "A")]).await;
    assert!(dirty(&stage).await);
    stage.fill(&[(NAME, "AB"), ("API type", "Projects")]).await;
    assert_eq!(heard(&stage), [true]);
    stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
    stage.fill(&basic()).await;
    stage.press("Save").await;
    assert!(!dirty(&stage).await);
    assert_eq!(heard(&stage), [true, false]);
    stage.fill(&[("API key", "typed")]).await;
    assert!(dirty(&stage).await, "a key counts as a change");
    assert_eq!(heard(&stage), [true, false, true]);
}

#[wasm_bindgen_test]
async fn values_from_the_page_are_not_unsaved_changes() {
    let stage = Stage::create().await;
    script("void (given.value = {name: 'Set'})", &stage.element).await;
    settled().await;
    assert!(!dirty(&stage).await);
    assert!(heard(&stage).is_empty());
}

#[wasm_bindgen_test]
async fn without_unsaved_changes_it_closes_at_once() {
    let stage = Stage::create().await;
    request_close(&stage).await;
    assert_eq!(answer(&stage).await, json!(true));
    assert!(question(&stage).is_empty());
}

#[wasm_bindgen_test]
async fn with_unsaved_changes_the_user_is_asked() {
    let stage = Stage::create().await;
    stage.fill(&[(NAME, "A")]).await;
    request_close(&stage).await;
    assert_eq!(question(&stage), ["Discard your changes?"]);
    assert_eq!(answer(&stage).await, Value::Null);
    stage.press("Keep editing").await;
    assert_eq!(answer(&stage).await, json!(false));
    assert_eq!(stage.field(NAME).value(), "A");
    request_close(&stage).await;
    stage.press("Discard").await;
    assert_eq!(answer(&stage).await, json!(true));
    assert!(!dirty(&stage).await);
    assert_eq!(stage.field(NAME).value(), "", "the panel can be shown again");
    assert!(stage.events("teamwork-cancel").is_empty());
}

#[wasm_bindgen_test]
async fn b10_escape_in_a_dialog_of_the_panel_does_not_reach_the_page() {
    let stage = Stage::create().await;
    let listen = "{ given.heard = []; document.addEventListener('keydown', (e) => given.heard.push(e.key)); }";
    script(listen, &stage.element).await;
    stage.fill(&[(NAME, "A")]).await;
    stage.press("Cancel").await;
    let dialog = stage.all("dialog[open]").remove(0);
    key(&dialog, "Escape");
    escape(&dialog);
    settled().await;
    assert_eq!(script("given.heard", &stage.element).await, json!([]));
    assert_eq!(stage.field(NAME).value(), "A");
    // Outside of the panel's dialogs, Escape belongs to the page.
    key(&stage.field(NAME).control, "Escape");
    assert_eq!(script("given.heard", &stage.element).await, json!(["Escape"]));
}

#[wasm_bindgen_test]
async fn b25_typing_does_not_trigger_shortcuts_of_the_page() {
    let stage = Stage::with(Backend::new(), &[]).await;
    let listen = "{
        given.heard = [];
        for (const type of ['keydown', 'keypress', 'keyup']) {
            document.addEventListener(type, (e) => given.heard.push(e.key));
        }
    }";
    script(listen, &stage.element).await;
    stage.fill(&[("API type", "Projects"), ("Auth type", "Basic")]).await;
    for label in [NAME, "Site name", "API key"] {
        for name in ["a", "/", "?", "é", " "] {
            key(&stage.field(label).control, name);
        }
    }
    assert_eq!(script("given.heard", &stage.element).await, json!([]));
    key(&stage.button("Cancel"), "/");
    assert_eq!(script("given.heard[0]", &stage.element).await, json!("/"));
}
