//! A tab returns from Teamwork, and the panel continues.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{
    AUTHORIZATION_ID, Answer, BEGIN, Backend, Panel, RECORD, SAVED_ID, START_URL, Stage, acme_app,
    address, authorization, forbid, go_to, has_state_of_page, keep, kept, oauth_connection,
    problem, settled,
};

const SAVE: &str = "Save and authorize";
const GET: &str = "GET /connections/connection-1";

/// The stored record of a tab that left this many minutes ago.
fn left(minutes: f64) -> Value {
    json!({
        "place": 0,
        "authorizationId": AUTHORIZATION_ID,
        "keptAt": (js_sys::Date::now() - minutes * 60_000.0).floor() as u64,
        "connectionId": SAVED_ID,
        "draft": {
            "name": "Acme desk", "apiType": "desk", "apiVersion": "v2", "region": "eu",
            "siteName": "acme", "oauthClientId": "client-1", "authType": "basic",
        },
    })
}

/// The address to which the backend redirects the tab.
fn returned() -> String {
    format!("?a=b&teamwork-connect={AUTHORIZATION_ID}&c=%20d#part")
}

/// A backend that knows the outcome of the authorization.
fn backend(record: &Value) -> Backend {
    let backend = Backend::authorizing();
    backend.has(&oauth_connection(), "\"1\"");
    backend.knows(record);
    backend
}

/// A panel on a page that the backend has redirected the tab to.
async fn back(record: &Value) -> Stage {
    back_with(backend(record), &[], &left(3.0), &returned()).await
}

/// A panel on a page that the user has gone back to. (Browsers limit how often a page can change its address, so
/// most tests use this.)
async fn back_by_hand(record: &Value) -> Stage {
    back_with(backend(record), &[], &left(3.0), "").await
}

async fn back_with(
    backend: Backend,
    attributes: &[(&str, &str)],
    left: &Value,
    address: &str,
) -> Stage {
    Stage::arriving(backend, attributes, || {
        keep(&left.to_string());
        go_to(address);
    })
    .await
}

/// Whether the panel has started over, and whether the stored record is unchanged or gone.
fn is_new(stage: &Stage) -> bool {
    stage.title() == "Create connection" && stage.backend.asked(RECORD).is_empty()
}

#[wasm_bindgen_test]
async fn success_is_shown_on_the_restored_panel() {
    let mut record = authorization("succeeded");
    record["account"] = json!({"siteUrl": "https://acme.eu.teamwork.com", "userName": "Ada"});
    let stage = back(&record).await;
    assert_eq!(stage.banners(), ["Connected as Ada."]);
    assert_eq!(stage.title(), "Edit connection");
    for (label, value) in
        [("Name your connection", "Acme desk"), ("Site name", "acme"), ("Region", "EU")]
    {
        assert_eq!(stage.field(label).value(), value);
    }
    assert_eq!(stage.field("OAuth 2.0 client").value(), "Acme app");
    assert_eq!(stage.events("teamwork-ready"), [json!({"connectionId": SAVED_ID})]);
    let authorized = stage.events("teamwork-authorized");
    assert_eq!((authorized.len(), &authorized[0]["connection"]["status"]), (1, &json!("online")));
    assert!(stage.focused().is_some_and(|focused| focused.id().ends_with("-banner")));
    assert!(stage.backend.saves().is_empty() && stage.backend.asked(BEGIN).is_empty());
    stage.press("Done").await;
    assert!(stage.question().is_none(), "nothing would be lost");
}

#[wasm_bindgen_test]
async fn the_address_and_the_tab_storage_are_cleaned_up() {
    let stage = back(&authorization("succeeded")).await;
    assert_eq!(address(), "?a=b&c=%20d#part");
    assert!(has_state_of_page());
    assert_eq!(kept(), "");
    drop(stage);
}

#[wasm_bindgen_test]
async fn every_other_outcome_is_reported_too() {
    for (record, sentence, action) in [
        (
            json!({"id": AUTHORIZATION_ID, "status": "failed", "code": "denied"}),
            "Teamwork access wasn’t granted.",
            "Try again",
        ),
        (authorization("expired"), "The sign-in took too long.", "Try again"),
        (authorization("superseded"), "A newer sign-in replaced this one.", "Try again"),
        (
            json!({
                "id": AUTHORIZATION_ID, "status": "failed", "code": "site_mismatch",
                "account": {"siteUrl": "https://beta.teamwork.com", "userName": "Ada"},
            }),
            "You signed in to https://beta.teamwork.com. This connection is for \
             https://acme.eu.teamwork.com.",
            "Use beta (US)",
        ),
    ] {
        let stage = back_by_hand(&record).await;
        assert!(stage.banners()[0].starts_with(sentence), "{:?}", stage.banners());
        assert_eq!(stage.buttons(action).len(), 1, "{sentence}");
        assert_eq!(stage.events("teamwork-error").len(), 1, "{sentence}");
    }
}

#[wasm_bindgen_test]
async fn later_edits_are_saved_over_the_version_that_was_left() {
    let stage = back_by_hand(&authorization("expired")).await;
    let put = format!("PUT /connections/{SAVED_ID}");
    stage.backend.on(&put, [Answer::json(200, &oauth_connection())]);
    stage.fill(&[("Name your connection", "Renamed")]).await;
    stage.press(SAVE).await;
    let puts = stage.backend.asked(&put);
    assert_eq!(puts.len(), 1, "no second connection is created");
    assert_eq!(puts[0].header("If-Match"), "\"1\"");
}

#[wasm_bindgen_test]
async fn settings_that_do_not_apply_are_restored_too() {
    let stage = back_by_hand(&authorization("expired")).await;
    stage.fill(&[("API type", "Projects")]).await;
    assert_eq!(stage.field("Auth type").value(), "Basic");
}

#[wasm_bindgen_test]
async fn shows_that_teamwork_has_responded_while_asking_the_backend() {
    let held = backend(&authorization("succeeded"));
    held.on(RECORD, [Answer::json(200, &authorization("succeeded")).held()]);
    let stage = back_with(held, &[], &left(3.0), "").await;
    assert_eq!(stage.step(), "Checking the connection");
    assert!(stage.fields().is_empty());
    stage.backend.release(RECORD);
    settled().await;
    assert_eq!(stage.banners(), ["Connected."]);
}

#[wasm_bindgen_test]
async fn going_back_finds_the_authorization_pending() {
    for there in [returned(), String::new()] {
        let pending = backend(&authorization("pending"));
        let attributes = [("authorize", "redirect"), ("return-key", "settings")];
        let stage = back_with(pending, &attributes, &left(3.0), &there).await;
        assert_eq!(stage.step(), "Waiting for Teamwork");
        assert!(stage.advice().starts_with("An earlier sign-in isn’t finished yet."));
        stage.press("Open again").await;
        assert_eq!(stage.windows.gone(), START_URL, "in this tab again");
        assert_eq!((stage.backend.saves().len(), stage.backend.asked(BEGIN).len()), (0, 1));
    }
}

#[wasm_bindgen_test]
async fn the_stored_record_is_valid_for_an_hour() {
    for (minutes, counts) in [(0.0, true), (59.0, true), (61.0, false), (-5.0, false)] {
        let backend = backend(&authorization("succeeded"));
        let stage = back_with(backend, &[], &left(minutes), "").await;
        assert_eq!(!is_new(&stage), counts, "{minutes}");
        assert_eq!(stage.banners().len(), usize::from(counts), "{minutes}");
        assert_eq!(kept(), "", "{minutes}: used or stale");
    }
}

#[wasm_bindgen_test]
async fn the_return_address_is_accepted_regardless_of_clocks() {
    for minutes in [61.0, 24.0 * 60.0, -24.0 * 60.0] {
        let backend = backend(&authorization("expired"));
        let stage = back_with(backend, &[], &left(minutes), &returned()).await;
        assert!(stage.banners()[0].starts_with("The sign-in took too long."), "{minutes}");
    }
}

#[wasm_bindgen_test]
async fn a_return_address_of_another_authorization_is_ignored() {
    for id in ["", "authorization-2", "%", "__proto__"] {
        let there = format!("?teamwork-connect={id}");
        let backend = backend(&authorization("succeeded"));
        let stage = back_with(backend, &[], &left(3.0), &there).await;
        assert!(is_new(&stage), "{id}");
        assert_eq!(address(), there);
        assert!(kept().contains(AUTHORIZATION_ID), "{id}: the record may still be needed");
    }
}

#[wasm_bindgen_test]
async fn a_return_address_without_a_stored_record_is_ignored() {
    let stage =
        Stage::arriving(backend(&authorization("succeeded")), &[], || go_to(&returned())).await;
    assert!(is_new(&stage));
    stage.fill(&[("Name your connection", "Still usable")]).await;
}

#[wasm_bindgen_test]
async fn a_tab_without_storage_starts_over() {
    let stage = Stage::arriving(backend(&authorization("succeeded")), &[], || {
        keep(&left(3.0).to_string());
        go_to(&returned());
        forbid("sessionStorage");
    })
    .await;
    assert!(is_new(&stage));
}

#[wasm_bindgen_test]
async fn an_unreadable_record_is_ignored() {
    let mut halves = vec!["".to_owned(), "null".to_owned(), "{".to_owned(), "[]".to_owned()];
    for key in ["place", "authorizationId", "keptAt", "connectionId"] {
        for broken in [Value::Null, json!([1]), json!({"id": 1})] {
            let mut left = left(3.0);
            left[key] = broken;
            halves.push(left.to_string());
        }
    }
    for half in halves {
        let backend = backend(&authorization("succeeded"));
        let stage = Stage::arriving(backend, &[], || keep(&half)).await;
        assert_eq!(stage.title(), "Create connection", "{half}");
    }
}

#[wasm_bindgen_test]
async fn another_panel_on_the_page_does_not_claim_it() {
    let mut second = left(3.0);
    second["place"] = 1.into();
    let stage = back_with(backend(&authorization("succeeded")), &[], &second, "").await;
    assert!(is_new(&stage));
    let other = Panel::open(&[]);
    settled().await;
    assert_eq!(other.banners(), ["Connected."]);
    assert_eq!(other.title(), "Edit connection");
    assert_eq!(stage.title(), "Create connection");
    assert_eq!(kept(), "");
}

#[wasm_bindgen_test]
async fn a_removed_panel_gives_up_its_position() {
    let stage = Stage::create().await;
    stage.element.remove();
    settled().await;
    keep(&left(3.0).to_string());
    stage.backend.has(&oauth_connection(), "\"1\"");
    stage.backend.knows(&authorization("succeeded"));
    let next = Panel::open(&[]);
    settled().await;
    assert_eq!(next.banners(), ["Connected."]);
}

#[wasm_bindgen_test]
async fn a_page_that_requests_another_connection_gets_it() {
    let mut other = oauth_connection();
    other["id"] = "other".into();
    other["name"] = "Other".into();
    let backend = backend(&authorization("succeeded"));
    backend.has(&other, "\"1\"");
    let stage = back_with(backend, &[("connection-id", "other")], &left(3.0), "").await;
    assert_eq!(stage.field("Name your connection").value(), "Other");
    assert!(stage.backend.asked(RECORD).is_empty());
    drop(stage);

    let stage = back_with(
        self::backend(&authorization("succeeded")),
        &[("connection-id", SAVED_ID)],
        &left(3.0),
        "",
    )
    .await;
    assert_eq!(stage.banners(), ["Connected."]);
}

#[wasm_bindgen_test]
async fn an_unresponsive_backend_loses_nothing() {
    let backend = backend(&authorization("succeeded"));
    let config = json!({"capabilities": ["connections", "oauthClients", "authorizations"]});
    backend.on("GET /config", [Answer::unreachable(), Answer::json(200, &config)]);
    let stage = back_with(backend, &[], &left(3.0), &returned()).await;
    assert_eq!(stage.banners().len(), 1, "{:?}", stage.banners());
    assert!(kept().contains(AUTHORIZATION_ID) && address() == returned());
    stage.press("Try again").await;
    assert_eq!(stage.banners(), ["Connected."]);
    assert_eq!((kept(), &*address()), (String::new(), "?a=b&c=%20d#part"));
}

#[wasm_bindgen_test]
async fn a_connection_that_fails_to_load_loses_nothing() {
    let backend = backend(&authorization("succeeded"));
    let loaded = Answer::json(200, &oauth_connection()).header("ETag", "\"1\"");
    backend.on(GET, [Answer::text(503, ""), loaded]);
    let stage = back_with(backend, &[], &left(3.0), &returned()).await;
    assert!(kept().contains(AUTHORIZATION_ID) && address() == returned());
    stage.press("Try again").await;
    assert_eq!(stage.banners(), ["Connected."]);
}

#[wasm_bindgen_test]
async fn a_connection_deleted_meanwhile_is_reported() {
    let backend = backend(&authorization("succeeded"));
    backend.on(GET, [problem(404, "not_found", &[])]);
    let stage = back_with(backend, &[], &left(3.0), "").await;
    assert!(stage.banners()[0].starts_with("This connection no longer exists."));
}

#[wasm_bindgen_test]
async fn a_backend_outage_is_retried_until_it_is_over() {
    let backend = backend(&authorization("succeeded"));
    backend.on(RECORD, [Answer::unreachable(), Answer::json(200, &authorization("succeeded"))]);
    let stage = back_with(backend, &[], &left(3.0), "").await;
    assert!(stage.advice().starts_with("This application isn’t responding"));
    stage.advance(1200).await;
    assert_eq!(stage.banners(), ["Connected."]);
}

#[wasm_bindgen_test]
async fn a_rejected_client_can_be_edited_once_loaded() {
    let refused = json!({"id": AUTHORIZATION_ID, "status": "failed", "code": "client_invalid"});
    let held = backend(&refused);
    held.on("GET /oauth-clients", [Answer::json(200, &json!([acme_app()])).held()]);
    let stage = back_with(held, &[], &left(3.0), "").await;
    stage.press("Edit the selected client").await;
    assert!(!stage.dialog_is_open(), "this must not open a dialog for a new client");
    stage.backend.release("GET /oauth-clients");
    settled().await;
    stage.press("Edit the selected client").await;
    assert_eq!(stage.dialog_title(), "Edit OAuth 2.0 client");
    assert!(stage.has_focus(&stage.field("Client ID").control));
}
