//! Save and authorize: what is sent, what is shown meanwhile, and what happens if it cannot start.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{
    AUTHORIZATION_ID, Answer, BEGIN, Backend, SAVED_ID, Stage, authorization, basic, begun, key,
    oauth, oauth_body, oauth_connection, press, problem, settled,
};

const SAVE: &str = "Save and authorize";
const POST: &str = "POST /connections";

fn put() -> String {
    format!("PUT /connections/{SAVED_ID}")
}

fn delete() -> String {
    format!("DELETE /authorizations/{AUTHORIZATION_ID}")
}

#[wasm_bindgen_test]
async fn the_connection_is_posted_and_then_authorized() {
    let stage = Stage::waiting().await;
    assert_eq!(
        stage.backend.steps(),
        ["POST /api/connections", "POST /api/connections/connection-1/authorizations"]
    );
    let post = &stage.backend.asked(POST)[0];
    assert_eq!(post.json(), oauth_body());
    assert_eq!(post.header("Idempotency-Key").len(), 32);
    let begin = &stage.backend.asked(BEGIN)[0];
    assert_eq!(begin.json(), json!({"mode": "popup"}));
    assert_eq!(begin.header("X-Requested-With"), "teamwork-connect");
    assert_eq!(stage.events("teamwork-saved"), [json!({"connection": oauth_connection()})]);
}

#[wasm_bindgen_test]
async fn projects_with_oauth_works_the_same_way() {
    let stage = Stage::timed(Backend::authorizing(), &[]).await;
    stage.fill(&basic()[..4]).await;
    stage.fill(&[("Auth type", "OAuth 2.0"), ("OAuth 2.0 client", "Acme app")]).await;
    stage.press(SAVE).await;
    let body = stage.backend.asked(POST)[0].json();
    assert_eq!((&body["authType"], &body["oauthClientId"]), (&json!("oauth2"), &json!("client-1")));
    assert_eq!(body.get("apiKey"), None);
    assert_eq!(stage.step(), "Waiting for Teamwork");
}

#[wasm_bindgen_test]
async fn an_edit_is_put_with_its_version_and_then_authorized() {
    let stage = Stage::editing_oauth(&oauth_connection()).await;
    stage.backend.on(&put(), [Answer::json(200, &oauth_connection()).header("ETag", "\"2\"")]);
    stage.fill(&[("Name your connection", "Renamed")]).await;
    stage.press(SAVE).await;
    let puts = stage.backend.asked(&put());
    assert_eq!(puts.len(), 1);
    assert_eq!(puts[0].header("If-Match"), "\"1\"");
    assert_eq!(stage.backend.asked(BEGIN).len(), 1);
}

#[wasm_bindgen_test]
async fn an_unchanged_connection_is_only_authorized() {
    let stage = Stage::editing_oauth(&oauth_connection()).await;
    stage.press(SAVE).await;
    assert!(stage.backend.saves().is_empty());
    assert_eq!(stage.backend.asked(BEGIN).len(), 1);
    assert_eq!(stage.step(), "Waiting for Teamwork");
}

#[wasm_bindgen_test]
async fn retrying_never_creates_a_second_connection() {
    let denied = json!({"id": AUTHORIZATION_ID, "status": "failed", "code": "denied"});
    let stage = Stage::ended(&denied).await;
    for times in 2..4 {
        stage.press("Try again").await;
        assert_eq!(stage.backend.saves().len(), 1);
        assert_eq!(stage.backend.asked(BEGIN).len(), times);
        assert_eq!(stage.windows.opened().len(), times);
        stage.learns(&denied).await;
    }
    stage.backend.on(&put(), [Answer::json(200, &oauth_connection())]);
    stage.fill(&[("Name your connection", "Renamed")]).await;
    stage.press(SAVE).await;
    let saves = stage.backend.saves();
    assert_eq!(saves[1].name, format!("PUT /api/connections/{SAVED_ID}"));
    assert_eq!(saves[1].header("If-Match"), "\"1\"");
}

#[wasm_bindgen_test]
async fn a_save_with_a_lost_response_is_repeated_before_authorizing() {
    let stage = Stage::filled(Backend::authorizing()).await;
    let saved = Answer::json(201, &oauth_connection()).header("ETag", "\"1\"");
    stage.backend.on(POST, [Answer::unreachable(), saved]);
    stage.press(SAVE).await;
    assert!(stage.backend.asked(BEGIN).is_empty());
    stage.press(SAVE).await;
    let saves = stage.backend.saves();
    assert_eq!(saves.len(), 2);
    assert_eq!(saves[0].header("Idempotency-Key"), saves[1].header("Idempotency-Key"));
    assert_eq!(stage.backend.asked(BEGIN).len(), 1);
    assert_eq!(stage.step(), "Waiting for Teamwork");
}

#[wasm_bindgen_test]
async fn enter_in_a_text_field_saves_and_authorizes() {
    let stage = Stage::filled(Backend::authorizing()).await;
    key(&stage.field("Site name").control, "Enter");
    assert_eq!(stage.windows.opened().len(), 1, "in the same key press");
    settled().await;
    assert_eq!(stage.step(), "Waiting for Teamwork");
}

#[wasm_bindgen_test]
async fn a_backend_without_authorization_gets_a_plain_save() {
    let backend = Backend::authorizing();
    backend.offers(&["connections", "test", "oauthClients"]);
    let stage = Stage::filled(backend).await;
    assert!(stage.buttons(SAVE).is_empty());
    stage.press("Save").await;
    assert_eq!(stage.banners(), ["Connection saved."]);
    assert!(stage.windows.opened().is_empty() && stage.backend.asked(BEGIN).is_empty());
}

#[wasm_bindgen_test]
async fn basic_is_saved_without_a_window() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    assert!(stage.buttons(SAVE).is_empty());
    stage.fill(&[("Auth type", "OAuth 2.0")]).await;
    assert_eq!(stage.buttons(SAVE).len(), 1);
    assert!(stage.buttons("Test connection").is_empty());
}

/// Whether the focus is on a message about the whole connection.
fn banner_has_focus(stage: &Stage) -> bool {
    stage.focused().is_some_and(|focused| focused.id().ends_with("-banner"))
}

#[wasm_bindgen_test]
async fn t05_a_failed_save_closes_the_window_and_is_reported() {
    for (answer, sentence) in [
        (Answer::text(500, ""), "This application failed."),
        (Answer::unreachable(), "Can’t reach this application."),
        (problem(401, "session_expired", &[]), "Your session has ended."),
        (problem(429, "rate_limited", &[]), "Too many requests."),
    ] {
        let stage = Stage::filled(Backend::authorizing()).await;
        stage.backend.on(POST, [answer]);
        stage.press(SAVE).await;
        assert!(stage.windows.newest().closed, "{sentence}");
        assert!(stage.banners()[0].starts_with(sentence), "{:?}", stage.banners());
        assert!(banner_has_focus(&stage), "{sentence}");
        assert_eq!(stage.step(), "");
        assert!(stage.backend.asked(BEGIN).is_empty());
        assert_eq!(stage.field("Name your connection").value(), "Acme desk");
        assert_eq!(stage.field("OAuth 2.0 client").value(), "Acme app");
        assert_eq!(stage.events("teamwork-error").len(), 1);
    }
}

#[wasm_bindgen_test]
async fn t05_backend_errors_close_the_window_and_are_shown_at_their_fields() {
    let stage = Stage::filled(Backend::authorizing()).await;
    stage.backend.on(POST, [problem(422, "invalid", &[("siteName", "reserved")])]);
    stage.press(SAVE).await;
    assert!(stage.windows.newest().closed);
    let summary = stage.summary().expect("a summary");
    assert!(stage.has_focus(&summary.element));
    assert!(stage.field("Site name").error().is_some());
    assert!(stage.banners().is_empty());
}

#[wasm_bindgen_test]
async fn a_conflict_closes_the_window_and_offers_to_load_the_other_version() {
    let stage = Stage::editing_oauth(&oauth_connection()).await;
    stage.backend.on(&put(), [problem(412, "conflict", &[])]);
    stage.fill(&[("Name your connection", "Mine")]).await;
    stage.press(SAVE).await;
    assert!(stage.windows.newest().closed);
    assert!(stage.banners()[0].starts_with("This connection was changed elsewhere"));
    assert!(banner_has_focus(&stage));
    assert_eq!(stage.field("Name your connection").value(), "Mine");
    assert!(stage.backend.asked(BEGIN).is_empty());
}

#[wasm_bindgen_test]
async fn an_authorization_that_cannot_start_closes_the_window_and_is_reported() {
    for (answer, sentence) in [
        (Answer::text(500, ""), "This application failed."),
        (Answer::unreachable(), "Can’t reach this application."),
        (
            Answer::text(201, "no JSON"),
            "This application sent an unexpected response. Contact its administrator.",
        ),
        (problem(409, "conflict", &[]), "Another save is in progress."),
    ] {
        let stage = Stage::filled(Backend::authorizing()).await;
        stage.backend.on(BEGIN, [answer, Answer::json(201, &begun())]);
        stage.press(SAVE).await;
        assert!(stage.windows.newest().closed, "{sentence}");
        assert!(stage.banners()[0].starts_with(sentence), "{:?}", stage.banners());
        assert!(banner_has_focus(&stage), "{sentence}");
        assert_eq!(stage.title(), "Edit connection", "it is saved anyway");
        stage.press(SAVE).await;
        assert_eq!(stage.backend.saves().len(), 1, "{sentence}");
        assert_eq!(stage.step(), "Waiting for Teamwork");
    }
}

#[wasm_bindgen_test]
async fn the_steps_are_shown_and_announced_politely() {
    let backend = Backend::authorizing();
    backend.on(POST, [Answer::json(201, &oauth_connection()).held()]);
    backend.on(BEGIN, [Answer::json(201, &begun()).held()]);
    let stage = Stage::filled(backend).await;
    let region = stage.all("[part~=authorization] [role=status]").remove(0);
    assert_eq!(stage.said(), "");
    stage.press(SAVE).await;
    assert_eq!(stage.texts("[part~=steps] li").len(), 4);
    assert_eq!((&*stage.step(), &*stage.said()), ("Saving…", "Saving…"));
    stage.backend.release(POST);
    settled().await;
    // Announced once, together with what to do.
    assert_eq!((&*stage.step(), &*stage.said()), ("Waiting for Teamwork", ""));
    stage.backend.release(BEGIN);
    settled().await;
    assert_eq!(stage.step(), "Waiting for Teamwork");
    assert!(stage.said().starts_with("Waiting for Teamwork. Sign in"), "{}", stage.said());
    for status in ["checking", "awaiting_confirmation"] {
        stage.learns(&authorization(status)).await;
        assert_eq!(stage.step(), "Checking the connection");
        assert!(stage.said().starts_with("Checking the connection"), "{}", stage.said());
    }
    assert_eq!(stage.all("[aria-current]").len(), 1);
    assert!(stage.all("[role=status]").contains(&region), "the region was there from the start");
    stage.learns(&authorization("succeeded")).await;
    assert_eq!(stage.said(), "");
    assert!(stage.all("[part~=steps]").is_empty());
}

#[wasm_bindgen_test]
async fn the_wait_replaces_the_form_and_has_the_focus() {
    let stage = Stage::waiting().await;
    assert!(stage.fields().is_empty());
    for gone in [SAVE, "Save", "Test connection"] {
        assert!(stage.buttons(gone).is_empty(), "{gone}");
    }
    assert_eq!(stage.buttons("Cancel").len(), 1);
    let wait = stage.all("[part~=authorization]").remove(0);
    assert!(stage.has_focus(&wait));
}

#[wasm_bindgen_test]
async fn the_focus_survives_every_step_of_the_wait() {
    let stage = Stage::waiting().await;
    stage.press("Show window").await;
    stage.learns(&authorization("checking")).await;
    assert_eq!(stage.step(), "Checking the connection");
    let focused = stage.focused().expect("the focus is lost");
    assert!(stage.all("[part~=authorization]")[0].contains(Some(&focused)));
}

#[wasm_bindgen_test]
async fn cancel_withdraws_the_authorization_and_returns_to_the_form() {
    let stage = Stage::waiting().await;
    stage.backend.on(&delete(), [Answer::text(204, "").without_body()]);
    stage.press("Cancel").await;
    assert_eq!(stage.backend.asked(&delete()).len(), 1);
    assert!(stage.banners()[0].starts_with("Not connected: you canceled."));
    assert!(stage.windows.newest().closed);
    assert!(banner_has_focus(&stage));
    assert!(
        stage.events("teamwork-error").is_empty(),
        "the user's own cancellation is not an error"
    );
    assert!(stage.events("teamwork-cancel").is_empty(), "the panel stays open");
    assert_eq!(stage.field("Name your connection").value(), "Acme desk");
    let asked = stage.backend.times_asked();
    stage.advance(60_000).await;
    assert_eq!(stage.backend.times_asked(), asked, "polling has stopped");
    assert!(stage.question().is_none());
}

#[wasm_bindgen_test]
async fn a_failed_withdrawal_changes_nothing() {
    let stage = Stage::waiting().await;
    stage.backend.on(&delete(), [Answer::unreachable()]);
    stage.press("Cancel").await;
    assert!(stage.banners()[0].starts_with("Not connected: you canceled."));
    assert_eq!(stage.banners().len(), 1);
}

#[wasm_bindgen_test]
async fn an_authorization_canceled_before_it_has_an_id_is_withdrawn_later() {
    let backend = Backend::authorizing();
    backend.on(BEGIN, [Answer::json(201, &begun()).held()]);
    backend.on(&delete(), [Answer::text(204, "").without_body()]);
    let stage = Stage::filled(backend).await;
    stage.press(SAVE).await;
    stage.press("Cancel").await;
    assert!(stage.banners()[0].starts_with("Not connected: you canceled."));
    assert!(stage.windows.newest().closed);
    stage.backend.release(BEGIN);
    settled().await;
    assert_eq!(stage.backend.asked(&delete()).len(), 1);
    assert!(stage.windows.newest().visited.is_empty());
    assert_eq!(stage.step(), "");
}

#[wasm_bindgen_test]
async fn canceling_during_the_save_authorizes_nothing_and_keeps_the_connection() {
    let backend = Backend::authorizing();
    backend.on(POST, [Answer::json(201, &oauth_connection()).header("ETag", "\"1\"").held()]);
    let stage = Stage::filled(backend).await;
    stage.press(SAVE).await;
    stage.press("Cancel").await;
    assert!(stage.windows.newest().closed);
    stage.backend.release(POST);
    settled().await;
    assert!(stage.backend.asked(BEGIN).is_empty());
    assert_eq!(stage.title(), "Edit connection");
    stage.press(SAVE).await;
    assert_eq!(stage.backend.saves().len(), 1, "the connection is already saved");
    assert_eq!(stage.step(), "Waiting for Teamwork");
}

/// A connection that is online as saved.
fn online() -> Value {
    let mut online = oauth_connection();
    online["status"] = "online".into();
    online
}

#[wasm_bindgen_test]
async fn an_online_connection_can_be_saved_tested_and_reauthorized() {
    let stage = Stage::editing_oauth(&online()).await;
    for text in ["Save", SAVE, "Test connection", "Cancel"] {
        assert_eq!(stage.buttons(text).len(), 1, "{text}");
    }
    stage.backend.on(&put(), [Answer::json(200, &online())]);
    stage.fill(&[("Name your connection", "Renamed")]).await;
    stage.press("Save").await;
    assert_eq!(stage.banners(), ["Connection saved. It’s ready to use."]);
    assert!(stage.windows.opened().is_empty());
    stage.press(SAVE).await;
    assert_eq!(stage.step(), "Waiting for Teamwork");
}

#[wasm_bindgen_test]
async fn only_changes_to_api_type_site_region_or_client_require_a_new_authorization() {
    for (label, value, needs) in [
        ("Name your connection", "Renamed", false),
        ("API version", "v0", false),
        ("API type", "Spaces", true),
        ("Site name", "other", true),
        ("Region", "US", true),
        ("OAuth 2.0 client", "Other app", true),
    ] {
        let stage = Stage::editing_oauth(&online()).await;
        stage.fill(&[(label, value)]).await;
        assert_eq!(stage.buttons("Save").is_empty(), needs, "{label}");
        assert_eq!(stage.buttons("Test connection").is_empty(), needs, "{label}");
        assert_eq!(stage.buttons(SAVE).len(), 1, "{label}");
    }
}

#[wasm_bindgen_test]
async fn after_a_failed_test_the_confirmation_opens_the_window() {
    let stage = Stage::editing_oauth(&online()).await;
    let failed = json!({"ok": false, "checks": [
        {"name": "site", "status": "failed", "code": "not_found"},
    ]});
    stage.backend.on("POST /connections/test", [Answer::json(200, &failed)]);
    stage.press("Test connection").await;
    stage.press(SAVE).await;
    assert!(stage.windows.opened().is_empty());
    let anyway = stage.button("Save anyway");
    press(&anyway);
    assert_eq!(stage.windows.opened().len(), 1, "in the click");
    settled().await;
    assert_eq!(stage.step(), "Waiting for Teamwork");
}

#[wasm_bindgen_test]
async fn code_state_and_token_never_reach_the_panel() {
    let stage = Stage::filled(Backend::authorizing()).await;
    let mut careless = begun();
    careless["state"] = "state_of_the_backend".into();
    stage.backend.on(BEGIN, [Answer::json(201, &careless)]);
    stage.press(SAVE).await;
    let record = json!({
        "id": AUTHORIZATION_ID, "status": "succeeded", "accessToken": "token_of_the_backend",
        "state": "state_of_the_backend", "account": {"siteUrl": "", "userName": "Ada"},
    });
    stage.learns(&record).await;
    assert_eq!(stage.banners(), ["Connected as Ada."]);
    let events = ["saved", "authorized", "change"]
        .map(|kind| format!("{:?}", stage.events(&format!("teamwork-{kind}"))));
    let requests: String = stage.backend.calls().iter().map(|call| format!("{call:?}")).collect();
    for secret in ["token_of_the_backend", "state_of_the_backend", "accessToken"] {
        assert!(!stage.root().inner_html().contains(secret), "{secret}");
        assert!(!events.join("").contains(secret), "{secret}");
        assert!(!requests.contains(secret), "{secret}");
    }
}

#[wasm_bindgen_test]
async fn another_panel_on_the_page_is_not_affected() {
    let stage = Stage::waiting().await;
    let other = crate::stage::Panel::open(&[]);
    settled().await;
    other.fill(&oauth()).await;
    stage.learns(&authorization("succeeded")).await;
    assert_eq!(stage.banners(), ["Connected."]);
    assert!(other.banners().is_empty());
    assert_eq!(other.field("Name your connection").value(), "Acme desk");
}
