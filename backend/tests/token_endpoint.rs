//! The code exchange, for every possible response of Teamwork.

use std::time::Duration;

use serde_json::{Value, json};
use teamwork_connect_sandbox::Behavior;

use crate::common::{Browser, TOKEN_PATH, TestBackend, at_site, oauth, sandbox_client, with};

const DESK_PATH: &str = "/desk/api/v2/me.json";

async fn connection(browser: &Browser) -> String {
    let client = browser.caller().created_client(&sandbox_client()).await;
    browser.caller().created(&oauth("desk", "v2", &client)).await
}

/// The code with which an authorization fails while the sandbox behaves like this.
async fn failure(
    backend: &TestBackend,
    browser: &Browser,
    id: &str,
    behavior: &Behavior,
) -> String {
    backend.sandbox.reset();
    let start = browser.begin(id).await;
    let callback = browser.accept(&start, "acme").await;
    backend.sandbox.behave(behavior.clone());
    let ended = browser.finish(&start, &callback).await;
    assert_eq!(ended["status"], "failed", "{behavior:?}");
    assert_eq!(backend.exchanges(), 1, "{behavior:?}");
    // Reloading doesn't retry.
    assert_eq!(browser.finish(&start, &callback).await, ended);
    assert_eq!(backend.exchanges(), 1, "{behavior:?}");
    assert!(backend.backend.access_token("local", id).await.unwrap().is_none());
    let read = browser.caller().get_json(&format!("/connections/{id}")).await;
    assert_eq!(read["status"], "offline");
    ended["code"].as_str().unwrap().to_owned()
}

fn at_token() -> Behavior {
    Behavior { path: Some(TOKEN_PATH.to_owned()), ..Behavior::default() }
}

#[tokio::test]
async fn t50_t51_t53_every_response_is_mapped() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let id = connection(&browser).await;
    let status = |status| Behavior { status: Some(status), ..at_token() };
    let body = |text: &str| Behavior { body: Some(text.to_owned()), ..at_token() };
    let error = |error: &str| Behavior { error: Some(error.to_owned()), ..at_token() };
    let html = Behavior { content_type: Some("text/html".to_owned()), ..body("<html>") };
    let redirect = Behavior {
        status: Some(302),
        location: Some("http://169.254.169.254/latest".to_owned()),
        ..at_token()
    };
    let foreign = r#"{"access_token":"t","installation":{"apiEndPoint":"https://evil.example/"}}"#;
    for (behavior, expected) in [
        (error("invalid_client"), "client_invalid"),
        (error("unauthorized_client"), "client_invalid"),
        (error("invalid_grant"), "grant_invalid"),
        (error("invalid_request"), "grant_invalid"),
        (status(401), "client_invalid"),
        (status(403), "client_invalid"),
        (status(404), "bad_response"),
        (Behavior { retry_after: Some(1), ..status(429) }, "provider_unavailable"),
        (status(500), "provider_unavailable"),
        (status(503), "provider_unavailable"),
        (redirect, "bad_response"),
        (html, "bad_response"),
        (body(""), "bad_response"),
        (body("[]"), "bad_response"),
        (body("{\"access_token\":"), "bad_response"),
        (body("{\"access_token\":\"t\"}"), "bad_response"),
        (body(foreign), "bad_response"),
        (Behavior { huge_body: Some(100_000), ..at_token() }, "bad_response"),
        (Behavior { huge_body: Some(1_000_000_000), ..at_token() }, "bad_response"),
        (Behavior { close: true, ..at_token() }, "exchange_unknown"),
        (Behavior { no_answer: true, ..at_token() }, "exchange_unknown"),
        (Behavior { hang_up: true, ..at_token() }, "exchange_unknown"),
    ] {
        assert_eq!(failure(&backend, &browser, &id, &behavior).await, expected, "{behavior:?}");
    }
    backend.sandbox.reset();
    assert_eq!(browser.connect(&id).await["status"], "succeeded", "a retry can succeed");
}

#[tokio::test]
async fn t50_slow_responses_time_out() {
    let backend =
        TestBackend::start_with(|config| config.test_timeout = Duration::from_millis(300)).await;
    let browser = backend.browser().await;
    let id = connection(&browser).await;
    let never = Behavior { delay_ms: Some(600_000), ..at_token() };
    assert_eq!(failure(&backend, &browser, &id, &never).await, "exchange_unknown");
    let drip = Behavior { drip_ms: Some(10_000), body: Some("{}".to_owned()), ..at_token() };
    assert_eq!(failure(&backend, &browser, &id, &drip).await, "exchange_unknown");
}

#[tokio::test]
async fn t50_an_unreachable_endpoint_means_that_nothing_was_sent() {
    let backend = TestBackend::start_with(|config| {
        // A port that was free a moment ago, so that nothing listens on it.
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        config.sandbox_url = Some(format!("http://{address}").parse().unwrap());
    })
    .await;
    let browser = backend.browser().await;
    let start = browser.begin(&connection(&browser).await).await;
    let login = browser.sent_on(&start.start_url).await;
    let state = login.split("state=").nth(1).unwrap();
    let callback = format!("http://localhost:8080/api/oauth/callback?code=a&state={state}");
    assert_eq!(browser.finish(&start, &callback).await["code"], "provider_unavailable");
}

#[tokio::test]
async fn both_spellings_of_the_endpoint_are_read() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let id = connection(&browser).await;
    backend.sandbox.behave(Behavior { new_spelling: true, ..at_token() });
    assert_eq!(browser.connect(&id).await["status"], "succeeded");
}

#[tokio::test]
async fn t52_another_site_is_named_and_its_token_discarded() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let client = browser.caller().created_client(&sandbox_client()).await;
    let id = browser.caller().created(&oauth("projects", "v3", &client)).await;
    for (site, region, url) in [
        ("beta", "us", "https://beta.teamwork.com"),
        ("acme", "eu", "https://acme.eu.teamwork.com"),
    ] {
        backend.sandbox.reset();
        let start = browser.begin(&id).await;
        let login = browser.sent_on(&start.start_url).await;
        let callback = browser.accept_at(&login, site, region).await;
        let account = json!({"siteUrl": url, "userName": "Ada Lovelace"});
        let expected = json!({
            "id": start.id, "status": "failed", "code": "site_mismatch", "account": account,
        });
        assert_eq!(browser.finish(&start, &callback).await, expected);
        assert!(backend.backend.access_token("local", &id).await.unwrap().is_none());
        let asked: Vec<_> = backend.sandbox.requests().into_iter().map(|r| r.path).collect();
        assert_eq!(asked.last().map(String::as_str), Some(TOKEN_PATH), "the token was not used");
    }
    backend
        .sandbox
        .behave(Behavior { token_site: Some("beta.eu.teamwork.com".to_owned()), ..at_token() });
    let ended = browser.connect(&id).await;
    assert_eq!(ended["account"]["siteUrl"], "https://beta.eu.teamwork.com");
    backend.sandbox.reset();

    let there = at_site(oauth("projects", "v3", &client), "eu", "beta");
    assert_eq!(browser.caller().replace(&id, "*", &there).await.status(), 200);
    let start = browser.begin(&id).await;
    let login = browser.sent_on(&start.start_url).await;
    let callback = browser.accept_at(&login, "beta", "eu").await;
    assert_eq!(browser.finish(&start, &callback).await["status"], "succeeded");
}

#[tokio::test]
async fn a_product_that_cannot_be_used_keeps_it_offline() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let id = connection(&browser).await;
    for (status, expected) in [
        (401, "denied"),
        (403, "product_unavailable"),
        (404, "product_unavailable"),
        (302, "product_unavailable"),
        (429, "rate_limited"),
        (503, "provider_unavailable"),
        (418, "bad_response"),
    ] {
        let path = Some(DESK_PATH.to_owned());
        let behavior = Behavior { path, status: Some(status), ..Behavior::default() };
        let code = failure(&backend, &browser, &id, &behavior).await;
        assert_eq!(code, expected, "{status}");
    }
    let read = browser.caller().get_json(&format!("/connections/{id}")).await;
    assert!(read.get("pendingAuthorization").is_none());
}

#[tokio::test]
async fn a_wrong_client_secret_is_reported() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let wrong = with(sandbox_client(), "clientSecret", "wrong");
    let client = browser.caller().created_client(&wrong).await;
    let id = browser.caller().created(&oauth("desk", "v0", &client)).await;
    assert_eq!(browser.connect(&id).await["code"], "client_invalid");
    assert_eq!(browser.caller().replace_client(&client, &sandbox_client()).await.status(), 200);
    assert_eq!(browser.connect(&id).await["status"], "succeeded");
}

#[tokio::test]
async fn t57_a_client_changed_meanwhile_is_never_mixed_up() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let client =
        browser.caller().created_client(&with(sandbox_client(), "clientSecret", "x")).await;
    let id = browser.caller().created(&oauth("desk", "v2", &client)).await;
    let replace = async |body: &Value| {
        assert_eq!(browser.caller().replace_client(&client, body).await.status(), 200);
    };
    // Its secret is corrected while the user signs in: it still belongs to the same app.
    let start = browser.begin(&id).await;
    let callback = browser.accept(&start, "acme").await;
    replace(&sandbox_client()).await;
    assert_eq!(browser.finish(&start, &callback).await["status"], "succeeded");

    // It becomes another app: the code was not issued for that one.
    backend.sandbox.reset();
    let start = browser.begin(&id).await;
    let callback = browser.accept(&start, "acme").await;
    replace(&with(sandbox_client(), "clientId", "another-app")).await;
    assert_eq!(browser.finish(&start, &callback).await["code"], "client_invalid");
    assert_eq!(backend.exchanges(), 0);
    assert!(
        backend.backend.access_token("local", &id).await.unwrap().is_some(),
        "the old token stays"
    );

    // Before the user is redirected to Teamwork, nothing depends on it yet.
    let start = browser.begin(&id).await;
    replace(&sandbox_client()).await;
    let callback = browser.accept(&start, "acme").await;
    assert_eq!(browser.finish(&start, &callback).await["status"], "succeeded");
}
