//! What happens while the backend waits for Teamwork's response about a code.

use std::sync::Arc;
use std::time::Duration;

use reqwest::{Method, Response};
use serde_json::{Value, json};
use teamwork_connect_sandbox::Behavior;
use tokio::task::JoinHandle;

use crate::common::{
    Browser, Start, TOKEN_PATH, TestBackend, at_site, oauth, problem, sandbox_client, with,
};

/// An authorization whose code is being exchanged.
struct Held {
    backend: TestBackend,
    browser: Arc<Browser>,
    client: String,
    connection: String,
    start: Start,
    callback: String,
    returning: JoinHandle<Response>,
}

impl Held {
    async fn begin() -> Self {
        let backend = TestBackend::start().await;
        let path = Some(TOKEN_PATH.to_owned());
        backend.sandbox.behave(Behavior { hold: true, path, ..Behavior::default() });
        let browser = Arc::new(backend.browser().await);
        let client = browser.caller().created_client(&sandbox_client()).await;
        let connection = browser.caller().created(&oauth("projects", "v1", &client)).await;
        let start = browser.begin(&connection).await;
        let callback = browser.accept(&start, "acme").await;
        let returning = tokio::spawn({
            let (browser, callback) = (Arc::clone(&browser), callback.clone());
            async move { browser.visit(&callback).await }
        });
        backend.sandbox.until_held(1).await;
        let held = Self { backend, browser, client, connection, start, callback, returning };
        assert_eq!(held.status().await["status"], "checking");
        held
    }

    async fn status(&self) -> Value {
        self.browser.status(&self.start.id).await
    }

    async fn connection(&self) -> Value {
        self.browser.caller().get_json(&format!("/connections/{}", self.connection)).await
    }

    /// Lets Teamwork respond, and returns the outcome.
    async fn end(&mut self) -> Value {
        self.backend.sandbox.release();
        let answer = (&mut self.returning).await.unwrap();
        let done = answer.headers()["location"].to_str().unwrap();
        assert_eq!(done, format!("http://localhost:8080/api/oauth/done/{}", self.start.id));
        self.status().await
    }

    async fn token(&self) -> Option<String> {
        let token = self.backend.backend.access_token("local", &self.connection).await.unwrap();
        token.map(|token| token.to_string())
    }
}

#[tokio::test]
async fn without_interference_it_succeeds() {
    let mut held = Held::begin().await;
    assert_eq!(held.connection().await["pendingAuthorization"], held.start.id.as_str());
    assert_eq!(held.end().await["status"], "succeeded");
    assert!(held.token().await.is_some());
    assert_eq!(held.connection().await["status"], "online");
}

#[tokio::test]
async fn t35_the_same_callback_is_told_to_wait() {
    let mut held = Held::begin().await;
    let done = held.browser.sent_on(&held.callback).await;
    let page = held.browser.visit(&done).await.text().await.unwrap();
    assert!(page.contains("data-result=\"checking\"") && page.contains("Check again"), "{page}");
    // An error now comes too late.
    let denied = held.callback.replace("code=", "error=");
    assert_eq!(held.browser.sent_on(&denied).await, done);
    assert_eq!(held.browser.visit(&held.start.start_url).await.status(), 410);
    assert_eq!(held.end().await["status"], "succeeded");
    let page = held.browser.visit(&done).await.text().await.unwrap();
    assert!(page.contains("data-result=\"succeeded\"") && !page.contains("Check again"), "{page}");
}

#[tokio::test]
async fn t54_closing_the_window_does_not_prevent_success() {
    let held = Held::begin().await;
    held.returning.abort();
    held.backend.sandbox.release();
    // There is no other sign that it has ended.
    while held.status().await["status"] == "checking" {
        tokio::task::yield_now().await;
    }
    assert_eq!(held.status().await["status"], "succeeded");
    assert!(held.token().await.is_some());
}

#[tokio::test]
async fn a_canceled_authorization_stays_canceled() {
    let mut held = Held::begin().await;
    let path = format!("/authorizations/{}", held.start.id);
    let cancel = held.browser.caller().request(Method::DELETE, &path).send().await.unwrap();
    assert_eq!(cancel.status(), 204);
    assert_eq!(held.end().await, json!({"id": held.start.id, "status": "cancelled"}));
    assert_eq!(held.token().await, None);
    assert_eq!(held.connection().await["status"], "offline");
}

#[tokio::test]
async fn t56_nothing_is_stored_for_a_deleted_connection() {
    let mut held = Held::begin().await;
    assert_eq!(held.browser.caller().delete(&held.connection).await.status(), 204);
    let ended = held.end().await;
    assert_eq!(ended, json!({"id": held.start.id, "status": "failed", "code": "not_found"}));
    assert_eq!(held.token().await, None);
    let done = format!("http://localhost:8080/api/oauth/done/{}", held.start.id);
    let page = held.browser.visit(&done).await.text().await.unwrap();
    assert!(page.contains("The connection was deleted"), "{page}");
    let caller = held.browser.caller();
    problem(caller.get(&format!("/connections/{}", held.connection)).await, 404, "not_found").await;
}

#[tokio::test]
async fn t09_a_newer_authorization_supersedes_it() {
    let mut held = Held::begin().await;
    let newer = held.browser.begin(&held.connection).await;
    assert_eq!(held.end().await, json!({"id": held.start.id, "status": "superseded"}));
    assert_eq!(held.token().await, None);
    assert_eq!(held.browser.status(&newer.id).await["status"], "pending");
}

#[tokio::test]
async fn changing_the_authorized_settings_discards_the_token() {
    for change in 0..3 {
        let mut held = Held::begin().await;
        let caller = held.browser.caller();
        let body = oauth("projects", "v1", &held.client);
        let changed = match change {
            0 => at_site(body, "us", "other"),
            1 => oauth("desk", "v2", &held.client),
            _ => with(body, "oauthClientId", caller.created_client(&sandbox_client()).await),
        };
        let answer = caller.replace(&held.connection, "\"1\"", &changed).await;
        assert_eq!(answer.status(), 200);
        let saved: Value = answer.json().await.unwrap();
        assert!(saved.get("pendingAuthorization").is_none());
        assert_eq!(held.end().await["status"], "superseded", "{change}");
        assert_eq!(held.token().await, None);
        assert_eq!(held.connection().await["status"], "offline");
    }
}

#[tokio::test]
async fn a_renamed_connection_still_comes_online() {
    let mut held = Held::begin().await;
    let body = with(oauth("projects", "v3", &held.client), "name", "Renamed");
    let answer = held.browser.caller().replace(&held.connection, "\"1\"", &body).await;
    let saved: Value = answer.json().await.unwrap();
    assert_eq!(saved["pendingAuthorization"], held.start.id.as_str());
    assert_eq!(held.end().await["status"], "succeeded");
    let connection = held.connection().await;
    assert_eq!((&connection["name"], &connection["status"]), (&"Renamed".into(), &"online".into()));
}

#[tokio::test]
async fn t98_a_check_times_out() {
    let mut held = Held::begin().await;
    held.backend.clock.advance(Duration::from_secs(120));
    let unknown = json!({"id": held.start.id, "status": "failed", "code": "exchange_unknown"});
    assert_eq!(held.status().await, unknown);
    assert!(held.connection().await.get("pendingAuthorization").is_none());
    assert_eq!(held.end().await, unknown, "a late response changes nothing");
    assert_eq!(held.token().await, None);
}

#[tokio::test]
async fn t98_stopping_the_backend_does_not_block_on_a_check() {
    let held = Held::begin().await;
    let (id, browser) = (held.start.id.clone(), Arc::clone(&held.browser));
    held.returning.abort();
    let backend = held.backend.restart().await;
    let browser = browser.at(backend.address);
    let unknown = json!({"id": id, "status": "failed", "code": "exchange_unknown"});
    // SQLite detects at once that nobody is checking it anymore; elsewhere its lease expires.
    if !backend.has_sqlite() {
        backend.clock.advance(Duration::from_secs(15));
        backend.backend.tidy().await.unwrap();
    }
    assert_eq!(browser.status(&id).await, unknown);
    let page = browser.visit(&format!("http://localhost:8080/api/oauth/done/{id}")).await;
    let page = page.text().await.unwrap();
    assert!(page.contains("data-code=\"exchange_unknown\""), "{page}");
    // The response arrives after all, and changes nothing.
    backend.sandbox.release();
    assert_eq!(browser.finish(&held.start, &held.callback).await, unknown);
    let token = backend.backend.access_token("local", &held.connection).await.unwrap();
    assert!(token.is_none());
    backend.sandbox.reset();
    assert_eq!(browser.connect(&held.connection).await["status"], "succeeded");
}
