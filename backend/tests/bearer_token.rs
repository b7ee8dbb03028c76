//! Authenticating the local account with a bearer token, to try out a page on another site; and authentication by
//! a server that mounts the backend.

use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use reqwest::Method;
use serde_json::Value;
use teamwork_connect_backend::{Backend, BearerToken, Caller as Known, Origin};

use crate::common::{APP_ORIGIN, TestBackend, authority, oauth, problem, projects, sandbox_client};

const TOKEN: &str = "a-token-to-try-out";

async fn requiring_token() -> TestBackend {
    TestBackend::start_with(|config| {
        config.bearer_token = Some(BearerToken::new(TOKEN).unwrap());
        config.allowed_origins = vec![Origin::parse(APP_ORIGIN).unwrap()];
    })
    .await
}

#[tokio::test]
async fn the_token_authenticates_the_local_account_without_a_cookie() {
    let backend = requiring_token().await;
    let stranger = backend.stranger();
    let caller = stranger.with_token(TOKEN);
    let config = caller.get("/config").await;
    assert_eq!(config.status(), 200);
    assert!(!config.headers().contains_key("set-cookie"));
    let id = caller.created(&projects("Acme", "the-key")).await;
    assert_eq!(*backend.backend.api_key("local", &id).await.unwrap().unwrap(), "the-key");

    let others = ["a-token-to-try-ou", "a-token-to-try-out2", "A-TOKEN-TO-TRY-OUT", ""];
    let mut strangers: Vec<_> = others.iter().map(|token| stranger.with_token(token)).collect();
    strangers.push(stranger.clone());
    for stranger in strangers {
        for path in ["/config", "/connections"] {
            let refused = stranger.get(path).await;
            assert!(!refused.headers().contains_key("set-cookie"));
            problem(refused, 401, "session_expired").await;
        }
    }
    let basic = stranger.request(Method::GET, "/connections").basic_auth(TOKEN, Some(TOKEN));
    problem(basic.send().await.unwrap(), 401, "session_expired").await;
}

#[tokio::test]
async fn pages_on_other_sites_can_send_the_token() {
    let backend = requiring_token().await;
    let request =
        backend.stranger().bare(Method::OPTIONS, "/connections").header("Origin", APP_ORIGIN);
    let request = request
        .header("Access-Control-Request-Method", "GET")
        .header("Access-Control-Request-Headers", "authorization,x-requested-with");
    let answer = request.send().await.unwrap();
    let allowed = answer.headers()["access-control-allow-headers"].to_str().unwrap();
    let allowed = allowed.to_ascii_lowercase();
    assert!(allowed.split(',').any(|name| name.trim() == "authorization"), "{allowed}");
}

#[tokio::test]
async fn an_authorization_is_confirmed_with_the_token() {
    let backend = requiring_token().await;
    let browser = backend.foreign_browser().with_token(TOKEN);
    let client = browser.caller().created_client(&sandbox_client()).await;
    let id = browser.caller().created(&oauth("desk", "v2", &client)).await;
    let start = browser.begin(&id).await;
    let callback = browser.accept(&start, "acme").await;
    let verification_code = browser.verification_code(&start, &callback).await;
    let confirmed = browser.confirm(&start.id, &verification_code).await;
    assert_eq!(confirmed.json::<Value>().await.unwrap()["status"], "succeeded");
    assert!(backend.backend.access_token("local", &id).await.unwrap().is_some());
}

/// A user whom the server identifies by its own cookie, which the backend ignores.
async fn known_by_cookie(mut request: Request, next: Next) -> axum::response::Response {
    let cookie = request.headers().get("cookie").and_then(|value| value.to_str().ok());
    let account = cookie.and_then(|cookie| cookie.split("own-session=").nth(1));
    if let Some(account) = account.and_then(|rest| rest.split(';').next()) {
        let caller = Known::by_cookie(account);
        request.extensions_mut().insert(caller);
    }
    next.run(request).await
}

#[tokio::test]
async fn a_server_can_identify_users_by_its_own_cookies() {
    let backend = TestBackend::start().await;
    let mut config = backend.config();
    config.local_account = None;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    config.allowed_hosts.push(authority(address));
    let mounted = Backend::start(config).await.unwrap();
    let router = mounted.router().layer(from_fn(known_by_cookie));
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });

    let (browser, other) =
        (backend.foreign_browser().at(address), backend.foreign_browser().at(address));
    problem(browser.caller().get("/config").await, 401, "session_expired").await;
    browser.keep_cookie("own-session=ada; Path=/");
    other.keep_cookie("own-session=other; Path=/");
    assert_eq!(browser.caller().get("/config").await.status(), 200);
    let client = browser.caller().created_client(&sandbox_client()).await;
    let id = browser.caller().created(&oauth("desk", "v2", &client)).await;
    problem(other.caller().get(&format!("/connections/{id}")).await, 404, "not_found").await;

    // The authorization is bound by a cookie, and needs no confirmation.
    let start = browser.begin(&id).await;
    assert_eq!(start.set_cookies.len(), 1);
    other.keep_cookie(&start.set_cookies[0]);
    assert_eq!(other.visit(&start.start_url).await.status(), 403, "another user is signed in");
    let callback = browser.accept(&start, "acme").await;
    assert_eq!(browser.finish(&start, &callback).await["status"], "succeeded");
    assert!(mounted.access_token("ada", &id).await.unwrap().is_some());
}
