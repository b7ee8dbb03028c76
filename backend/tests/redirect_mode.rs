//! A sign-in in the panel's own tab, after which the done page redirects to a configured URL.

use reqwest::Method;
use serde_json::{Value, json};
use teamwork_connect_backend::Origin;

use crate::common::{
    APP_ORIGIN, Browser, Form, Start, TestBackend, oauth, problem, sandbox_client,
};

const SETTINGS: &str = "https://app.example/settings?tab=teamwork#/connections";

async fn backend() -> TestBackend {
    TestBackend::start_with(|config| {
        config.return_urls.insert("settings".to_owned(), SETTINGS.parse().unwrap());
        config.allowed_origins = vec![Origin::parse(APP_ORIGIN).unwrap()];
    })
    .await
}

async fn connection(browser: &Browser) -> String {
    let client = browser.caller().created_client(&sandbox_client()).await;
    browser.caller().created(&oauth("desk", "v2", &client)).await
}

/// Starts an authorization in the panel's own tab.
async fn begin(browser: &Browser, connection: &str) -> Start {
    let body = json!({"mode": "redirect", "returnKey": "settings"});
    let answer = browser.try_begin(connection, &body).await;
    assert_eq!(answer.status(), 201);
    let body: Value = answer.json().await.unwrap();
    Start {
        id: body["id"].as_str().unwrap().to_owned(),
        start_url: body["startUrl"].as_str().unwrap().to_owned(),
        set_cookies: Vec::new(),
    }
}

#[tokio::test]
async fn l1_ending_it_after_an_error_without_state_returns_to_the_page_too() {
    let backend = backend().await;
    let browser = backend.browser().await;
    let start = begin(&browser, &connection(&browser).await).await;
    let error = "http://localhost:8080/api/oauth/callback?error=access_denied";
    let asked = browser.visit(error).await;
    // Browsers also check the redirects of a form submission.
    let policy = asked.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("form-action 'self' https://app.example;"), "{policy}");
    let sent = Form::of(&asked.text().await.unwrap()).send(&browser).await;
    assert_eq!(sent.headers()["location"], done(&start).as_str());
    assert_eq!(browser.sent_on(&done(&start)).await, way_back(&start));
}

/// Where the sign-in returns to.
fn way_back(start: &Start) -> String {
    format!("https://app.example/settings?tab=teamwork&teamwork-connect={}#/connections", start.id)
}

fn done(start: &Start) -> String {
    format!("http://localhost:8080/api/oauth/done/{}", start.id)
}

#[tokio::test]
async fn t46_redirects_only_to_configured_urls() {
    let backend = backend().await;
    let browser = backend.browser().await;
    let id = connection(&browser).await;
    for key in [
        None,
        Some(""),
        Some("other"),
        Some("Settings"),
        Some("settings "),
        Some(SETTINGS),
        Some("//evil.example"),
        Some("https:evil.example"),
        Some("https://evil.example"),
        Some("\\evil.example"),
        Some("/\\evil.example"),
        Some("javascript:alert(1)"),
    ] {
        let mut body = json!({"mode": "redirect"});
        if let Some(key) = key {
            body["returnKey"] = key.into();
        }
        let document = problem(browser.try_begin(&id, &body).await, 422, "invalid").await;
        assert_eq!(document["errors"], json!([{"pointer": "/returnKey", "code": "unknown"}]));
    }
    // Query parameters don't change it either.
    let start = begin(&browser, &id).await;
    let evil = "?returnKey=//evil.example&return_to=//evil.example&teamwork-connect=x";
    let login = browser.sent_on(&format!("{}{evil}", start.start_url)).await;
    assert!(!login.contains("evil"), "{login}");
    let callback = browser.accept_at(&login, "acme", "us").await;
    assert_eq!(
        browser.sent_on(&format!("{callback}&returnKey=//evil.example")).await,
        done(&start)
    );
    assert_eq!(browser.sent_on(&format!("{}{evil}", done(&start))).await, way_back(&start));
}

#[tokio::test]
async fn redirects_without_a_script_once_ended() {
    let backend = backend().await;
    let browser = backend.browser().await;
    let id = connection(&browser).await;
    let start = begin(&browser, &id).await;
    let pending = browser.visit(&done(&start)).await;
    assert_eq!(pending.status(), 200, "a pending authorization doesn't redirect");
    assert!(!pending.text().await.unwrap().contains("<script"), "there is no opener to notify");
    let callback = browser.accept(&start, "acme").await;
    let to_done = browser.visit(&callback).await;
    assert_eq!(to_done.headers()["location"], done(&start).as_str());
    let back = browser.visit(&done(&start)).await;
    assert_eq!(back.status(), 303);
    assert_eq!(back.headers()["location"], way_back(&start).as_str());
    assert_eq!(back.headers()["referrer-policy"], "no-referrer");
    assert_eq!(
        backend.foreign_browser().visit(&done(&start)).await.status(),
        200,
        "a stranger is not redirected"
    );
    assert_eq!(browser.status(&start.id).await["status"], "succeeded");
}

#[tokio::test]
async fn redirects_after_every_outcome() {
    let backend = backend().await;
    let browser = backend.browser().await;
    let id = connection(&browser).await;

    let start = begin(&browser, &id).await;
    let login = browser.sent_on(&start.start_url).await;
    let denied = browser.deny_at(&login).await;
    assert_eq!(browser.sent_on(&denied).await, done(&start));
    assert_eq!(browser.sent_on(&done(&start)).await, way_back(&start));

    let start = begin(&browser, &id).await;
    let cancel = browser.caller().request(Method::DELETE, &format!("/authorizations/{}", start.id));
    assert_eq!(cancel.send().await.unwrap().status(), 204);
    assert_eq!(browser.sent_on(&done(&start)).await, way_back(&start));
    // Going back in the history leads to the start page, which has a link.
    let late = browser.visit(&start.start_url).await;
    assert_eq!(late.status(), 410);
    let page = late.text().await.unwrap();
    let link =
        format!("<a href=\"{}\">Continue in the app</a>", way_back(&start).replace('&', "&amp;"));
    assert!(page.contains(&link), "{page}");
}

#[tokio::test]
async fn an_authorization_to_confirm_shows_its_code_and_a_link() {
    let backend = backend().await;
    let browser = backend.cross_site_browser("ada");
    let id = connection(&browser).await;
    let start = begin(&browser, &id).await;
    let callback = browser.accept(&start, "acme").await;
    let verification_code = browser.verification_code(&start, &callback).await;
    let page = browser.visit(&done(&start)).await.text().await.unwrap();
    let link =
        format!("<a href=\"{}\">Continue in the app</a>", way_back(&start).replace('&', "&amp;"));
    assert!(page.contains(&link) && !page.contains("<script"), "{page}");
    assert!(!way_back(&start).contains(&verification_code), "the code is not in the address");

    assert_eq!(browser.confirm(&start.id, &verification_code).await.status(), 200);
    assert_eq!(browser.sent_on(&done(&start)).await, way_back(&start));
}

#[tokio::test]
async fn a_window_stays_on_the_done_page() {
    let backend = backend().await;
    let browser = backend.browser().await;
    let start = browser.begin(&connection(&browser).await).await;
    let callback = browser.accept(&start, "acme").await;
    browser.visit(&callback).await;
    let page = browser.visit(&done(&start)).await;
    assert_eq!(page.status(), 200);
    assert!(!page.text().await.unwrap().contains("app.example/settings"));
}
