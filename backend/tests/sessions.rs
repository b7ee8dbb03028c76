//! Callers are identified by a session cookie.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;

use crate::common::{TestBackend, problem, projects};

#[tokio::test]
async fn reading_the_configuration_signs_in() {
    let backend = TestBackend::start().await;
    let answer = backend.stranger().get("/config").await;
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    for part in ["; HttpOnly", "; SameSite=Lax", "; Path=/api;", "; Max-Age="] {
        assert!(cookie.contains(part), "{part}");
    }
    assert!(!cookie.contains("Secure"), "plain http on this machine");
    let config: serde_json::Value = answer.json().await.unwrap();
    assert_eq!(
        config,
        json!({
            "redirectUri": "http://localhost:8080/api/oauth/callback",
            "capabilities": ["connections", "test", "oauthClients", "manageOauthClients", "authorizations"],
        })
    );
    let caller = backend.stranger().with_cookie(&cookie);
    assert_eq!(caller.count().await, 0);
    let again = caller.get("/config").await;
    assert!(!again.headers().contains_key("set-cookie"), "the session is kept");
}

#[tokio::test]
async fn over_tls_the_cookie_is_secure() {
    let backend = TestBackend::start_with(|config| {
        config.public_url = "https://app.example/api".parse().unwrap();
    })
    .await;
    let answer = backend.stranger().get("/config").await;
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("__Host-") && cookie.ends_with("; Secure"), "{cookie}");
}

#[tokio::test]
async fn requests_without_a_session_are_rejected() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let id = caller.created(&projects("Acme", "key")).await;
    let mut strangers = vec![backend.stranger()];
    for token in ["", "guess", "%00", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
        let cookie = format!("teamwork-connect-session={token}");
        strangers.push(backend.stranger().with_cookie(&cookie));
    }
    for stranger in strangers {
        let path = format!("/connections/{id}");
        problem(stranger.get("/connections").await, 401, "session_expired").await;
        problem(stranger.get(&path).await, 401, "session_expired").await;
        problem(stranger.delete(&id).await, 401, "session_expired").await;
        let body = projects("Strange", "key");
        problem(stranger.create(&body).await, 401, "session_expired").await;
        problem(stranger.replace(&id, "\"1\"", &body).await, 401, "session_expired").await;
        let test = stranger.request(Method::POST, "/connections/test").json(&body);
        problem(test.send().await.unwrap(), 401, "session_expired").await;
    }
    assert_eq!(caller.get_json("/connections").await[0]["name"], "Acme");
    assert!(backend.sandbox.requests().is_empty());
}

#[tokio::test]
async fn a_session_ends_after_a_month_and_is_renewed() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    caller.created(&projects("Acme", "key")).await;
    backend.clock.advance(Duration::from_secs(31 * 24 * 60 * 60));
    problem(caller.get("/connections").await, 401, "session_expired").await;
    assert!(caller.get("/config").await.headers().contains_key("set-cookie"));
    assert_eq!(backend.caller().await.count().await, 1);
}

#[tokio::test]
async fn without_a_local_account_only_the_server_can_sign_in() {
    let backend = TestBackend::start_with(|config| config.local_account = None).await;
    problem(backend.stranger().get("/config").await, 401, "session_expired").await;
    let caller = backend.caller_of("somebody").await;
    assert_eq!(caller.get("/config").await.status(), 200);
    assert_eq!(caller.count().await, 0);
}

#[tokio::test]
async fn sqlite_the_database_does_not_contain_the_token() {
    let backend = TestBackend::start().await;
    let answer = backend.stranger().get("/config").await;
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    let token = cookie.split(['=', ';']).nth(1).unwrap();
    assert_eq!(token.len(), 43);
    backend.stop().await;
    let file = std::fs::read(backend.database()).unwrap();
    let found = file.windows(token.len()).any(|window| window == token.as_bytes());
    assert!(!found);
}
