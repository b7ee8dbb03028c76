//! A request with more cookies than any legitimate browser has.

use std::fmt::Write;

use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

use crate::common::{Browser, TestBackend, oauth, sandbox_client};

/// This many cookies that look like those of authorizations.
fn made_up(count: usize) -> String {
    let mut cookies = String::new();
    for _ in 0..count {
        write!(cookies, "; teamwork-connect-{}=x", Uuid::new_v4()).unwrap();
    }
    cookies
}

async fn connection(browser: &Browser) -> String {
    let client = browser.caller().created_client(&sandbox_client()).await;
    browser.caller().created(&oauth("desk", "v2", &client)).await
}

#[tokio::test]
async fn h5_only_a_few_of_many_cookies_are_checked_and_removed() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let id = connection(&browser).await;
    let cookies = browser.cookie_header() + &made_up(300);
    let path = format!("/connections/{id}/authorizations");
    let request = backend.stranger().with_cookies(cookies).request(Method::POST, &path);
    let answer = request.json(&json!({"mode": "popup"})).send().await.unwrap();
    assert_eq!(answer.status(), 201);
    let set: Vec<_> = answer.headers().get_all("set-cookie").iter().collect();
    assert!((2..=21).contains(&set.len()), "{} cookies", set.len());
}

#[tokio::test]
async fn h5_the_cookie_of_the_latest_authorization_is_checked() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let start = browser.begin(&connection(&browser).await).await;
    // Browsers send the newest cookie last.
    let own = browser.cookie_header();
    let own = own.split("; ").find(|cookie| cookie.contains(&start.id)).unwrap();
    let visit = async |cookies: String| {
        let path = format!("/oauth/start/{}", start.id);
        let request = backend.stranger().with_cookies(cookies).bare(Method::GET, &path);
        request.send().await.unwrap().status()
    };
    let many = made_up(300);
    assert_eq!(visit(format!("a=b{many}; {own}")).await, 303);
    assert_eq!(visit(format!("{own}{}", made_up(19))).await, 303);
}

#[tokio::test]
async fn h5_a_callback_without_state_checks_only_the_latest_cookies() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    browser.begin(&connection(&browser).await).await;
    let own = browser.cookie_header();
    let visit = async |cookies: String| {
        let request = backend.stranger().with_cookies(cookies);
        let request = request.bare(Method::GET, "/oauth/callback?error=access_denied");
        request.send().await.unwrap().status()
    };
    assert_eq!(visit(format!("a=b{}; {own}", made_up(300))).await, 200, "it asks for confirmation");
    assert_eq!(
        visit(format!("{own}{}", made_up(300))).await,
        400,
        "the cookie is beyond the limit"
    );
}
