//! The outcomes of an authorization.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{
    AUTHORIZATION_ID, Answer, BEGIN, Backend, RECORD, SAVED_ID, Stage, authorization, begun,
    oauth_body, oauth_connection, problem,
};

const SAVE: &str = "Save and authorize";

/// Why an authorization fails, the message, and whether a retry can succeed.
const FAILURES: [(&str, &str, bool); 11] = [
    ("denied", "Teamwork access wasn’t granted.", true),
    ("state_invalid", "This sign-in was started somewhere else.", false),
    ("client_invalid", "Teamwork rejected the client ID or client secret.", false),
    ("grant_invalid", "Teamwork rejected the sign-in. Try again.", true),
    ("site_mismatch", "You signed in to a different site from the one you selected.", false),
    (
        "product_unavailable",
        "Your account can’t use this product. Ask your Teamwork administrator.",
        false,
    ),
    ("provider_unavailable", "Teamwork isn’t responding. Try again in a few minutes.", true),
    ("exchange_unknown", "Teamwork’s response was lost. Sign in again.", true),
    (
        "bad_response",
        "This application sent an unexpected response. Contact its administrator.",
        false,
    ),
    ("rate_limited", "Too many requests. Wait a moment and try again.", true),
    (
        "internal",
        "This application failed. Try again; if it keeps failing, contact its administrator.",
        true,
    ),
];

fn failed(code: &str) -> Value {
    json!({"id": AUTHORIZATION_ID, "status": "failed", "code": code})
}

fn succeeded() -> Value {
    json!({
        "id": AUTHORIZATION_ID, "status": "succeeded",
        "account": {"siteUrl": "https://acme.eu.teamwork.com", "userName": "Ada Lovelace"},
    })
}

/// The result code of the authorization.
fn shown_code(stage: &Stage) -> Option<String> {
    stage.all("[part~=banner][data-code]").first()?.get_attribute("data-code")
}

fn banner_has_focus(stage: &Stage) -> bool {
    stage.focused().is_some_and(|focused| focused.id().ends_with("-banner"))
}

#[wasm_bindgen_test]
async fn success_names_the_user_and_has_the_focus() {
    let stage = Stage::ended(&succeeded()).await;
    assert_eq!(stage.banners(), ["Connected as Ada Lovelace."]);
    assert!(banner_has_focus(&stage));
    assert!(stage.all("[part~=banner]")[0].closest("[role=status]").unwrap().is_some());
    assert!(stage.events("teamwork-error").is_empty());
}

#[wasm_bindgen_test]
async fn success_without_a_name_omits_it() {
    let nameless = json!({"siteUrl": "https://acme.eu.teamwork.com", "userName": ""});
    for account in [Value::Null, json!({}), nameless] {
        let mut record = authorization("succeeded");
        record["account"] = account;
        assert_eq!(Stage::ended(&record).await.banners(), ["Connected."]);
    }
}

#[wasm_bindgen_test]
async fn any_name_is_shown_as_text() {
    let mut record = succeeded();
    record["account"]["userName"] = "<img src=x onerror=alert(1)> {name}".into();
    let stage = Stage::ended(&record).await;
    assert_eq!(stage.banners(), ["Connected as <img src=x onerror=alert(1)> {name}."]);
    assert!(stage.all("img").is_empty());
}

#[wasm_bindgen_test]
async fn the_page_gets_one_event_for_the_online_connection() {
    let stage = Stage::ended(&succeeded()).await;
    let mut online = oauth_connection();
    online["status"] = "online".into();
    online["signedInAs"] = "Ada Lovelace".into();
    assert_eq!(stage.events("teamwork-authorized"), [json!({"connection": online})]);
    assert_eq!(stage.events("teamwork-saved").len(), 1);
    stage.advance(60_000).await;
    assert_eq!(stage.events("teamwork-authorized").len(), 1);
}

#[wasm_bindgen_test]
async fn an_online_connection_can_be_saved_and_tested() {
    let stage = Stage::ended(&succeeded()).await;
    assert_eq!(stage.title(), "Edit connection");
    for text in ["Save", SAVE, "Test connection", "Done"] {
        assert_eq!(stage.buttons(text).len(), 1, "{text}");
    }
    stage.press("Done").await;
    assert!(stage.question().is_none(), "there are no unsaved changes");
    assert_eq!(stage.events("teamwork-done")[0]["connection"]["id"], SAVED_ID);
}

#[wasm_bindgen_test]
async fn success_disappears_when_settings_change() {
    let stage = Stage::ended(&succeeded()).await;
    stage.fill(&[("Site name", "other")]).await;
    assert!(stage.banners().is_empty());
    assert!(stage.buttons("Test connection").is_empty());
}

#[wasm_bindgen_test]
async fn every_failure_has_a_message_a_code_and_one_event() {
    for (code, sentence, retryable) in FAILURES {
        let stage = Stage::ended(&failed(code)).await;
        assert_eq!(stage.banners().len(), 1, "{code}");
        assert!(stage.banners()[0].starts_with(sentence), "{code}: {:?}", stage.banners());
        assert_eq!(shown_code(&stage).as_deref(), Some(code));
        assert!(stage.all("[part~=banner]")[0].closest("[role=alert]").unwrap().is_some());
        assert!(banner_has_focus(&stage), "{code}");
        let events = stage.events("teamwork-error");
        assert_eq!(events.len(), 1, "{code}");
        assert_eq!(events[0]["code"], code);
        assert_eq!(events[0]["phase"], "authorize", "{code}");
        let [connection, authorization] =
            ["connectionId", "authorizationId"].map(|id| &events[0][id]);
        assert!(connection.is_string() && authorization.is_string(), "{code}: {events:?}");
        assert_eq!(&events[0]["reference"], authorization, "{code}");
        let asks = sentence.to_lowercase().contains("contact");
        assert_eq!(stage.banners()[0].contains("Reference: "), asks, "{code}");
        assert_eq!(events[0]["detail"], sentence);
        assert_eq!(events[0]["retryable"], retryable, "{code}");
        assert!(stage.events("teamwork-authorized").is_empty(), "{code}");
        assert_eq!(stage.field("Name your connection").value(), "Acme desk");
        assert_eq!(stage.buttons(SAVE).len(), 1, "{code}");
        assert!(stage.buttons("Save").is_empty(), "{code}: the connection is not online");
    }
}

#[wasm_bindgen_test]
async fn other_outcomes_have_codes_too() {
    for (status, code, sentence) in [
        ("superseded", "superseded", "A newer sign-in replaced this one."),
        ("expired", "expired", "The sign-in took too long."),
        ("failed", "internal", "This application failed."),
    ] {
        let stage = Stage::ended(&authorization(status)).await;
        assert_eq!(shown_code(&stage).as_deref(), Some(code), "{status}");
        assert!(stage.banners()[0].starts_with(sentence), "{status}");
        assert_eq!(stage.events("teamwork-error").len(), 1, "{status}");
    }
}

#[wasm_bindgen_test]
async fn an_authorization_canceled_elsewhere_is_not_an_error() {
    let stage = Stage::ended(&authorization("cancelled")).await;
    assert_eq!(shown_code(&stage).as_deref(), Some("user_cancelled"));
    assert!(stage.banners()[0].starts_with("Not connected: you canceled."));
    assert!(stage.events("teamwork-error").is_empty());
}

#[wasm_bindgen_test]
async fn an_unknown_failure_still_ends_the_wait() {
    let stage = Stage::ended(&failed("a_code_of_later")).await;
    assert_eq!(stage.step(), "");
    assert_eq!(shown_code(&stage).as_deref(), Some("internal"));
}

#[wasm_bindgen_test]
async fn try_again_starts_a_new_authorization_in_a_new_window() {
    let stage = Stage::ended(&failed("denied")).await;
    stage.backend.knows(&succeeded());
    stage.press("Try again").await;
    assert_eq!(stage.windows.opened().len(), 2);
    assert_eq!(stage.step(), "Waiting for Teamwork");
    assert!(stage.banners().is_empty());
    stage.advance(1200).await;
    assert_eq!(stage.banners(), ["Connected as Ada Lovelace."]);
    assert_eq!(stage.backend.saves().len(), 1);
}

/// A panel for `acme` in the EU whose user signed in to `beta` in the US, or to another site.
async fn signed_in_elsewhere(site_url: &str) -> Stage {
    let mut record = failed("site_mismatch");
    record["account"] = json!({"siteUrl": site_url, "userName": "Ada"});
    Stage::ended(&record).await
}

#[wasm_bindgen_test]
async fn t52_names_both_the_actual_and_the_chosen_site() {
    let stage = signed_in_elsewhere("https://beta.teamwork.com").await;
    assert!(stage.banners()[0].starts_with(
        "You signed in to https://beta.teamwork.com. This connection is for \
         https://acme.eu.teamwork.com."
    ));
    assert_eq!(shown_code(&stage).as_deref(), Some("site_mismatch"));
    assert_eq!(stage.events("teamwork-error").len(), 1);
    for text in ["Use beta (US)", "Sign in again"] {
        assert_eq!(stage.buttons(text).len(), 1, "{text}");
    }
}

#[wasm_bindgen_test]
async fn the_other_site_can_be_used_and_saved() {
    let stage = signed_in_elsewhere("https://beta.teamwork.com").await;
    stage.press("Use beta (US)").await;
    assert_eq!(stage.field("Site name").value(), "beta");
    assert_eq!(stage.field("Region").value(), "US");
    assert_eq!(stage.banners(), ["This connection now uses that site. Save and authorize it."]);
    assert!(stage.has_focus(&stage.button(SAVE)));
    assert_eq!(stage.backend.saves().len(), 1, "this saves nothing");
    let put = format!("PUT /connections/{SAVED_ID}");
    let mut beta = oauth_connection();
    beta["siteName"] = "beta".into();
    beta["region"] = "us".into();
    stage.backend.on(&put, [Answer::json(200, &beta)]);
    stage.press(SAVE).await;
    let puts = stage.backend.asked(&put);
    assert_eq!(puts.len(), 1);
    assert_eq!(puts[0].header("If-Match"), "\"1\"");
    let mut expected = oauth_body();
    expected["siteName"] = "beta".into();
    expected["region"] = "us".into();
    expected["siteUrl"] = "https://beta.teamwork.com".into();
    expected["apiBaseUrl"] = "https://beta.teamwork.com/desk/api/v2".into();
    assert_eq!(puts[0].json(), expected);
    assert_eq!(stage.step(), "Waiting for Teamwork");
}

#[wasm_bindgen_test]
async fn names_the_region_of_the_other_site() {
    let stage = signed_in_elsewhere("https://beta.eu.teamwork.com").await;
    stage.press("Use beta (EU)").await;
    assert_eq!(stage.field("Site name").value(), "beta");
    assert_eq!(stage.field("Region").value(), "EU");
    // The next step is announced and has the focus, although the pressed button is gone.
    assert_eq!(stage.banners(), ["This connection now uses that site. Save and authorize it."]);
    assert!(stage.has_focus(&stage.button(SAVE)));
}

#[wasm_bindgen_test]
async fn signing_in_again_keeps_the_chosen_site() {
    let stage = signed_in_elsewhere("https://beta.teamwork.com").await;
    stage.press("Sign in again").await;
    assert_eq!(stage.backend.saves().len(), 1);
    assert_eq!(stage.backend.asked(BEGIN).len(), 2);
    assert_eq!(stage.windows.opened().len(), 2);
}

#[wasm_bindgen_test]
async fn a_site_outside_of_teamwork_is_not_offered() {
    for site in ["https://evil.example", "javascript:alert(1)", ""] {
        let stage = signed_in_elsewhere(site).await;
        let sentence = "You signed in to a different site from the one you selected.";
        assert!(stage.banners()[0].starts_with(sentence), "{:?}", stage.banners());
        assert_eq!(stage.buttons("Try again").len(), 1, "{site}");
        assert!(!stage.texts("button").iter().any(|text| text.starts_with("Use ")), "{site}");
    }
}

#[wasm_bindgen_test]
async fn a_client_rejected_by_teamwork_can_be_edited() {
    let stage = Stage::ended(&failed("client_invalid")).await;
    stage.press("Edit the selected client").await;
    assert!(stage.dialog_is_open());
    assert_eq!(stage.dialog_title(), "Edit OAuth 2.0 client");
    assert_eq!(stage.field("Name").value(), "Acme app");
    let saved = json!({"id": "client-1", "name": "Acme app", "clientId": "right"});
    stage.backend.on("PUT /oauth-clients/client-1", [Answer::json(200, &saved)]);
    stage.fill(&[("Client ID", "right"), ("Client secret", "s3cret")]).await;
    stage.press_in_dialog("Save client").await;
    assert!(!stage.dialog_is_open());
    stage.press("Try again").await;
    assert_eq!(stage.backend.saves().len(), 1, "the connection has not changed");
    assert_eq!(stage.backend.asked(BEGIN).len(), 2);
}

#[wasm_bindgen_test]
async fn a_missing_authorization_ends_the_wait() {
    for (answer, code) in [
        (problem(401, "session_expired", &[]), "session_expired"),
        (problem(403, "forbidden", &[]), "forbidden"),
        // The authorization is gone; the connection may still exist.
        (problem(404, "not_found", &[]), "expired"),
    ] {
        let stage = Stage::waiting().await;
        stage.backend.on(RECORD, [answer]);
        stage.advance(1200).await;
        assert_eq!(stage.step(), "", "{code}");
        assert_eq!(shown_code(&stage).as_deref(), Some(code));
        assert_eq!(stage.events("teamwork-error").len(), 1);
        let asked = stage.backend.times_asked();
        stage.advance(10_000).await;
        assert_eq!(stage.backend.times_asked(), asked);
    }
}

#[wasm_bindgen_test]
async fn an_unresponsive_backend_is_reported_and_retried() {
    for silence in [Answer::unreachable(), Answer::text(503, ""), Answer::text(200, "no JSON")] {
        let stage = Stage::waiting().await;
        stage.backend.on(RECORD, [silence]);
        stage.advance(3000).await;
        assert_eq!(stage.step(), "Waiting for Teamwork");
        assert!(
            stage.advice().starts_with("This application isn’t responding"),
            "{}",
            stage.advice()
        );
        assert!(stage.events("teamwork-error").is_empty());
        stage.learns(&authorization("pending")).await;
        assert!(stage.advice().starts_with("Sign in and click Accept"), "{}", stage.advice());
        stage.learns(&succeeded()).await;
        assert_eq!(stage.banners(), ["Connected as Ada Lovelace."]);
    }
}

#[wasm_bindgen_test]
async fn only_the_success_of_this_authorization_counts() {
    let stage = Stage::waiting().await;
    stage.learns(&json!({"id": "another", "status": "succeeded"})).await;
    assert_eq!(stage.step(), "Waiting for Teamwork");
    assert!(stage.events("teamwork-authorized").is_empty());
}

#[wasm_bindgen_test]
async fn reports_a_connection_deleted_in_the_meantime() {
    let backend = Backend::authorizing();
    backend.on(BEGIN, [problem(404, "not_found", &[]), Answer::json(201, &begun())]);
    let stage = Stage::filled(backend).await;
    stage.press(SAVE).await;
    assert!(stage.windows.newest().closed);
    assert_eq!(
        stage.banners(),
        ["This connection was deleted elsewhere. Save to create it again."]
    );
    stage.press(SAVE).await;
    assert_eq!(stage.backend.asked("POST /connections").len(), 2);
    assert_eq!(stage.step(), "Waiting for Teamwork");
}
