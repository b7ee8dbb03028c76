//! Codes that were issued for someone else.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::routing::post;
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::net::TcpListener;

use crate::common::{Browser, Log, TOKEN_PATH, TestBackend, oauth, sandbox_client};

const CALLBACK: &str = "http://localhost:8080/api/oauth/callback";

async fn connection(browser: &Browser) -> String {
    let client = browser.caller().created_client(&sandbox_client()).await;
    browser.caller().created(&oauth("desk", "v0", &client)).await
}

fn parameter(url: &str, name: &str) -> Option<String> {
    let url = url::Url::parse(url).unwrap();
    url.query_pairs().find(|(own, _)| own == name).map(|(_, value)| value.into_owned())
}

#[tokio::test]
async fn t33_with_pkce_a_victims_code_is_useless_in_another_authorization() {
    let log = Log::get();
    let backend = TestBackend::start_with(|config| config.pkce = true).await;
    let (victim, attacker) = (backend.browser().await, backend.browser_of("attacker").await);
    let theirs = victim.begin(&connection(&victim).await).await;
    let code = parameter(&victim.accept(&theirs, "acme").await, "code").unwrap();

    let id = connection(&attacker).await;
    let start = attacker.begin(&id).await;
    let login = attacker.sent_on(&start.start_url).await;
    let state = parameter(&login, "state").unwrap();
    let injected = format!("{CALLBACK}?code={code}&state={state}");
    let expected = json!({"id": start.id, "status": "failed", "code": "grant_invalid"});
    assert_eq!(attacker.finish(&start, &injected).await, expected);
    assert!(backend.backend.access_token("attacker", &id).await.unwrap().is_none());
    let parts = [&format!("id=\"{}\"", start.id) as &str, "code=grant_invalid"];
    assert_eq!(log.audited("authorization.failed", &parts), 1);
}

#[tokio::test]
async fn pkce_works_in_both_settings() {
    let backend = TestBackend::start_with(|config| config.pkce = true).await;
    let browser = backend.browser().await;
    let start = browser.begin(&connection(&browser).await).await;
    // Another authorization has another challenge. Another visit doesn't: either window can be used.
    let other = browser.begin(&connection(&browser).await).await;
    let (first, second) =
        (browser.sent_on(&start.start_url).await, browser.sent_on(&start.start_url).await);
    let others = browser.sent_on(&other.start_url).await;
    let challenge = |url: &str| parameter(url, "code_challenge").unwrap();
    assert_eq!(challenge(&first).len(), 43);
    assert_ne!(challenge(&first), challenge(&others));
    assert_eq!(parameter(&first, "code_challenge_method").as_deref(), Some("S256"));
    assert_eq!(first, second);
    let callback = browser.accept_at(&first, "acme", "us").await;
    assert_eq!(browser.finish(&start, &callback).await["status"], "succeeded");

    let browser = backend.cross_site_browser("ada");
    let id = connection(&browser).await;
    let path = format!("/connections/{id}/authorizations");
    let request = browser.caller().request(reqwest::Method::POST, &path);
    let begun: Value =
        request.json(&json!({"mode": "popup"})).send().await.unwrap().json().await.unwrap();
    let login = browser.sent_on(begun["startUrl"].as_str().unwrap()).await;
    let callback = browser.accept_at(&login, "acme", "us").await;
    let verification_code =
        browser.verification_code_on(&browser.sent_on(&callback).await).await.unwrap();
    let confirmed = browser.confirm(begun["id"].as_str().unwrap(), &verification_code).await;
    assert_eq!(confirmed.json::<Value>().await.unwrap()["status"], "succeeded");
}

/// A token endpoint that records its requests.
async fn recording() -> (SocketAddr, Arc<Mutex<Vec<Value>>>) {
    let kept = Arc::new(Mutex::new(Vec::new()));
    let keep = async |State(kept): State<Arc<Mutex<Vec<Value>>>>, Json(body): Json<Value>| {
        kept.lock().unwrap().push(body);
        Json(json!({"error": "invalid_grant"}))
    };
    let router = Router::new().route(TOKEN_PATH, post(keep)).with_state(Arc::clone(&kept));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (address, kept)
}

#[tokio::test]
async fn t33_a_code_is_exchanged_with_the_authorizations_client_and_redirect_uri() {
    for pkce in [false, true] {
        let (teamwork, kept) = recording().await;
        let backend = TestBackend::start_with(|config| {
            config.sandbox_url = Some(format!("http://{teamwork}").parse().unwrap());
            config.pkce = pkce;
        })
        .await;
        let browser = backend.browser().await;
        let start = browser.begin(&connection(&browser).await).await;
        let login = browser.sent_on(&start.start_url).await;
        let state = parameter(&login, "state").unwrap();
        // Regardless of what else is in the address.
        let others = "client_id=other&redirect_uri=https%3A%2F%2Fevil.example&code_verifier=x";
        let callback = format!("{CALLBACK}?code=stolen&state={state}&{others}");
        assert_eq!(browser.finish(&start, &callback).await["code"], "grant_invalid");
        let kept = kept.lock().unwrap();
        let [body] = kept.as_slice() else { panic!("one exchange") };
        let verifier = body.get("code_verifier").map(|verifier| verifier.as_str().unwrap());
        let challenge = verifier.map(|verifier| URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)));
        assert_eq!(challenge, parameter(&login, "code_challenge"));
        assert_eq!(challenge.is_some(), pkce);
        let mut expected = json!({
            "code": "stolen",
            "client_id": "sandbox-client",
            "client_secret": "sandbox-secret",
            "redirect_uri": CALLBACK,
        });
        if let Some(verifier) = verifier {
            expected["code_verifier"] = verifier.into();
        }
        assert_eq!(*body, expected);
    }
}

#[tokio::test]
async fn t36_callbacks_at_other_paths_are_not_accepted() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let start = browser.begin(&connection(&browser).await).await;
    let callback = browser.accept(&start, "acme").await;
    let query = callback.split_once('?').unwrap().1;
    for path in ["/oauth/other/callback", "/oauth/callback/", "/oauth/Callback", "/callback", ""] {
        let answer = browser.visit(&format!("http://localhost:8080/api{path}?{query}")).await;
        assert_eq!(answer.status(), 404, "{path}");
    }
    let other = format!("http://localhost:8080/api/oauth/done/{}?{query}", start.id);
    assert_eq!(browser.visit(&other).await.status(), 200);
    assert_eq!(backend.exchanges(), 0);
    assert_eq!(browser.status(&start.id).await["status"], "pending");
    assert_eq!(browser.finish(&start, &callback).await["status"], "succeeded");
}
