//! Authorizations are started, polled, canceled and superseded, and expire.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;

use crate::common::{Browser, TestBackend, oauth, problem, projects, sandbox_client};

async fn connection(browser: &Browser) -> String {
    let client = browser.caller().created_client(&sandbox_client()).await;
    browser.caller().created(&oauth("projects", "v3", &client)).await
}

async fn cancel(browser: &Browser, id: &str) {
    let request = browser.caller().request(Method::DELETE, &format!("/authorizations/{id}"));
    assert_eq!(request.send().await.unwrap().status(), 204);
}

async fn status(browser: &Browser, id: &str) -> String {
    browser.status(id).await["status"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn an_authorization_is_bound_to_the_browser_by_its_own_cookie() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let start = browser.begin(&connection(&browser).await).await;
    assert_eq!(start.start_url, format!("http://localhost:8080/api/oauth/start/{}", start.id));
    let [cookie] = start.set_cookies.as_slice() else { panic!("one cookie") };
    let (name, rest) = cookie.split_once('=').unwrap();
    let (value, attributes) = rest.split_once("; ").unwrap();
    assert_eq!(name, format!("teamwork-connect-{}", start.id));
    assert_eq!(value.len(), 43, "256 bits");
    assert_eq!(attributes, "Path=/; Max-Age=1020; HttpOnly; SameSite=Lax");
}

#[tokio::test]
async fn over_tls_the_cookie_is_host_only() {
    let backend = TestBackend::start_with(|config| {
        config.public_url = "https://app.example/api".parse().unwrap();
    })
    .await;
    let browser = backend.browser().await;
    let start = browser.begin(&connection(&browser).await).await;
    assert!(start.start_url.starts_with("https://app.example/api/oauth/start/"));
    let cookie = &start.set_cookies[0];
    assert!(cookie.starts_with(&format!("__Host-teamwork-connect-{}=", start.id)));
    assert!(cookie.ends_with("; Path=/; Max-Age=1020; HttpOnly; SameSite=Lax; Secure"));
}

#[tokio::test]
async fn canceling_ends_it_once() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let id = connection(&browser).await;
    let start = browser.begin(&id).await;
    for _ in 0..2 {
        cancel(&browser, &start.id).await;
        let expected = json!({"id": start.id, "status": "cancelled"});
        assert_eq!(browser.status(&start.id).await, expected);
    }
    let connection = browser.caller().get_json(&format!("/connections/{id}")).await;
    assert!(connection.get("pendingAuthorization").is_none());
    let refused = browser.visit(&start.start_url).await;
    assert_eq!(refused.status(), 410);
    assert!(refused.text().await.unwrap().contains("was canceled in the app"));

    assert_eq!(browser.connect(&id).await["status"], "succeeded");
    cancel(&browser, &start.id).await;
    assert_eq!(status(&browser, &start.id).await, "cancelled");
}

#[tokio::test]
async fn an_ended_authorization_cannot_be_canceled() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let id = connection(&browser).await;
    let ended = browser.connect(&id).await;
    cancel(&browser, ended["id"].as_str().unwrap()).await;
    assert_eq!(browser.status(ended["id"].as_str().unwrap()).await, ended);
    assert!(backend.backend.access_token("local", &id).await.unwrap().is_some());
}

#[tokio::test]
async fn a_canceled_authorization_accepts_no_callback() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let id = connection(&browser).await;
    let start = browser.begin(&id).await;
    let callback = browser.accept(&start, "acme").await;
    cancel(&browser, &start.id).await;
    assert_eq!(browser.finish(&start, &callback).await["status"], "cancelled");
    assert_eq!(backend.exchanges(), 0);
    assert!(backend.backend.access_token("local", &id).await.unwrap().is_none());
}

#[tokio::test]
async fn t09_a_new_authorization_supersedes_the_connections_previous_one() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let (first, second) = (connection(&browser).await, connection(&browser).await);
    let old = browser.begin(&first).await;
    let other = browser.begin(&second).await;
    let late = browser.accept(&old, "acme").await;
    let new = browser.begin(&first).await;
    assert_eq!(status(&browser, &old.id).await, "superseded");
    assert_eq!(status(&browser, &other.id).await, "pending");
    let read = browser.caller().get_json(&format!("/connections/{first}")).await;
    assert_eq!(read["pendingAuthorization"], new.id.as_str());

    let done = browser.sent_on(&late).await;
    let page = browser.visit(&done).await.text().await.unwrap();
    assert!(page.contains("replaced this one"), "{page}");
    assert_eq!(backend.exchanges(), 0);
    let callback = browser.accept(&new, "acme").await;
    assert_eq!(browser.finish(&new, &callback).await["status"], "succeeded");
    assert_eq!(status(&browser, &old.id).await, "superseded");
}

#[tokio::test]
async fn reopening_the_window_does_not_accumulate_cookies() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let id = connection(&browser).await;
    for _ in 0..20 {
        browser.begin(&id).await;
    }
    let cookies = browser.cookie_header();
    assert_eq!(
        cookies.split("; ").count(),
        3,
        "the session, the latest and the previous one: {cookies}"
    );
}

#[tokio::test]
async fn t49_expiry_follows_the_backends_clock() {
    let backend = TestBackend::start_standing().await;
    let browser = backend.browser().await;
    for (ms, expected, exchanges) in [
        (599_000, "succeeded", 1),
        (599_999, "succeeded", 1),
        (600_000, "expired", 0),
        (601_000, "expired", 0),
    ] {
        backend.sandbox.reset();
        let start = browser.begin(&connection(&browser).await).await;
        let callback = browser.accept(&start, "acme").await;
        backend.clock.advance(Duration::from_millis(ms));
        let before = status(&browser, &start.id).await;
        assert_eq!(before == "expired", expected == "expired", "{ms}");
        assert_eq!(browser.finish(&start, &callback).await["status"], expected, "{ms}");
        assert_eq!(backend.exchanges(), exchanges, "{ms}");
    }
}

#[tokio::test]
async fn t49_an_expired_authorization_leads_nowhere() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let id = connection(&browser).await;
    let start = browser.begin(&id).await;
    backend.clock.advance(Duration::from_secs(600));
    let refused = browser.visit(&start.start_url).await;
    assert_eq!(refused.status(), 410);
    assert!(refused.text().await.unwrap().contains("took too long"));
    let read = browser.caller().get_json(&format!("/connections/{id}")).await;
    assert!(read.get("pendingAuthorization").is_none());
    cancel(&browser, &start.id).await;
    browser.begin(&id).await;
    assert_eq!(status(&browser, &start.id).await, "expired", "the outcome doesn't change");
}

#[tokio::test]
async fn t58_an_account_has_at_most_five_pending_authorizations() {
    let backend = TestBackend::start_standing().await;
    let browser = backend.browser().await;
    let popup = json!({"mode": "popup"});
    let mut connections = Vec::new();
    for _ in 0..6 {
        connections.push(connection(&browser).await);
    }
    let mut starts = Vec::new();
    for id in &connections[..5] {
        starts.push(browser.begin(id).await);
    }
    let refused = browser.try_begin(&connections[5], &popup).await;
    assert_eq!(refused.headers()["retry-after"], "600");
    problem(refused, 429, "rate_limited").await;

    // Any of the five can be restarted, which supersedes its own earlier authorization.
    browser.begin(&connections[0]).await;
    problem(browser.try_begin(&connections[5], &popup).await, 429, "rate_limited").await;
    cancel(&browser, &starts[1].id).await;
    browser.begin(&connections[5]).await;
    backend.clock.advance(Duration::from_secs(600));
    browser.begin(&connections[1]).await;

    let other = backend.browser_of("other").await;
    other.begin(&connection(&other).await).await;
}

#[tokio::test]
async fn only_oauth_connections_can_be_authorized() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let popup = json!({"mode": "popup"});
    let basic = browser.caller().created(&projects("Basic", "key")).await;
    problem(browser.try_begin(&basic, &popup).await, 409, "conflict").await;
    for nothing in ["1", "00000000-0000-4000-8000-000000000000"] {
        problem(browser.try_begin(nothing, &popup).await, 404, "not_found").await;
    }
    let id = connection(&browser).await;
    for body in [json!({}), json!({"mode": "iframe"}), json!({"mode": "popup", "state": "x"})] {
        problem(browser.try_begin(&id, &body).await, 400, "invalid").await;
    }
}

#[tokio::test]
async fn t74_authorizations_belong_to_their_account() {
    let backend = TestBackend::start().await;
    let (browser, other) = (backend.browser().await, backend.browser_of("other").await);
    let id = connection(&browser).await;
    problem(other.try_begin(&id, &json!({"mode": "popup"})).await, 404, "not_found").await;
    let start = browser.begin(&id).await;
    let path = format!("/authorizations/{}", start.id);
    problem(other.caller().get(&path).await, 404, "not_found").await;
    let cancel = other.caller().request(Method::DELETE, &path).send().await.unwrap();
    problem(cancel, 404, "not_found").await;
    assert_eq!(status(&browser, &start.id).await, "pending");
    browser.connect(&id).await;
    assert!(backend.backend.access_token("other", &id).await.unwrap().is_none());
}

#[tokio::test]
async fn t55_a_loaded_connection_includes_its_open_authorization() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let id = connection(&browser).await;
    let pending = async || {
        let read = browser.caller().get_json(&format!("/connections/{id}")).await;
        read.get("pendingAuthorization").map(|id| id.as_str().unwrap().to_owned())
    };
    assert_eq!(pending().await, None);
    let start = browser.begin(&id).await;
    assert_eq!(pending().await.as_ref(), Some(&start.id));
    let login = browser.sent_on(&start.start_url).await;
    assert_eq!(pending().await.as_ref(), Some(&start.id));
    let callback = browser.deny_at(&login).await;
    browser.finish(&start, &callback).await;
    assert_eq!(pending().await, None);
}

#[tokio::test]
async fn t59_only_durations_are_transmitted() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let id = connection(&browser).await;
    let answer = browser.try_begin(&id, &json!({"mode": "popup"})).await;
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.contains("Max-Age=") && !cookie.contains("Expires"), "{cookie}");
    let start: serde_json::Value = answer.json().await.unwrap();
    let fields: Vec<_> = start.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(fields, ["expiresIn", "id", "startUrl"]);
    let record = browser.status(start["id"].as_str().unwrap()).await;
    let fields: Vec<_> = record.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(fields, ["id", "status"]);
}

#[tokio::test]
async fn old_authorizations_are_deleted_after_a_day() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let id = connection(&browser).await;
    let old = browser.begin(&id).await;
    backend.clock.advance(Duration::from_secs(23 * 60 * 60));
    let recent = browser.begin(&id).await;
    backend.clock.advance(Duration::from_secs(60 * 60));
    browser.begin(&id).await;
    let caller = browser.caller();
    problem(caller.get(&format!("/authorizations/{}", old.id)).await, 404, "not_found").await;
    assert_eq!(status(&browser, &recent.id).await, "expired");
}
