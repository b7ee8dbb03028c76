//! What happens to an authorization when its connection is saved again or tested, it is deleted, or the backend is
//! restarted.

use serde_json::{Value, json};
use teamwork_connect_sandbox::{AuthorizationScheme, Behavior};

use crate::common::{Browser, TestBackend, at_site, oauth, projects, sandbox_client, with};

/// A client, and a connection authorized with it.
async fn online(browser: &Browser, api_type: &str, version: &str) -> (String, String) {
    let client = browser.caller().created_client(&sandbox_client()).await;
    let id = browser.caller().created(&oauth(api_type, version, &client)).await;
    assert_eq!(browser.connect(&id).await["status"], "succeeded");
    (client, id)
}

async fn token(backend: &TestBackend, id: &str) -> Option<String> {
    let token = backend.backend.access_token("local", id).await.unwrap();
    token.map(|token| token.to_string())
}

/// The checks of a connection test, each by the first letter of its outcome.
async fn outcome(browser: &Browser, body: &Value) -> String {
    let report = browser.caller().test(body).await;
    let checks = report["checks"].as_array().unwrap().iter();
    checks.map(|check| &check["status"].as_str().unwrap()[..1]).collect()
}

#[tokio::test]
async fn t98_survives_a_restart() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let (client, id) = online(&browser, "projects", "v3").await;
    let before = token(&backend, &id).await;
    let pending = browser.caller().created(&oauth("desk", "v2", &client)).await;
    let start = browser.begin(&pending).await;
    let callback = browser.accept(&start, "acme").await;

    let backend = backend.restart().await;
    let browser = browser.at(backend.address);
    let read = browser.caller().get_json(&format!("/connections/{id}")).await;
    assert_eq!(read["status"], "online");
    assert_eq!(token(&backend, &id).await, before);
    assert!(before.is_some());
    assert_eq!(
        browser.finish(&start, &callback).await["status"],
        "succeeded",
        "authorizing still works"
    );
}

#[tokio::test]
async fn changing_name_version_or_ids_keeps_the_authorization() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let (client, id) = online(&browser, "spaces", "v2").await;
    let kept = token(&backend, &id).await;
    for body in [
        with(oauth("spaces", "v2", &client), "name", "Renamed"),
        with(oauth("spaces", "v2", &client), "spaceId", "43"),
        oauth("spaces", "v0", &client),
        with(oauth("spaces", "v0", &client), "userId", "8"),
    ] {
        let answer = browser.caller().replace(&id, "*", &body).await;
        assert_eq!(answer.json::<Value>().await.unwrap()["status"], "online", "{body}");
        assert_eq!(token(&backend, &id).await, kept);
    }
}

#[tokio::test]
async fn changing_api_type_site_region_or_client_ends_the_authorization() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let other = browser.caller().created_client(&sandbox_client()).await;
    for change in 0..5 {
        let (client, id) = online(&browser, "projects", "v3").await;
        let body = oauth("projects", "v3", &client);
        let changed = match change {
            0 => oauth("desk", "v2", &client),
            1 => at_site(body, "us", "beta"),
            2 => at_site(body, "eu", "acme"),
            3 => with(body, "oauthClientId", other.as_str()),
            _ => projects("Basic", "the-key"),
        };
        let start = browser.begin(&id).await;
        let callback = browser.accept(&start, "acme").await;
        let answer = browser.caller().replace(&id, "\"1\"", &changed).await;
        let saved: Value = answer.json().await.unwrap();
        let basic = change == 4;
        assert_eq!(saved["status"], if basic { "untested" } else { "offline" }, "{change}");
        assert_eq!(saved["hasApiKey"], basic);
        assert!(saved.get("pendingAuthorization").is_none());
        assert_eq!(token(&backend, &id).await, None);
        // Reverting the change restores neither the token nor the old authorization.
        let back = browser.caller().replace(&id, "\"2\"", &oauth("projects", "v3", &client)).await;
        assert_eq!(back.json::<Value>().await.unwrap()["status"], "offline");
        let exchanges = backend.exchanges();
        assert_eq!(browser.finish(&start, &callback).await["status"], "superseded");
        assert_eq!(backend.exchanges(), exchanges);
        assert_eq!(token(&backend, &id).await, None);
    }
}

#[tokio::test]
async fn a_pending_authorization_survives_renaming() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let client = browser.caller().created_client(&sandbox_client()).await;
    let id = browser.caller().created(&oauth("desk", "v2", &client)).await;
    let start = browser.begin(&id).await;
    let callback = browser.accept(&start, "acme").await;
    let renamed = with(oauth("desk", "v2", &client), "name", "Renamed");
    let saved: Value = browser.caller().replace(&id, "\"1\"", &renamed).await.json().await.unwrap();
    assert_eq!(saved["status"], "offline");
    assert_eq!(saved["pendingAuthorization"], start.id.as_str());
    assert_eq!(browser.finish(&start, &callback).await["status"], "succeeded");
}

#[tokio::test]
async fn a_failed_authorization_leaves_an_online_connection_online() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let (_, id) = online(&browser, "projects", "v1").await;
    let first = token(&backend, &id).await;
    let start = browser.begin(&id).await;
    let callback = browser.accept(&start, "beta").await;
    assert_eq!(browser.finish(&start, &callback).await["code"], "site_mismatch");
    assert_eq!(token(&backend, &id).await, first);
    let read = browser.caller().get_json(&format!("/connections/{id}")).await;
    assert_eq!(read["status"], "online");

    assert_eq!(browser.connect(&id).await["status"], "succeeded");
    let second = token(&backend, &id).await;
    assert!(second.is_some() && second != first, "a successful authorization replaces the token");
}

#[tokio::test]
async fn a_connection_with_a_missing_client_cannot_be_saved() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let (client, id) = online(&browser, "desk", "v2").await;
    for unknown in ["some-client", "00000000-0000-4000-8000-000000000000"] {
        let answer = browser.caller().replace(&id, "*", &oauth("desk", "v2", unknown)).await;
        assert_eq!(answer.status(), 422);
        let document: Value = answer.json().await.unwrap();
        let expected = json!([{"pointer": "/oauthClientId", "code": "unknown"}]);
        assert_eq!(document["errors"], expected);
    }
    let read = browser.caller().get_json(&format!("/connections/{id}")).await;
    assert_eq!((&read["status"], &read["oauthClientId"]), (&"online".into(), &client.into()));
}

#[tokio::test]
async fn t56_deleting_a_connection_deletes_the_token_and_ends_the_authorization() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let (_, id) = online(&browser, "desk", "v2").await;
    let start = browser.begin(&id).await;
    let callback = browser.accept(&start, "acme").await;
    let exchanges = backend.exchanges();
    assert_eq!(browser.caller().delete(&id).await.status(), 204);
    let expected = json!({"id": start.id, "status": "failed", "code": "not_found"});
    assert_eq!(browser.status(&start.id).await, expected);
    assert_eq!(token(&backend, &id).await, None);
    assert_eq!(browser.visit(&start.start_url).await.status(), 410);
    assert_eq!(browser.finish(&start, &callback).await, expected);
    assert_eq!(backend.exchanges(), exchanges);
}

#[tokio::test]
async fn a_test_uses_the_stored_token_for_the_same_settings() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let (client, _) = online(&browser, "projects", "v3").await;
    backend.sandbox.reset();
    // The sandbox forgets its tokens when it is reset, so each of these is rejected.
    let v3 = oauth("projects", "v3", &client);
    assert_eq!(outcome(&browser, &v3).await, "pfs");
    let (client, _) = online(&browser, "projects", "v3").await;
    for body in [
        oauth("projects", "v3", &client),
        oauth("projects", "v1", &client),
        with(oauth("projects", "v2", &client), "name", ""),
    ] {
        assert_eq!(outcome(&browser, &body).await, "ppp", "{body}");
        let last = backend.sandbox.requests().pop().unwrap();
        assert_eq!(last.authorization, AuthorizationScheme::Bearer);
    }
    let other = browser.caller().created_client(&sandbox_client()).await;
    for body in [
        at_site(oauth("projects", "v3", &client), "us", "beta"),
        at_site(oauth("projects", "v3", &client), "eu", "acme"),
        oauth("desk", "v2", &client),
        oauth("projects", "v3", &other),
    ] {
        assert_eq!(outcome(&browser, &body).await, "pss", "{body}");
        let last = backend.sandbox.requests().pop().unwrap();
        assert_eq!(last.authorization, AuthorizationScheme::None);
    }
    let others = backend.browser_of("other").await;
    assert_eq!(outcome(&others, &oauth("projects", "v3", &client)).await, "pss");
}

#[tokio::test]
async fn a_test_without_a_documented_path_checks_the_sign_in() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let (client, _) = online(&browser, "spaces", "v0").await;
    let body = oauth("spaces", "v0", &client);
    assert_eq!(outcome(&browser, &body).await, "pps");
    for (status, expected) in
        [(401, "pfs"), (403, "pps"), (404, "fss"), (429, "pfs"), (503, "fss"), (418, "pps")]
    {
        backend.sandbox.behave(Behavior { status: Some(status), ..Behavior::default() });
        assert_eq!(outcome(&browser, &body).await, expected, "{status}");
    }
}
