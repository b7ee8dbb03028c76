//! The API key: where it may be, and for how long.

use serde_json::{Value, json};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, HtmlElement, HtmlInputElement};

use crate::stage::{
    Answer, Canary, Field, SAVED_ID, Stage, basic, connection, finish, happen, problem, settled,
};

const KEY: &str = "API key";

fn saved() -> Answer {
    Answer::json(201, &connection()).header("ETag", "\"1\"")
}

fn control(stage: &Stage) -> HtmlElement {
    stage.field(KEY).control.clone()
}

/// A filled-in panel with the canary as its key.
async fn with_canary(canary: &Canary) -> Stage {
    let stage = Stage::create().await;
    stage.fill(&basic()[..5]).await;
    type_canary(&stage, canary).await;
    stage
}

async fn type_canary(stage: &Stage, canary: &Canary) {
    canary.type_into(&control(stage));
    finish(&control(stage));
    settled().await;
    assert!(canary.is_in(&control(stage)));
}

#[wasm_bindgen_test]
async fn t13_the_key_is_only_in_its_field_and_in_the_body() {
    let canary = Canary::new();
    let stage = with_canary(&canary).await;
    assert_eq!(canary.places(), "", "typed");
    let passed = json!({"ok": true, "checks": [{"name": "site", "status": "passed"}]});
    stage.backend.on("POST /connections/test", [Answer::json(200, &passed)]);
    stage.press("Test connection").await;
    assert_eq!(canary.places(), "", "tested");
    let refused = problem(422, "invalid", &[("apiKey", "format"), ("name", "format")]);
    let answers = [Answer::unreachable(), refused, Answer::text(500, ""), saved()];
    stage.backend.on("POST /connections", answers);
    for step in ["not reached", "refused", "failed", "saved"] {
        stage.press("Save").await;
        assert_eq!(canary.places(), "", "{step}");
    }
    stage.element.remove();
    settled().await;
    assert_eq!(canary.places(), "", "removed");
    for call in stage.backend.calls() {
        let is_body = call.name.starts_with("POST ");
        assert_eq!(canary.is_posted_in(&call.body), is_body, "{}", call.name);
    }
    canary.end();
}

#[wasm_bindgen_test]
async fn the_canary_search_works() {
    let canary = Canary::new();
    let stage = with_canary(&canary).await;
    let copy = canary.reveal();
    stage.fill(&[("Name your connection", &copy)]).await;
    assert_eq!(canary.places(), "teamwork-change");
    assert!(canary.is_in_memory(&wasm_bindgen::memory()));
    stage.element.set_attribute("title", &copy).unwrap();
    assert_eq!(canary.places(), "the document, teamwork-change");
    canary.end();
}

#[wasm_bindgen_test]
async fn another_auth_type_or_api_type_clears_the_key_at_once() {
    let ways = [
        [("Auth type", "OAuth 2.0"), ("Auth type", "Basic")],
        [("API type", "Desk"), ("API type", "Projects")],
        [("API type", "Spaces"), ("API type", "Projects")],
    ];
    for [away, back] in ways {
        let stage = Stage::create().await;
        stage.fill(&basic()).await;
        let first = control(&stage).unchecked_into::<HtmlInputElement>();
        stage.fill(&[away]).await;
        assert_eq!(first.value(), "", "the input that left the page, {away:?}");
        stage.fill(&[back]).await;
        assert_eq!(stage.field(KEY).value(), "", "{away:?} and back");
        stage.press("Save").await;
        assert_eq!(stage.field(KEY).error().as_deref(), Some("Enter your API key"));
        assert!(stage.backend.saves().is_empty());
    }
}

#[wasm_bindgen_test]
async fn another_version_keeps_the_key() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    stage.fill(&[("API version", "v1"), ("Region", "US")]).await;
    assert_eq!(stage.field(KEY).value(), "twp_key");
}

#[wasm_bindgen_test]
async fn the_key_is_cleared_once_the_backend_has_accepted_it() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [saved()]);
    stage.fill(&basic()).await;
    stage.press("Save").await;
    assert_eq!(stage.field(KEY).value(), "");
    assert!(stage.field(KEY).description().starts_with("A key is saved but never shown."));
}

#[wasm_bindgen_test]
async fn the_key_stays_if_the_backend_has_not_accepted_it() {
    let failures = [
        problem(422, "invalid", &[("name", "format")]),
        Answer::text(500, ""),
        Answer::unreachable(),
        problem(429, "rate_limited", &[]),
        problem(401, "session_expired", &[]),
    ];
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    let count = failures.len();
    stage.backend.on("POST /connections", failures);
    for place in 0..count {
        stage.press("Save").await;
        assert_eq!(stage.field(KEY).value(), "twp_key", "failure {place}");
    }
    // A 401 is retried once.
    assert_eq!(stage.backend.saves().len(), count + 1);
}

#[wasm_bindgen_test]
async fn a_test_keeps_the_key() {
    for answer in [
        Answer::json(200, &json!({"ok": true, "checks": []})),
        Answer::json(200, &json!({"ok": false, "checks": []})),
        Answer::unreachable(),
    ] {
        let stage = Stage::create().await;
        stage.backend.on("POST /connections/test", [answer]);
        stage.fill(&basic()).await;
        stage.press("Test connection").await;
        assert_eq!(stage.field(KEY).value(), "twp_key");
    }
}

#[wasm_bindgen_test]
async fn t16_an_edit_shows_that_a_key_is_saved_and_requires_it_again() {
    let stage = Stage::edit(&connection()).await;
    let field = stage.field(KEY);
    assert_eq!(field.value(), "");
    assert_eq!(
        field.description(),
        "A key is saved but never shown. Enter it again to save your changes."
    );
    assert_eq!(field.control.get_attribute("placeholder"), None);
    stage.fill(&[("Name your connection", "Renamed")]).await;
    stage.press("Save").await;
    assert_eq!(stage.summary().unwrap().lines, ["Enter your API key"]);
    assert!(stage.backend.saves().is_empty());
}

#[wasm_bindgen_test]
async fn a_key_sent_by_a_careless_backend_is_not_shown() {
    let mut careless = connection();
    careless["apiKey"] = "leaked_by_the_backend".into();
    let stage = Stage::edit(&careless).await;
    assert_eq!(stage.field("Name your connection").value(), "Acme projects");
    assert_eq!(stage.field(KEY).value(), "");
    assert!(!stage.root().inner_html().contains("leaked_by_the_backend"));
    stage.backend.on(&format!("PUT /connections/{SAVED_ID}"), [Answer::json(200, &careless)]);
    stage.fill(&[(KEY, "twp_key")]).await;
    stage.press("Save").await;
    let events: Vec<Value> = stage.events("teamwork-saved");
    assert_eq!(events.len(), 1);
    assert!(!events[0].to_string().contains("leaked_by_the_backend"));
}

#[wasm_bindgen_test]
async fn white_space_around_the_key_is_trimmed_with_a_notice() {
    let canary = Canary::new();
    for (before, after) in [(" ", ""), ("", "\t "), ("\u{a0}", "\u{200b}"), ("\u{feff}", "")] {
        let stage = Stage::create().await;
        stage.fill(&basic()[..5]).await;
        assert!(stage.field(KEY).notices().is_empty());
        canary.type_between(&control(&stage), before, after);
        settled().await;
        assert!(canary.is_in(&control(&stage)), "{before:?} {after:?}");
        assert_eq!(stage.field(KEY).notices(), ["Surrounding spaces were removed."]);
        canary.type_into(&control(&stage));
        settled().await;
        assert!(stage.field(KEY).notices().is_empty(), "the notice is about what is there now");
    }
    canary.end();
}

#[wasm_bindgen_test]
async fn white_space_inside_the_key_is_an_error() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    stage.fill(&[(KEY, "two words")]).await;
    stage.press("Save").await;
    assert!(stage.field(KEY).error().is_some());
    assert_eq!(stage.field(KEY).value(), "two words", "the text is kept");
}

#[wasm_bindgen_test]
async fn the_key_is_cleared_when_leaving_the_page_but_not_when_hiding_it() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    let window = web_sys::window().unwrap();
    let hidden = Event::new("visibilitychange").unwrap();
    window.document().unwrap().dispatch_event(&hidden).unwrap();
    settled().await;
    assert_eq!(stage.field(KEY).value(), "twp_key");
    window.dispatch_event(&Event::new("pagehide").unwrap()).unwrap();
    assert_eq!(stage.field(KEY).value(), "");
    settled().await;
    assert_eq!(stage.field("Name your connection").value(), "Acme projects");
}

#[wasm_bindgen_test]
async fn a_key_waiting_for_a_retry_is_cleared_with_the_page() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [Answer::unreachable(), saved()]);
    stage.fill(&basic()).await;
    stage.press("Save").await;
    let window = web_sys::window().unwrap();
    window.dispatch_event(&Event::new("pagehide").unwrap()).unwrap();
    stage.press("Save").await;
    assert_eq!(stage.field(KEY).error().as_deref(), Some("Enter your API key"));
    assert_eq!(stage.backend.saves().len(), 1);
}

#[wasm_bindgen_test]
async fn b24_a_retry_after_leaving_the_page_is_the_same_save() {
    for (name, same) in [("Acme projects", true), ("Another", false)] {
        let stage = Stage::create().await;
        stage.backend.on("POST /connections", [Answer::unreachable(), saved()]);
        stage.fill(&basic()).await;
        stage.press("Save").await;
        happen("pagehide").await;
        happen("pageshow").await;
        stage.fill(&[("Name your connection", name), (KEY, "twp_key")]).await;
        stage.press("Save").await;
        let saves = stage.backend.saves();
        assert_eq!(saves.len(), 2, "{name}");
        let [first, second] = [0, 1].map(|at: usize| saves[at].header("idempotency-key"));
        assert_eq!(first == second, same, "{name}");
        assert_eq!(saves[1].json()["apiKey"], "twp_key", "{name}");
        assert_eq!(stage.banners(), ["Connection saved."], "{name}");
    }
}

#[wasm_bindgen_test]
async fn the_input_of_a_removed_element_is_blank() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    let input = control(&stage).unchecked_into::<HtmlInputElement>();
    stage.element.remove();
    settled().await;
    assert_eq!(input.value(), "");
}

#[wasm_bindgen_test]
async fn another_connection_starts_without_the_key() {
    let stage = Stage::create().await;
    stage.backend.has(&connection(), "\"1\"");
    stage.fill(&basic()).await;
    stage.element.set_attribute("connection-id", SAVED_ID).unwrap();
    settled().await;
    stage.press("Discard").await;
    assert_eq!(stage.title(), "Edit connection");
    assert_eq!(stage.field(KEY).value(), "");
}

#[wasm_bindgen_test]
async fn the_field_is_a_password_that_signals_and_managers_do_not_fill() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    let field: Field = stage.field(KEY);
    assert_eq!(field.control.get_attribute("type").as_deref(), Some("password"));
    assert_eq!(field.control.get_attribute("autocomplete").as_deref(), Some("off"));
    for absent in ["value", "name", "placeholder"] {
        assert_eq!(field.control.get_attribute(absent), None, "{absent}");
    }
}

#[wasm_bindgen_test]
async fn t17_no_copy_of_the_key_remains_in_wasm_memory() {
    let canary = Canary::new();
    let stage = with_canary(&canary).await;
    let refused = problem(422, "invalid", &[("name", "format")]);
    let answers = [Answer::unreachable(), Answer::text(500, ""), refused, saved()];
    stage.backend.on("POST /connections", answers);
    let passed = json!({"ok": true, "checks": [{"name": "site", "status": "passed"}]});
    stage.backend.on("POST /connections/test", [Answer::json(200, &passed)]);
    stage.press("Test connection").await;
    for _ in 0..4 {
        stage.press("Save").await;
    }
    assert_eq!(stage.banners(), ["Connection saved."]);
    assert!(!canary.is_in_memory(&wasm_bindgen::memory()), "after the save");
    stage.element.remove();
    settled().await;
    assert!(!canary.is_in_memory(&wasm_bindgen::memory()), "after the panel is gone");
    canary.end();
}

#[wasm_bindgen_test]
async fn t17_an_abandoned_save_leaves_no_copy_of_the_key_either() {
    let canary = Canary::new();
    let stage = with_canary(&canary).await;
    stage.backend.on("POST /connections", [Answer::unreachable()]);
    stage.press("Save").await;
    stage.backend.on("POST /connections", [saved().held()]);
    stage.press("Save").await;
    stage.element.remove();
    settled().await;
    assert!(!canary.is_in_memory(&wasm_bindgen::memory()));
    canary.end();
}
