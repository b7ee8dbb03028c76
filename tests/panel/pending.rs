//! An authorization that was started before the panel existed, or that outlives it.

use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{
    AUTHORIZATION_ID, Answer, BEGIN, Backend, Holdings, RECORD, SAVED_ID, START_URL, Stage,
    authorization, begun, oauth_connection, problem, settled,
};

const SAVE: &str = "Save and authorize";

/// A saved connection with a pending authorization.
fn pending() -> Value {
    let mut pending = oauth_connection();
    pending["pendingAuthorization"] = AUTHORIZATION_ID.into();
    pending
}

#[wasm_bindgen_test]
async fn t55_a_pending_authorization_is_resumed_and_polled_at_once() {
    let stage = Stage::editing_oauth(&pending()).await;
    assert_eq!(stage.step(), "Waiting for Teamwork");
    assert!(stage.advice().starts_with("An earlier sign-in isn’t finished yet."));
    assert_eq!(stage.backend.times_asked(), 1);
    assert!(stage.fields().is_empty());
    assert!(stage.windows.opened().is_empty(), "there was no click");
    stage.learns(&authorization("succeeded")).await;
    assert_eq!(stage.banners(), ["Connected."]);
    let event = &stage.events("teamwork-authorized")[0]["connection"];
    assert_eq!(event["status"], "online");
    assert_eq!(event.get("pendingAuthorization"), None);
    assert_eq!(stage.field("Site name").value(), "acme");
}

#[wasm_bindgen_test]
async fn a_pending_authorization_can_be_restarted_and_canceled() {
    let stage = Stage::editing_oauth(&pending()).await;
    stage.press("Open again").await;
    assert_eq!(stage.windows.newest().visited, [START_URL]);
    assert_eq!(stage.backend.asked(BEGIN).len(), 1);
    assert!(stage.backend.saves().is_empty());
    drop(stage);

    let stage = Stage::editing_oauth(&pending()).await;
    let delete = format!("DELETE /authorizations/{AUTHORIZATION_ID}");
    stage.backend.on(&delete, [Answer::text(204, "").without_body()]);
    stage.press("Cancel").await;
    assert_eq!(stage.backend.asked(&delete).len(), 1);
    assert!(stage.banners()[0].starts_with("Not connected: you canceled."));
    assert_eq!(stage.buttons(SAVE).len(), 1);
}

#[wasm_bindgen_test]
async fn a_pending_authorization_that_ended_meanwhile_shows_its_outcome() {
    let backend = Backend::authorizing();
    backend.has(&pending(), "\"1\"");
    backend.knows(&authorization("expired"));
    let stage = Stage::timed(backend, &[("connection-id", SAVED_ID)]).await;
    assert!(stage.banners()[0].starts_with("The sign-in took too long."));
    assert_eq!(stage.buttons(SAVE).len(), 1);
}

#[wasm_bindgen_test]
async fn a_pending_authorization_unknown_to_the_backend_is_not_reported_as_a_missing_connection() {
    let backend = Backend::authorizing();
    backend.has(&pending(), "\"1\"");
    backend.on(RECORD, [problem(404, "not_found", &[])]);
    let stage = Stage::timed(backend, &[("connection-id", SAVED_ID)]).await;
    assert_eq!(stage.step(), "");
    assert_eq!(stage.field("Site name").value(), "acme");
    let told = stage.banners().join(" ");
    assert!(!told.contains("This connection no longer exists"), "{told}");
}

/// Another connection.
fn other() -> Value {
    let mut other = oauth_connection();
    other["id"] = "other".into();
    other["name"] = "Other".into();
    other
}

async fn go_to_the_other(stage: &Stage) {
    stage.backend.has(&other(), "\"1\"");
    stage.element.set_attribute("connection-id", "other").unwrap();
    settled().await;
}

#[wasm_bindgen_test]
async fn setting_the_same_connection_id_does_not_end_the_wait() {
    let stage = Stage::waiting().await;
    stage.element.set_attribute("connection-id", SAVED_ID).unwrap();
    settled().await;
    assert_eq!(stage.step(), "Waiting for Teamwork");
    stage.backend.knows(&authorization("succeeded"));
    stage.advance(2_000).await;
    assert_eq!(stage.events("teamwork-authorized").len(), 1);
}

#[wasm_bindgen_test]
async fn another_connection_does_not_inherit_the_wait() {
    let stage = Stage::waiting().await;
    go_to_the_other(&stage).await;
    assert_eq!(stage.field("Name your connection").value(), "Other");
    assert_eq!(stage.step(), "");
    stage.backend.knows(&authorization("succeeded"));
    let asked = stage.backend.times_asked();
    stage.advance(10_000).await;
    assert_eq!(stage.backend.times_asked(), asked);
    assert!(stage.banners().is_empty());
    assert!(stage.events("teamwork-authorized").is_empty());
    assert!(stage.backend.asked("DELETE").is_empty(), "it may still succeed without the panel");
}

#[wasm_bindgen_test]
async fn another_connection_does_not_inherit_a_late_response() {
    let stage = Stage::waiting().await;
    stage.backend.on(RECORD, [Answer::json(200, &authorization("succeeded")).held()]);
    stage.advance(1200).await;
    go_to_the_other(&stage).await;
    assert!(stage.backend.asked(RECORD).pop().unwrap().aborted);
    stage.advance(1200).await;
    assert!(stage.banners().is_empty());
    assert!(stage.events("teamwork-authorized").is_empty());
}

#[wasm_bindgen_test]
async fn another_connection_does_not_inherit_a_late_start_failure() {
    let backend = Backend::authorizing();
    backend.on(BEGIN, [Answer::text(500, "").held()]);
    let stage = Stage::filled(backend).await;
    stage.press(SAVE).await;
    go_to_the_other(&stage).await;
    assert!(stage.windows.newest().closed, "nothing would ever navigate it");
    stage.backend.release(BEGIN);
    settled().await;
    assert!(stage.banners().is_empty());
    assert!(stage.events("teamwork-error").is_empty());
}

#[wasm_bindgen_test]
async fn a_removed_panel_leaves_nothing_behind() {
    let stage = Stage::filled(Backend::authorizing()).await;
    let holdings = Holdings::new();
    stage.press(SAVE).await;
    assert_eq!(
        holdings.list(),
        format!(
            "channel teamwork-connect:{AUTHORIZATION_ID}, document visibilitychange, \
             window focus, window message, window online, window pageshow"
        )
    );
    assert!(stage.clock().timers() > 0);
    stage.element.remove();
    settled().await;
    assert_eq!(holdings.list(), "");
    assert_eq!(stage.clock().timers(), 0);
    let asked = stage.backend.times_asked();
    stage.advance(60_000).await;
    assert_eq!(stage.backend.times_asked(), asked);
    holdings.end();
}

#[wasm_bindgen_test]
async fn an_ended_authorization_leaves_nothing_behind() {
    let stage = Stage::filled(Backend::authorizing()).await;
    let holdings = Holdings::new();
    stage.press(SAVE).await;
    stage.learns(&authorization("succeeded")).await;
    assert_eq!(holdings.list(), "");
    assert_eq!(stage.clock().timers(), 0);
    holdings.end();
}

#[wasm_bindgen_test]
async fn another_authorization_listens_only_to_its_own_channel() {
    let stage = Stage::filled(Backend::authorizing()).await;
    let holdings = Holdings::new();
    stage.press(SAVE).await;
    stage.windows.shut();
    stage.windows.set_page_has_focus(true);
    stage.advance(2500).await;
    let mut second = begun();
    second["id"] = "second".into();
    stage.backend.on(BEGIN, [Answer::json(201, &second)]);
    stage.press("Open again").await;
    assert_eq!(
        holdings.list(),
        "channel teamwork-connect:second, document visibilitychange, window focus, \
         window message, window online, window pageshow"
    );
    assert_eq!(stage.clock().timers(), 1);
    holdings.end();
}

#[wasm_bindgen_test]
async fn removing_a_panel_aborts_its_polling_request() {
    let stage = Stage::waiting().await;
    stage.backend.on(RECORD, [Answer::json(200, &authorization("succeeded")).held()]);
    stage.advance(1200).await;
    stage.element.remove();
    settled().await;
    assert!(stage.backend.asked(RECORD).pop().unwrap().aborted);
    assert!(stage.events("teamwork-authorized").is_empty());
    assert_eq!(stage.clock().timers(), 0);
}

#[wasm_bindgen_test]
async fn removing_a_panel_before_the_address_arrives_closes_its_window() {
    for call in ["POST /connections", BEGIN] {
        let backend = Backend::authorizing();
        backend.on(call, [Answer::json(201, &begun()).held()]);
        let stage = Stage::filled(backend).await;
        stage.press(SAVE).await;
        stage.element.remove();
        settled().await;
        assert!(stage.windows.newest().closed, "{call}");
        assert!(stage.backend.asked(call)[0].aborted, "{call}");
    }
}

#[wasm_bindgen_test]
async fn a_moved_panel_keeps_waiting() {
    let stage = Stage::waiting().await;
    let document = stage.element.owner_document().unwrap();
    let elsewhere = document.create_element("section").unwrap();
    document.body().unwrap().append_child(&elsewhere).unwrap();
    elsewhere.append_child(&stage.element).unwrap();
    settled().await;
    stage.learns(&authorization("succeeded")).await;
    assert_eq!(stage.banners(), ["Connected."]);
    document.body().unwrap().append_child(&stage.element).unwrap();
    elsewhere.remove();
}
