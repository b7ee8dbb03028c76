//! Authorizations that follow each other, run in parallel, or succeed at the last moment.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{
    AUTHORIZATION_ID, Answer, BEGIN, Backend, RECORD, Stage, WITHDRAW, authorization, begun,
    oauth_connection, press, problem, settled,
};

const SAVE: &str = "Save and authorize";

/// A panel with a window that seems closed, and a backend that starts `second` next.
async fn looks_closed() -> Stage {
    let stage = Stage::waiting().await;
    stage.windows.shut();
    stage.windows.set_page_has_focus(true);
    stage.advance(2500).await;
    let second = json!({
        "id": "second", "startUrl": "https://backend.example/second", "expiresIn": 600,
    });
    stage.backend.on(BEGIN, [Answer::json(201, &second)]);
    stage.backend.on("GET /authorizations/second", [Answer::json(200, &of_second("pending"))]);
    stage.backend.on("DELETE /authorizations/second", [Answer::text(204, "").without_body()]);
    stage.windows.set_page_has_focus(false);
    stage
}

fn of_second(status: &str) -> Value {
    json!({"id": "second", "status": status})
}

fn online() -> Value {
    let mut online = oauth_connection();
    online["status"] = "online".into();
    online
}

/// A panel that reauthorizes an online connection.
async fn reauthorizing() -> Stage {
    let stage = Stage::editing_oauth(&online()).await;
    stage.press(SAVE).await;
    assert_eq!(stage.step(), "Waiting for Teamwork");
    stage
}

#[wasm_bindgen_test]
async fn a_success_just_before_open_again_is_reported_and_withdraws_the_new_authorization() {
    let stage = looks_closed().await;
    stage.backend.knows(&authorization("succeeded"));
    stage.press("Open again").await;
    stage.advance(600).await;
    assert_eq!(stage.banners(), ["Connected."]);
    assert_eq!(stage.events("teamwork-authorized").len(), 1);
    assert_eq!(stage.backend.asked("DELETE /authorizations/second").len(), 1);
    assert!(stage.windows.newest().closed);
}

#[wasm_bindgen_test]
async fn t09_a_superseded_authorization_cannot_succeed() {
    let stage = looks_closed().await;
    stage.backend.knows(&authorization("superseded"));
    stage.press("Open again").await;
    stage.advance(600).await;
    // Whatever happens later, only the new authorization counts.
    stage.backend.knows(&authorization("succeeded"));
    stage.advance(60_000).await;
    assert_eq!(stage.step(), "Waiting for Teamwork");
    assert!(stage.events("teamwork-authorized").is_empty());
    stage.backend.on("GET /authorizations/second", [Answer::json(200, &of_second("succeeded"))]);
    stage.advance(5600).await;
    assert_eq!(stage.banners(), ["Connected."]);
    assert_eq!(stage.events("teamwork-authorized").len(), 1);
}

#[wasm_bindgen_test]
async fn a_success_just_before_cancel_is_reported_instead() {
    let stage = Stage::waiting().await;
    stage.backend.knows(&authorization("succeeded"));
    stage.backend.on(WITHDRAW, [Answer::text(204, "").without_body().held()]);
    stage.press("Cancel").await;
    assert!(stage.banners()[0].starts_with("Not connected: you canceled."));
    stage.backend.release(WITHDRAW);
    settled().await;
    assert_eq!(stage.banners(), ["Connected."]);
    assert_eq!(stage.events("teamwork-authorized").len(), 1);
}

#[wasm_bindgen_test]
async fn a_late_success_of_a_canceled_authorization_does_not_affect_the_next_one() {
    let stage = Stage::waiting().await;
    stage.backend.on(WITHDRAW, [Answer::text(204, "").without_body().held()]);
    stage.press("Cancel").await;
    let second = json!({"id": "second", "startUrl": "https://backend.example/2", "expiresIn": 600});
    stage.backend.on(BEGIN, [Answer::json(201, &second)]);
    stage.backend.on("GET /authorizations/second", [Answer::json(200, &of_second("pending"))]);
    stage.press("Try again").await;
    stage.backend.knows(&authorization("succeeded"));
    stage.backend.release(WITHDRAW);
    settled().await;
    stage.advance(3000).await;
    assert_eq!(stage.step(), "Waiting for Teamwork");
    assert!(stage.events("teamwork-authorized").is_empty());
}

#[wasm_bindgen_test]
async fn another_tab_that_starts_over_supersedes_this_authorization() {
    let stage = Stage::waiting().await;
    stage.learns(&authorization("superseded")).await;
    assert!(stage.banners()[0].starts_with("A newer sign-in replaced this one."));
    stage.backend.knows(&authorization("pending"));
    stage.press("Try again").await;
    assert_eq!((stage.backend.saves().len(), stage.backend.asked(BEGIN).len()), (1, 2));
    assert_eq!(stage.step(), "Waiting for Teamwork");
}

#[wasm_bindgen_test]
async fn waits_for_an_authorization_started_in_another_tab() {
    let mut pending = oauth_connection();
    pending["pendingAuthorization"] = AUTHORIZATION_ID.into();
    let stage = Stage::editing_oauth(&pending).await;
    stage.advance(60_000).await;
    assert!(stage.backend.asked(BEGIN).is_empty() && stage.windows.opened().is_empty());
    stage.backend.knows(&authorization("succeeded"));
    stage.advance(2600).await;
    assert_eq!(stage.banners(), ["Connected."]);
}

#[wasm_bindgen_test]
async fn having_been_online_before_is_not_success() {
    let stage = reauthorizing().await;
    stage.advance(300_000).await;
    assert_eq!(stage.step(), "Waiting for Teamwork");
    assert!(stage.banners().is_empty() && stage.events("teamwork-authorized").is_empty());
    stage.backend.knows(&authorization("succeeded"));
    stage.advance(5600).await;
    assert_eq!(stage.banners(), ["Connected."]);
    assert_eq!(stage.events("teamwork-authorized").len(), 1);
}

#[wasm_bindgen_test]
async fn a_pending_authorization_of_an_online_connection_is_not_success() {
    let mut pending = online();
    pending["pendingAuthorization"] = AUTHORIZATION_ID.into();
    let stage = Stage::editing_oauth(&pending).await;
    assert_eq!(stage.step(), "Waiting for Teamwork");
    assert!(stage.events("teamwork-authorized").is_empty());
}

#[wasm_bindgen_test]
async fn a_connection_that_was_online_is_reported_to_stay_online() {
    let denied = json!({"id": AUTHORIZATION_ID, "status": "failed", "code": "denied"});
    for record in [denied, authorization("expired"), authorization("superseded")] {
        let stage = reauthorizing().await;
        stage.learns(&record).await;
        let said = &stage.banners()[0];
        assert!(said.contains("The connection is still online."), "{said}");
        assert_eq!(stage.buttons("Save").len(), 1, "saving is enough, as before");
        assert_eq!(stage.buttons("Try again").len(), 1);
    }
    let stage = reauthorizing().await;
    stage.press("Cancel").await;
    let said = &stage.banners()[0];
    assert!(said.starts_with("The connection is still online."), "{said}");
    assert!(!said.contains("Not connected"), "{said}");
}

#[wasm_bindgen_test]
async fn a_connection_that_was_never_online_is_not_reported_as_online() {
    let denied = json!({"id": AUTHORIZATION_ID, "status": "failed", "code": "denied"});
    let stage = Stage::ended(&denied).await;
    assert!(!stage.banners()[0].contains("online"), "{:?}", stage.banners());
}

#[wasm_bindgen_test]
async fn t08_t09_a_window_that_cannot_be_focused_offers_another_without_opening_it() {
    let stage = Stage::waiting().await;
    // As if severed by its page: it exists, but reports that it is closed.
    stage.windows.shut();
    for _ in 0..3 {
        stage.press("Show window").await;
        assert_eq!(stage.windows.opened().len(), 1);
        assert_eq!(stage.buttons("Open again").len(), 1);
        assert!(stage.advice().starts_with("The Teamwork window may be closed."));
        // The user may still find it and sign in there.
        stage.advance(600).await;
        assert_eq!(stage.buttons("Show window").len(), 1);
    }
    assert_eq!(stage.backend.asked(BEGIN).len(), 1);
    stage.learns(&authorization("succeeded")).await;
    assert_eq!(stage.banners(), ["Connected."]);
}

#[wasm_bindgen_test]
async fn t10_a_severed_window_is_never_reported_as_canceled() {
    let stage = Stage::waiting().await;
    stage.windows.shut();
    stage.advance(300_000).await;
    assert_eq!(stage.step(), "Waiting for Teamwork");
    assert!(stage.advice().starts_with("Sign in and click Accept in the Teamwork window."));
    assert!(stage.banners().is_empty() && stage.backend.asked("DELETE").is_empty());
    stage.backend.knows(&authorization("succeeded"));
    stage.advance(5600).await;
    assert_eq!(stage.banners(), ["Connected."]);
}

#[wasm_bindgen_test]
async fn t07_twenty_clicks_in_a_second_cause_one_save_one_window_and_one_authorization() {
    let stage = Stage::filled(Backend::authorizing()).await;
    let button = stage.button(SAVE);
    for _ in 0..20 {
        press(&button);
        stage.advance(50).await;
    }
    assert_eq!(stage.windows.opened().len(), 1);
    assert_eq!(stage.backend.asked("POST /connections").len(), 1);
    assert_eq!(stage.backend.asked(BEGIN).len(), 1);
}

#[wasm_bindgen_test]
async fn a_callback_in_the_last_second_is_processed_to_the_end() {
    let backend = Backend::authorizing();
    let mut short = begun();
    short["expiresIn"] = 20.into();
    backend.on(BEGIN, [Answer::json(201, &short)]);
    let stage = Stage::filled(backend).await;
    stage.press(SAVE).await;
    stage.advance(17_000).await;
    stage.learns(&authorization("checking")).await;
    stage.advance(60_000).await;
    assert_eq!(stage.step(), "Checking the connection");
    stage.backend.knows(&authorization("succeeded"));
    stage.advance(5600).await;
    assert_eq!(stage.banners(), ["Connected."]);
}

#[wasm_bindgen_test]
async fn t56_a_connection_deleted_meanwhile_is_reported_and_can_be_recreated() {
    let gone = json!({"id": AUTHORIZATION_ID, "status": "failed", "code": "not_found"});
    let stage = Stage::ended(&gone).await;
    assert_eq!(
        stage.banners(),
        ["This connection was deleted elsewhere. Save to create it again."]
    );
    let events = stage.events("teamwork-error");
    assert_eq!((events.len(), &events[0]["code"]), (1, &json!("not_found")));
    stage.backend.knows(&authorization("pending"));
    stage.press(SAVE).await;
    assert_eq!(stage.backend.asked("POST /connections").len(), 2);
}

#[wasm_bindgen_test]
async fn every_outcome_offers_only_helpful_actions() {
    use teamwork_connect_core::ResultCode as Code;
    for code in Code::ALL {
        let failed = json!({"id": AUTHORIZATION_ID, "status": "failed", "code": code.as_str()});
        let offered: &[&str] = match code {
            // These never end an authorization.
            Code::PopupBlocked | Code::WindowClosed => continue,
            // A deleted connection has a message of its own.
            Code::NotFound => &[],
            Code::Forbidden | Code::CspBlocked | Code::BadResponse => &[],
            Code::ClientInvalid => &["Edit the selected client", "Try again"],
            _ => &["Try again"],
        };
        let stage = Stage::ended(&failed).await;
        assert_eq!(stage.texts("[part~=banner] button"), offered, "{code}");
        assert_eq!(stage.step(), "", "{code}");
        assert_eq!(stage.buttons(SAVE).len(), 1, "{code}");
    }
}

#[wasm_bindgen_test]
async fn a_rejected_client_opens_at_the_field_that_may_be_wrong() {
    let refused = json!({"id": AUTHORIZATION_ID, "status": "failed", "code": "client_invalid"});
    let stage = Stage::ended(&refused).await;
    stage.press("Edit the selected client").await;
    assert!(stage.has_focus(&stage.field("Client ID").control));
}

#[wasm_bindgen_test]
async fn t98_reports_and_recovers_from_a_backend_outage_during_save_start_or_polling() {
    let saved = Answer::json(201, &oauth_connection()).header("ETag", "\"1\"");
    for (call, then) in [("POST /connections", saved), (BEGIN, Answer::json(201, &begun()))] {
        let stage = Stage::filled(Backend::authorizing()).await;
        stage.backend.on(call, [Answer::unreachable(), problem(503, "internal", &[]), then]);
        for _ in 0..2 {
            stage.press(SAVE).await;
            assert_eq!(stage.banners().len(), 1, "{call}");
            assert!(stage.windows.newest().closed, "{call}");
        }
        stage.press(SAVE).await;
        assert_eq!(stage.step(), "Waiting for Teamwork", "{call}");
        stage.backend.on(RECORD, [Answer::unreachable()]);
        stage.advance(30_000).await;
        assert!(stage.advice().contains("This application isn’t responding"), "{call}");
        stage.backend.knows(&authorization("succeeded"));
        stage.advance(2600).await;
        assert_eq!(stage.banners(), ["Connected."], "{call}");
        let keys: Vec<_> = stage
            .backend
            .saves()
            .iter()
            .map(|save| save.header("Idempotency-Key").to_owned())
            .collect();
        assert!(
            keys.iter().all(|key| *key == keys[0]),
            "{call}: one save, however often it is sent"
        );
    }
}
