//! How sessions end.

use std::time::Duration;

use reqwest::Method;
use teamwork_connect_backend::BearerToken;

use crate::common::{Caller, TestBackend, problem};

const COOKIE: &str = "teamwork-connect-session";

async fn end(caller: &Caller, path: &str) -> reqwest::Response {
    let answer = caller.request(Method::DELETE, path).send().await.unwrap();
    assert_eq!(answer.status(), 204, "{path}");
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with(&format!("{COOKIE}=; ")), "{cookie}");
    assert!(cookie.contains("Path=/api;") && cookie.contains("Max-Age=0;"), "{cookie}");
    answer
}

#[tokio::test]
async fn m4_signing_out_affects_only_this_browser() {
    let backend = TestBackend::start().await;
    let (caller, elsewhere) = (backend.caller().await, backend.caller().await);
    end(&caller, "/session").await;
    problem(caller.get("/connections").await, 401, "session_expired").await;
    assert_eq!(elsewhere.count().await, 0, "the other session stays");
    end(&caller, "/session").await;
    end(&backend.stranger(), "/session").await;
    let forged = elsewhere.bare(Method::DELETE, "/session").send().await.unwrap();
    problem(forged, 403, "forbidden").await;
    assert_eq!(elsewhere.count().await, 0);
}

#[tokio::test]
async fn m4_all_sessions_of_an_account_can_be_ended_at_once() {
    let backend = TestBackend::start().await;
    let (one, two) = (backend.caller_of("ada").await, backend.caller_of("ada").await);
    let other = backend.caller_of("other").await;
    let stranger = backend.stranger().request(Method::DELETE, "/sessions").send().await.unwrap();
    problem(stranger, 401, "session_expired").await;
    end(&one, "/sessions").await;
    for ended in [one, two] {
        problem(ended.get("/connections").await, 401, "session_expired").await;
    }
    assert_eq!(other.count().await, 0);

    let again = backend.caller_of("ada").await;
    assert_eq!(backend.backend.sign_out_everywhere("ada").await.unwrap(), 1);
    problem(again.get("/connections").await, 401, "session_expired").await;
    assert_eq!(backend.backend.sign_out_everywhere("nobody").await.unwrap(), 0);
}

#[tokio::test]
async fn m4_a_session_lasts_as_long_as_configured() {
    let backend = TestBackend::start_with(|config| {
        config.session_lifetime = Duration::from_secs(60);
    })
    .await;
    let answer = backend.stranger().get("/config").await;
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.contains("Max-Age=60;"), "{cookie}");
    let caller = backend.stranger().with_cookie(&cookie);
    backend.clock.advance(Duration::from_secs(58));
    assert_eq!(caller.count().await, 0);
    backend.clock.advance(Duration::from_secs(2));
    problem(caller.get("/connections").await, 401, "session_expired").await;
}

#[tokio::test]
async fn m3_configuring_a_token_ends_earlier_sessions() {
    let backend = TestBackend::start().await;
    let (caller, other) = (backend.caller().await, backend.caller_of("other").await);
    assert_eq!(caller.count().await, 0);
    let token = BearerToken::new("a-token-to-try-out").unwrap();
    let backend = backend.restart_with(|config| config.bearer_token = Some(token)).await;
    let (caller, other) = (caller.at(backend.address), other.at(backend.address));
    problem(caller.get("/connections").await, 401, "session_expired").await;
    problem(caller.get("/config").await, 401, "session_expired").await;
    assert_eq!(other.count().await, 0, "only the token's account is affected");
    // A session created meanwhile, for example by a server's own sign-in, doesn't work either.
    let late = backend.caller_of("local").await;
    problem(late.get("/connections").await, 401, "session_expired").await;

    // Without the token they stay ended.
    let backend = backend.restart().await;
    let caller = caller.at(backend.address);
    problem(caller.get("/connections").await, 401, "session_expired").await;
}

#[tokio::test]
async fn m5_a_cookie_from_another_subdomain_signs_nobody_in() {
    let backend = TestBackend::start_with(|config| {
        config.public_url = "https://app.example/api".parse().unwrap();
    })
    .await;
    let cookie = async |account: &str| {
        let cookie = backend.backend.sign_in(account).await.unwrap();
        assert!(cookie.starts_with("__Host-teamwork-connect-session="), "{cookie}");
        assert!(cookie.contains("; Path=/;") && cookie.ends_with("; Secure"), "{cookie}");
        cookie.split(';').next().unwrap().to_owned()
    };
    let (own, tossed) = (cookie("ada").await, cookie("mallory").await);
    let get = async |cookies: String| {
        backend.stranger().with_cookies(cookies).get("/connections").await.status()
    };
    assert_eq!(get(own.clone()).await, 200);
    assert_eq!(get(format!("{own}; a=b; {tossed}")).await, 401);
    assert_eq!(get(format!("{tossed}; {own}")).await, 401);
    let insecure = tossed.replace("__Host-", "");
    assert_eq!(get(format!("{insecure}; {own}")).await, 200, "the other cookie is ignored");
}
