//! Sign-ins that fail because of a configured behavior.

use std::time::{Duration, Instant};

use crate::common::Running;
use crate::sign_in::{
    CALLBACK, TOKEN, WWW, body_for, code_for, decide, exchange, get, location, login_of, open,
    open_with, parameter, sign_in, up_to_consent,
};
use reqwest::Method;
use serde_json::{Value, json};
use teamwork_connect_sandbox::Behavior;

const LOGIN: &str = "/launchpad/login";
const CONSENT: &str = "/launchpad/consent";
const ME: &str = "/projects/api/v3/me.json";

/// Sets a behavior over HTTP, as a test in another process does.
async fn tell(running: &Running, behavior: Value) {
    let request = running.request(Method::POST, "localhost", "/sandbox/behavior");
    assert_eq!(request.json(&behavior).send().await.unwrap().status(), 204);
}

#[tokio::test]
async fn denies_at_once() {
    let running = Running::start().await;
    tell(&running, json!({"path": LOGIN, "error": "access_denied"})).await;
    let response = open(&running).await;
    assert_eq!(response.status(), 303);
    let url = location(&response);
    assert!(url.as_str().starts_with(CALLBACK), "{url}");
    assert_eq!(parameter(&url, "error").as_deref(), Some("access_denied"));
    assert_eq!(parameter(&url, "state").as_deref(), Some("a b&c=d"));
    // Only to the app's redirect URI.
    let query = [("client_id", "sandbox-client"), ("redirect_uri", "https://evil.example/")];
    assert_eq!(open_with(&running, &query).await.status(), 400);
}

#[tokio::test]
async fn fails_after_consent_with_either_button() {
    let running = Running::start().await;
    tell(&running, json!({"path": CONSENT, "error": "server_error"})).await;
    for decision in ["accept", "deny"] {
        let login = up_to_consent(&running, "acme", "us").await;
        let url = location(&decide(&running, &login, decision).await);
        assert_eq!(parameter(&url, "error").as_deref(), Some("server_error"), "{decision}");
        assert_eq!(parameter(&url, "code"), None);
    }
}

#[tokio::test]
async fn describes_an_error_as_configured() {
    let running = Running::start().await;
    let hostile = "<script>alert(1)</script>&state=x";
    tell(&running, json!({"errorDescription": hostile})).await;
    let login = up_to_consent(&running, "acme", "us").await;
    let url = location(&decide(&running, &login, "deny").await);
    assert_eq!(parameter(&url, "error").as_deref(), Some("access_denied"));
    assert_eq!(parameter(&url, "error_description").as_deref(), Some(hostile));
    assert_eq!(parameter(&url, "state").as_deref(), Some("a b&c=d"));
}

#[tokio::test]
async fn redirects_without_the_state() {
    let running = Running::start().await;
    tell(&running, json!({"omitState": true})).await;
    for (decision, name) in [("accept", "code"), ("deny", "error")] {
        let login = up_to_consent(&running, "acme", "us").await;
        let url = location(&decide(&running, &login, decision).await);
        assert!(parameter(&url, name).is_some(), "{url}");
        assert_eq!(parameter(&url, "state"), None, "{url}");
    }
    tell(&running, json!({"omitState": true, "error": "access_denied"})).await;
    let url = location(&open(&running).await);
    assert_eq!(parameter(&url, "state"), None, "{url}");
}

#[tokio::test]
async fn sends_an_opener_policy_with_both_pages_and_the_redirect() {
    let running = Running::start().await;
    for policy in ["same-origin", "same-origin-allow-popups", "noopener-allow-popups"] {
        tell(&running, json!({"crossOriginOpenerPolicy": policy})).await;
        let page = open(&running).await;
        assert_eq!(page.headers()["cross-origin-opener-policy"], policy);
        let login = login_of(&page.text().await.unwrap());
        let page = sign_in(&running, &login, "acme", "us").await;
        assert_eq!(page.headers()["cross-origin-opener-policy"], policy);
        let back = decide(&running, &login, "accept").await;
        assert_eq!(back.status(), 303);
        assert_eq!(back.headers()["cross-origin-opener-policy"], policy);
    }
}

#[tokio::test]
async fn tries_to_navigate_the_opener() {
    let running = Running::start().await;
    assert!(!open(&running).await.text().await.unwrap().contains("<script"));
    tell(&running, json!({"navigateOpener": "https://evil.example/</script>\"'"})).await;
    let page = open(&running).await.text().await.unwrap();
    let expected = r#"opener.location = "https://evil.example/\u003c/script>\"'" }"#;
    assert!(page.contains(expected), "{page}");
    let login = login_of(&page);
    assert_eq!(sign_in(&running, &login, "acme", "us").await.status(), 200);
}

#[tokio::test]
async fn issues_the_token_for_another_site() {
    let running = Running::start().await;
    tell(&running, json!({"tokenSite": "beta.eu.teamwork.com"})).await;
    let code = code_for(&running, "acme", "us").await;
    let (status, answer) = exchange(&running, &body_for(&code)).await;
    assert_eq!(status, 200);
    let installation = &answer["installation"];
    assert_eq!(installation["apiEndPoint"], "https://beta.eu.teamwork.com/");
    assert_eq!((&installation["region"], &installation["name"]), (&json!("EU"), &json!("beta")));
    let token = answer["access_token"].as_str().unwrap();
    assert_eq!(get(&running, "beta.eu.teamwork.com", ME, token).await.0, 200);
    assert_eq!(get(&running, "acme.teamwork.com", ME, token).await.0, 401);
}

#[tokio::test]
async fn uses_the_other_spelling_of_the_end_point() {
    let running = Running::start().await;
    tell(&running, json!({"newSpelling": true})).await;
    let code = code_for(&running, "acme", "us").await;
    let (_, answer) = exchange(&running, &body_for(&code)).await;
    assert_eq!(answer["installation"]["apiEndpoint"], "https://acme.teamwork.com/");
    assert_eq!(answer["installation"]["apiEndPoint"], Value::Null);
}

#[tokio::test]
async fn the_token_endpoint_responds_as_configured_and_keeps_the_code() {
    let running = Running::start().await;
    let code = code_for(&running, "acme", "us").await;
    let post = || running.request(Method::POST, WWW, TOKEN).json(&body_for(&code)).send();
    for status in [400, 401, 403, 404, 429, 500, 503] {
        tell(&running, json!({"path": TOKEN, "status": status, "retryAfter": 3})).await;
        let response = post().await.unwrap();
        assert_eq!(response.status(), status);
        assert_eq!(response.headers()["retry-after"], "3");
        assert_eq!(response.text().await.unwrap(), "");
    }
    let html = json!({"path": TOKEN, "body": "<!doctype html>", "contentType": "text/html"});
    tell(&running, html).await;
    let response = post().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "text/html");
    assert_eq!(response.text().await.unwrap(), "<!doctype html>");

    tell(&running, json!({"path": TOKEN, "body": ""})).await;
    let response = post().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.bytes().await.unwrap(), "");

    tell(&running, json!({"path": TOKEN, "location": "http://169.254.169.254/"})).await;
    let response = post().await.unwrap();
    assert_eq!(response.status(), 302);
    assert_eq!(response.headers()["location"], "http://169.254.169.254/");

    for error in ["invalid_client", "invalid_grant"] {
        tell(&running, json!({"path": TOKEN, "error": error})).await;
        let (status, answer) = exchange(&running, &body_for(&code)).await;
        assert_eq!((status, &answer["error"]), (400, &json!(error)));
    }

    running.sandbox.behave(Behavior::default());
    assert_eq!(exchange(&running, &body_for(&code)).await.0, 200);
}

#[tokio::test]
async fn the_token_endpoint_is_slow() {
    let running = Running::start().await;
    let code = code_for(&running, "acme", "us").await;
    tell(&running, json!({"path": TOKEN, "delayMs": 50})).await;
    let asked = Instant::now();
    assert_eq!(exchange(&running, &body_for(&code)).await.0, 200);
    assert!(asked.elapsed() >= Duration::from_millis(50));
}

#[tokio::test]
async fn the_token_endpoint_uses_the_code_and_never_responds() {
    let running = Running::start().await;
    let code = code_for(&running, "acme", "us").await;
    tell(&running, json!({"path": TOKEN, "noAnswer": true})).await;
    let body = body_for(&code).to_string();
    let request = format!(
        "POST {TOKEN} HTTP/1.1\r\nHost: {WWW}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    assert_eq!(running.bytes_of(request).await, b"");
    let exchanges = running.sandbox.requests();
    assert_eq!(exchanges.iter().filter(|request| request.path == TOKEN).count(), 1);
    running.sandbox.behave(Behavior::default());
    let (status, answer) = exchange(&running, &body_for(&code)).await;
    assert_eq!((status, &answer["error"]), (400, &json!("invalid_grant")));
}

#[tokio::test]
async fn the_user_may_lack_a_product() {
    let running = Running::start().await;
    let code = code_for(&running, "acme", "us").await;
    let (_, answer) = exchange(&running, &body_for(&code)).await;
    let token = answer["access_token"].as_str().unwrap();
    for status in [403, 404] {
        let body = r#"{"errors":[]}"#;
        let path = "/desk/api/v2/me.json";
        tell(&running, json!({"path": path, "status": status, "body": body})).await;
        assert_eq!(get(&running, "acme.teamwork.com", path, token).await.0, status);
        assert_eq!(get(&running, "acme.teamwork.com", ME, token).await.0, 200);
    }
}
