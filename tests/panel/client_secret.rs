//! The client secret: where it may be, and for how long.

use serde_json::json;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::stage::{Answer, Backend, Canary, Stage, happen, problem, settled};

#[wasm_bindgen(module = "/tests/panel/stage/page.js")]
extern "C" {
    fn overheard(control: &HtmlElement) -> String;

    #[wasm_bindgen(js_name = takesPaste)]
    fn takes_paste(control: &HtmlElement) -> bool;
}

const SECRET: &str = "Client secret";
const POST: &str = "POST /oauth-clients";

fn saved() -> Answer {
    Answer::json(201, &json!({"id": "client-3", "name": "New app", "clientId": "id"}))
}

fn control(stage: &Stage) -> HtmlElement {
    stage.field(SECRET).control.clone()
}

fn input(stage: &Stage) -> HtmlInputElement {
    control(stage).unchecked_into()
}

/// The dialog for a new client, filled in, with the canary as its secret.
async fn with_canary(canary: &Canary, answers: impl IntoIterator<Item = Answer>) -> Stage {
    let backend = Backend::new();
    backend.on(POST, answers);
    let stage = Stage::adding_a_client(backend).await;
    stage.fill(&[("Name", "New app"), ("Client ID", "id")]).await;
    canary.type_into(&control(&stage));
    settled().await;
    assert!(canary.is_in(&control(&stage)));
    stage
}

#[wasm_bindgen_test]
async fn the_field_is_a_password_that_managers_do_not_fill() {
    for editing in [false, true] {
        let stage = match editing {
            true => Stage::editing_a_client(Backend::new()).await,
            false => Stage::adding_a_client(Backend::new()).await,
        };
        let input = input(&stage);
        assert_eq!(input.type_(), "password");
        assert_eq!(input.get_attribute("autocomplete").as_deref(), Some("off"));
        assert_eq!(input.value(), "");
        for absent in ["value", "name", "placeholder"] {
            assert_eq!(input.get_attribute(absent), None, "{absent}");
        }
    }
}

#[wasm_bindgen_test]
async fn a_secret_sent_by_a_careless_backend_is_not_shown() {
    let backend = Backend::new();
    backend.has_clients(&json!([
        {"id": "client-1", "name": "Acme app", "clientId": "id", "clientSecret": "leaked_secret"},
    ]));
    let stage = Stage::editing_a_client(backend).await;
    assert_eq!(stage.field(SECRET).value(), "");
    assert!(!stage.root().inner_html().contains("leaked_secret"));
}

#[wasm_bindgen_test]
async fn t13_the_secret_is_only_in_its_field_and_in_one_request() {
    let canary = Canary::new();
    let refused = problem(422, "invalid", &[("clientSecret", "format"), ("name", "format")]);
    let answers = [Answer::unreachable(), refused, Answer::text(500, ""), saved()];
    let stage = with_canary(&canary, answers).await;
    assert_eq!(canary.places(), "", "typed");
    for step in ["not reached", "refused", "failed", "saved"] {
        stage.press_in_dialog("Save client").await;
        assert_eq!(canary.places(), "", "{step}");
    }
    stage.press("Save and authorize").await;
    for call in stage.backend.calls() {
        assert_eq!(canary.is_posted_in(&call.body), call.name == "POST /api/oauth-clients");
    }
    canary.end();
}

#[wasm_bindgen_test]
async fn t17_no_copy_of_the_secret_remains_in_wasm_memory() {
    let canary = Canary::new();
    let refused = problem(422, "invalid", &[("name", "format")]);
    let stage = with_canary(&canary, [Answer::unreachable(), refused, saved()]).await;
    for _ in 0..3 {
        stage.press_in_dialog("Save client").await;
    }
    assert!(!stage.dialog_is_open());
    assert!(!canary.is_in_memory(&wasm_bindgen::memory()));
    canary.end();
}

#[wasm_bindgen_test]
async fn the_input_is_blank_after_the_save() {
    let canary = Canary::new();
    let stage = with_canary(&canary, [saved()]).await;
    let input = input(&stage);
    stage.press_in_dialog("Save client").await;
    assert_eq!(input.value(), "");
    canary.end();
}

#[wasm_bindgen_test]
async fn the_input_is_blank_when_the_dialog_is_left() {
    let stage = Stage::adding_a_client(Backend::new()).await;
    let first = input(&stage);
    stage.fill(&[(SECRET, "s3cret")]).await;
    stage.press_in_dialog("Cancel").await;
    assert_eq!(first.value(), "s3cret", "not before the response");
    stage.press("Discard").await;
    assert_eq!(first.value(), "");
    stage.open_dialog(&stage.add_button()).await;
    assert_eq!(stage.field(SECRET).value(), "");
}

#[wasm_bindgen_test]
async fn the_input_is_cleared_when_leaving_the_page_but_not_when_hiding_it() {
    let stage = Stage::adding_a_client(Backend::new()).await;
    stage.fill(&[("Name", "New app"), (SECRET, "s3cret")]).await;
    happen("visibilitychange").await;
    assert_eq!(stage.field(SECRET).value(), "s3cret");
    happen("pagehide").await;
    assert_eq!(stage.field(SECRET).value(), "");
    assert_eq!(stage.field("Name").value(), "New app");
}

#[wasm_bindgen_test]
async fn a_secret_waiting_for_a_retry_is_cleared_with_the_page() {
    let canary = Canary::new();
    let stage = with_canary(&canary, [Answer::unreachable(), saved()]).await;
    stage.press_in_dialog("Save client").await;
    happen("pagehide").await;
    assert!(!canary.is_in_memory(&wasm_bindgen::memory()));
    stage.press_in_dialog("Save client").await;
    assert!(stage.field(SECRET).error().is_some());
    assert_eq!(stage.backend.asked(POST).len(), 1);
    canary.end();
}

#[wasm_bindgen_test]
async fn the_input_of_a_removed_element_is_blank() {
    let stage = Stage::adding_a_client(Backend::new()).await;
    stage.fill(&[(SECRET, "s3cret")]).await;
    let input = input(&stage);
    stage.element.remove();
    settled().await;
    assert_eq!(input.value(), "");
}

#[wasm_bindgen_test]
async fn t18_secret_events_do_not_reach_the_page() {
    let stage = Stage::adding_a_client(Backend::new()).await;
    assert_eq!(overheard(&control(&stage)), "");
    assert!(takes_paste(&control(&stage)), "pasting is never prevented");
}

#[wasm_bindgen_test]
async fn white_space_around_the_secret_is_trimmed_with_a_notice() {
    let canary = Canary::new();
    let stage = Stage::adding_a_client(Backend::new()).await;
    canary.type_between(&control(&stage), " ", "\t");
    settled().await;
    assert!(canary.is_in(&control(&stage)));
    assert_eq!(stage.field(SECRET).notices(), ["Surrounding spaces were removed."]);
    canary.end();
}
