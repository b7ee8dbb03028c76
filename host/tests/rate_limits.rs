//! How often things may be asked for.

use core::num::NonZeroU32;
use std::time::Duration;

use axum::http::HeaderName;
use reqwest::{Method, Response};
use serde_json::json;
use teamwork_connect_host::{Clock, RateLimits};

use crate::common::{Browser, TestHost, oauth, problem, projects, sandbox_client};

async fn limited(limits: RateLimits) -> TestHost {
    TestHost::start_with(|config| {
        config.clock = Clock::standing();
        config.rate_limits = limits;
        config.client_ip_header = Some(HeaderName::from_static("x-forwarded-for"));
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
async fn of_saves_an_account_has_so_many_a_minute() {
    let host = limited(RateLimits { save: per_minute(6), ..RateLimits::OFF }).await;
    let (caller, other) = (host.caller().await, host.caller_of("other").await);
    let body = projects("Acme", "key");
    // Whatever is saved, and though it is refused for another reason.
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
    assert_eq!(caller.count().await, 1, "reading is not concerned");
    other.created(&body).await;

    host.clock.advance(Duration::from_secs(10));
    caller.created(&body).await;
    too_many(caller.create(&body).await, "10").await;
    assert_eq!(caller.delete(&id).await.status(), 204);
}

#[tokio::test]
async fn of_attempts_an_account_begins_so_many_a_minute() {
    let host = limited(RateLimits { start: per_minute(3), ..RateLimits::OFF }).await;
    let browser = host.browser().await;
    let id = connection(&browser).await;
    let mut starts = Vec::new();
    for _ in 0..3 {
        starts.push(browser.begin(&id).await);
    }
    too_many(browser.try_begin(&id, &json!({"mode": "popup"})).await, "20").await;
    let last = starts.last().unwrap();
    assert_eq!(browser.status(&last.id).await["status"], "pending", "it is not superseded");
    let other = host.browser_of("other").await;
    other.begin(&connection(&other).await).await;
    host.clock.advance(Duration::from_secs(20));
    browser.begin(&id).await;
}

#[tokio::test]
async fn of_questions_about_an_attempt_there_are_so_many_a_minute() {
    let host = limited(RateLimits { poll: per_minute(4), ..RateLimits::OFF }).await;
    let browser = host.browser().await;
    let (one, other) = (connection(&browser).await, connection(&browser).await);
    let (one, other) = (browser.begin(&one).await, browser.begin(&other).await);
    for _ in 0..4 {
        browser.status(&one.id).await;
    }
    let path = format!("/authorizations/{}", one.id);
    too_many(browser.caller().get(&path).await, "15").await;
    browser.status(&other.id).await;
    let cancel = browser.caller().request(Method::DELETE, &path).send().await.unwrap();
    assert_eq!(cancel.status(), 204, "cancelling is not concerned");
}

#[tokio::test]
async fn an_address_visits_start_page_and_callback_so_many_times_a_minute() {
    let host = limited(RateLimits { callback: per_minute(2), ..RateLimits::OFF }).await;
    let browser = host.browser().await;
    let start = browser.begin(&connection(&browser).await).await;
    let visit = async |path: &str, ip: &str| {
        let caller = host.stranger().with_cookies(browser.cookie_header());
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
    assert_eq!(visit(&done, "192.0.2.1").await.status(), 200, "it may look as often as it likes");
    // What a client says of itself does not make it another one.
    assert_eq!(visit(&path, "192.0.2.9, 192.0.2.1").await.status(), 429);
    assert_eq!(visit(&path, "192.0.2.2").await.status(), 303);
    // With version 6 a network is one owner's.
    for (ip, status) in [("2001:db8::1", 303), ("2001:db8::2", 303), ("2001:db8::3", 429)] {
        assert_eq!(visit(&path, ip).await.status(), status, "{ip}");
    }
    host.clock.advance(Duration::from_secs(30));
    assert_eq!(visit(&path, "192.0.2.1").await.status(), 303);
}

#[tokio::test]
async fn nobody_who_uses_the_panel_reaches_them() {
    let host = limited(RateLimits::default()).await;
    let browser = host.browser().await;
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
