//! How often requests are allowed.

use core::num::NonZeroU32;
use std::time::Duration;

use reqwest::{Method, Response};
use serde_json::json;
use sqlx::Connection;
use teamwork_connect_backend::{BearerToken, Clock, RateLimits};

use crate::common::{Browser, Caller, TestBackend, oauth, problem, projects, sandbox_client};

async fn limited(limits: RateLimits) -> TestBackend {
    TestBackend::start_with(|config| {
        config.clock = Clock::standing();
        config.rate_limits = limits;
        config.trusted_proxies = vec!["127.0.0.1".parse().map(std::net::IpAddr::into).unwrap()];
    })
    .await
}

const fn per_minute(limit: u32) -> Option<NonZeroU32> {
    NonZeroU32::new(limit)
}

async fn too_many(answer: Response, retry_after: &str) {
    assert_eq!(answer.headers()["retry-after"], retry_after);
    problem(answer, 429, "rate_limited").await;
}

async fn connection(browser: &Browser) -> String {
    let client = browser.caller().created_client(&sandbox_client()).await;
    browser.caller().created(&oauth("desk", "v2", &client)).await
}

#[tokio::test]
async fn saves_per_account_are_limited() {
    let backend = limited(RateLimits { save: per_minute(6), ..RateLimits::OFF }).await;
    let (caller, other) = (backend.caller().await, backend.caller_of("other").await);
    let body = projects("Acme", "key");
    // Whatever is saved, even if it is rejected for another reason.
    let id = caller.created(&body).await;
    let client = caller.created_client(&sandbox_client()).await;
    caller.replace(&id, "*", &body).await;
    caller.replace_client(&client, &sandbox_client()).await;
    caller.test(&body).await;
    problem(caller.create(&json!({"name": ""})).await, 422, "invalid").await;

    too_many(caller.create(&body).await, "10").await;
    too_many(caller.replace(&id, "*", &body).await, "10").await;
    too_many(caller.create_client(&sandbox_client()).await, "10").await;
    too_many(caller.replace_client(&client, &sandbox_client()).await, "10").await;
    let test = caller.request(Method::POST, "/connections/test").json(&body);
    too_many(test.send().await.unwrap(), "10").await;
    assert_eq!(caller.count().await, 1, "reading is not limited");
    other.created(&body).await;

    backend.clock.advance(Duration::from_secs(10));
    caller.created(&body).await;
    too_many(caller.create(&body).await, "10").await;
    assert_eq!(caller.delete(&id).await.status(), 204);
}

#[tokio::test]
async fn authorizations_per_account_are_limited() {
    let backend = limited(RateLimits { start: per_minute(3), ..RateLimits::OFF }).await;
    let browser = backend.browser().await;
    let id = connection(&browser).await;
    let mut starts = Vec::new();
    for _ in 0..3 {
        starts.push(browser.begin(&id).await);
    }
    too_many(browser.try_begin(&id, &json!({"mode": "popup"})).await, "20").await;
    let last = starts.last().unwrap();
    assert_eq!(
        browser.status(&last.id).await["status"],
        "pending",
        "the last one is not superseded"
    );
    let other = backend.browser_of("other").await;
    other.begin(&connection(&other).await).await;
    backend.clock.advance(Duration::from_secs(20));
    browser.begin(&id).await;
}

#[tokio::test]
async fn polling_an_authorization_is_limited() {
    let backend = limited(RateLimits { poll: per_minute(4), ..RateLimits::OFF }).await;
    let browser = backend.browser().await;
    let (one, other) = (connection(&browser).await, connection(&browser).await);
    let (one, other) = (browser.begin(&one).await, browser.begin(&other).await);
    for _ in 0..4 {
        browser.status(&one.id).await;
    }
    let path = format!("/authorizations/{}", one.id);
    too_many(browser.caller().get(&path).await, "15").await;
    browser.status(&other.id).await;
    let cancel = browser.caller().request(Method::DELETE, &path).send().await.unwrap();
    assert_eq!(cancel.status(), 204, "canceling is not limited");
}

#[tokio::test]
async fn visits_of_start_page_and_callback_per_address_are_limited() {
    let backend = limited(RateLimits { callback: per_minute(2), ..RateLimits::OFF }).await;
    let browser = backend.browser().await;
    let start = browser.begin(&connection(&browser).await).await;
    let visit = async |path: &str, ip: &str| {
        let caller = backend.stranger().with_cookies(browser.cookie_header());
        caller.bare(Method::GET, path).header("X-Forwarded-For", ip).send().await.unwrap()
    };
    let path = format!("/oauth/start/{}", start.id);
    assert_eq!(visit(&path, "192.0.2.1").await.status(), 303);
    assert_eq!(visit("/oauth/callback", "192.0.2.1").await.status(), 400);
    for path in [path.as_str(), "/oauth/callback"] {
        let refused = visit(path, "192.0.2.1").await;
        assert_eq!(refused.status(), 429);
        assert_eq!(refused.headers()["retry-after"], "30");
        assert_eq!(refused.headers()["content-type"], "text/html; charset=utf-8");
        let page = refused.text().await.unwrap();
        assert!(page.contains("data-code=\"rate_limited\""), "{page}");
    }
    let done = format!("/oauth/done/{}", start.id);
    assert_eq!(visit(&done, "192.0.2.1").await.status(), 200, "the done page is not limited");
    // A client cannot pose as another one.
    assert_eq!(visit(&path, "192.0.2.9, 192.0.2.1").await.status(), 429);
    assert_eq!(visit(&path, "192.0.2.2").await.status(), 303);
    // An IPv6 network belongs to a single owner.
    for (ip, status) in [("2001:db8::1", 303), ("2001:db8::2", 303), ("2001:db8::3", 429)] {
        assert_eq!(visit(&path, ip).await.status(), status, "{ip}");
    }
    backend.clock.advance(Duration::from_secs(30));
    assert_eq!(visit(&path, "192.0.2.1").await.status(), 303);
}

#[tokio::test]
async fn m12_deletions_cancellations_and_confirmations_are_limited() {
    let backend = limited(RateLimits { change: per_minute(4), ..RateLimits::OFF }).await;
    let browser = backend.browser().await;
    let (caller, other) = (browser.caller(), backend.caller_of("other").await);
    let id = connection(&browser).await;
    let start = browser.begin(&id).await;
    let paths = [
        (Method::DELETE, format!("/connections/{id}")),
        (Method::DELETE, format!("/oauth-clients/{id}")),
        (Method::DELETE, format!("/authorizations/{}", start.id)),
        (Method::POST, format!("/authorizations/{}/confirm", start.id)),
    ];
    let send = async |caller: &Caller, method: &Method, path: &str| {
        let request = caller.request(method.clone(), path);
        request.json(&json!({"verificationCode": "0123-4567-89AB"})).send().await.unwrap()
    };
    // Regardless of the outcome.
    for (method, path) in &paths {
        assert_ne!(send(&caller, method, path).await.status(), 429, "{path}");
    }
    for (method, path) in &paths {
        too_many(send(&caller, method, path).await, "15").await;
    }
    too_many(send(&caller, &Method::DELETE, "/sessions").await, "15").await;
    assert_eq!(other.delete(&id).await.status(), 404, "others are not affected");
    backend.clock.advance(Duration::from_secs(15));
    assert_eq!(caller.delete(&id).await.status(), 404, "the connection is already deleted");
}

#[tokio::test]
async fn m12_rejected_deletions_do_not_wait_for_the_database() {
    let backend = limited(RateLimits { change: per_minute(1), ..RateLimits::OFF }).await;
    let caller = backend.caller().await;
    let id = "00000000-0000-4000-8000-000000000000";
    assert_eq!(caller.delete(id).await.status(), 404);
    // Locks the database for as long as the test needs.
    let writer = backend.lock_database().await;
    too_many(caller.delete(id).await, "60").await;
    writer.close().await.unwrap();
}

#[tokio::test]
async fn m12_wrong_tokens_from_one_address_are_limited() {
    let backend = TestBackend::start_with(|config| {
        config.clock = Clock::standing();
        config.bearer_token = Some(BearerToken::new("a-token-to-try-out").unwrap());
        config.rate_limits = RateLimits { token: per_minute(3), ..RateLimits::OFF };
        config.trusted_proxies = vec!["127.0.0.1".parse().map(std::net::IpAddr::into).unwrap()];
    })
    .await;
    let get = async |token: &str, ip: &str| {
        let request = backend.stranger().with_token(token).request(Method::GET, "/connections");
        request.header("X-Forwarded-For", ip).send().await.unwrap()
    };
    for _ in 0..3 {
        problem(get("guess", "192.0.2.1").await, 401, "session_expired").await;
    }
    too_many(get("guess", "192.0.2.1").await, "20").await;
    too_many(get("another-guess", "192.0.2.1").await, "20").await;
    assert_eq!(get("a-token-to-try-out", "192.0.2.1").await.status(), 200, "the token is correct");
    problem(get("guess", "192.0.2.2").await, 401, "session_expired").await;
    backend.clock.advance(Duration::from_secs(20));
    problem(get("guess", "192.0.2.1").await, 401, "session_expired").await;
}

#[tokio::test]
async fn m1_new_sessions_per_address_are_limited() {
    let backend = limited(RateLimits { session: per_minute(2), ..RateLimits::OFF }).await;
    let get = async |caller: &Caller, ip: &str| {
        caller.request(Method::GET, "/config").header("X-Forwarded-For", ip).send().await.unwrap()
    };
    let stranger = backend.stranger();
    let first = get(&stranger, "192.0.2.1").await;
    let known = stranger.with_cookie(first.headers()["set-cookie"].to_str().unwrap());
    assert_eq!(get(&stranger, "192.0.2.1").await.status(), 200);
    let refused = get(&stranger, "192.0.2.1").await;
    assert!(!refused.headers().contains_key("set-cookie"));
    too_many(refused, "30").await;
    assert_eq!(get(&known, "192.0.2.1").await.status(), 200, "no session is created");
    assert_eq!(get(&stranger, "192.0.2.2").await.status(), 200);
}

#[tokio::test]
async fn m8_a_missing_or_made_up_header_does_not_lift_the_limit() {
    let backend = limited(RateLimits { session: per_minute(2), ..RateLimits::OFF }).await;
    let get = async |ip: Option<&str>| {
        let mut request = backend.stranger().request(Method::GET, "/config");
        if let Some(ip) = ip {
            request = request.header("X-Forwarded-For", ip);
        }
        request.send().await.unwrap().status()
    };
    // All of these count as the proxy's own address.
    assert_eq!(get(None).await, 200);
    assert_eq!(get(Some("unknown")).await, 200);
    for ip in [None, Some(""), Some("192.0.2.1, x"), Some("127.0.0.1")] {
        assert_eq!(get(ip).await, 429, "{ip:?}");
    }
    // Ports and brackets don't make a different client.
    for (ip, status) in [
        ("192.0.2.1:4711", 200),
        ("192.0.2.1", 200),
        ("192.0.2.1:80", 429),
        ("[2001:db8::1]:4711", 200),
        ("[2001:db8::2]", 200),
        ("2001:db8::3", 429),
        ("198.51.100.7, 192.0.2.1, 127.0.0.1", 429),
    ] {
        assert_eq!(get(Some(ip)).await, status, "{ip}");
    }
}

#[tokio::test]
async fn m8_only_a_trusted_proxy_determines_the_client_address() {
    let backend = TestBackend::start_with(|config| {
        config.clock = Clock::standing();
        config.rate_limits = RateLimits { session: per_minute(1), ..RateLimits::OFF };
        config.trusted_proxies = vec!["10.0.0.0/8".parse().unwrap()];
    })
    .await;
    for (ip, status) in [("192.0.2.1", 200), ("192.0.2.2", 429), ("10.0.0.1", 429)] {
        let request = backend.stranger().request(Method::GET, "/config");
        let answer = request.header("X-Forwarded-For", ip).send().await.unwrap();
        assert_eq!(answer.status(), status, "{ip}");
    }
}

#[tokio::test]
async fn l8_setting_the_clock_back_locks_nobody_out() {
    let backend = limited(RateLimits { save: per_minute(6), ..RateLimits::OFF }).await;
    let caller = backend.caller().await;
    let body = projects("Acme", "key");
    for _ in 0..6 {
        caller.created(&body).await;
    }
    backend.clock.set_back(Duration::from_secs(60 * 60));
    too_many(caller.create(&body).await, "10").await;
    backend.clock.advance(Duration::from_secs(10));
    caller.created(&body).await;
}

#[tokio::test]
async fn normal_use_of_the_panel_stays_below_the_limits() {
    let backend = limited(RateLimits::default()).await;
    let browser = backend.browser().await;
    for _ in 0..5 {
        let id = connection(&browser).await;
        let start = browser.begin(&id).await;
        for _ in 0..120 {
            browser.status(&start.id).await;
        }
        let callback = browser.accept(&start, "acme").await;
        assert_eq!(browser.finish(&start, &callback).await["status"], "succeeded");
    }
}
