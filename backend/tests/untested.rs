//! What the backend reports about a connection with an API key: only what it has seen.

use std::time::Duration;

use serde_json::{Value, json};
use teamwork_connect_sandbox::Behavior;

use crate::common::{Caller, TestBackend, id_of, projects, with};

const MINUTE: Duration = Duration::from_secs(60);

/// What it reports about a new connection.
async fn standing(caller: &Caller, body: &Value) -> (Value, Value) {
    let answer = caller.create(body).await;
    let status = answer.status();
    let created: Value = answer.json().await.unwrap();
    assert_eq!(status, 201, "{created}");
    let read = caller.get_json(&format!("/connections/{}", id_of(&created))).await;
    assert_eq!(created, read);
    let list = caller.get_json("/connections").await;
    let row = list.as_array().unwrap().iter().find(|row| row["id"] == read["id"]);
    assert_eq!(row.unwrap()["status"], read["status"]);
    (read["status"].clone(), read["checkedAt"].clone())
}

#[tokio::test]
async fn d1_an_untried_key_is_untested() {
    let backend = TestBackend::start_standing().await;
    let caller = backend.caller().await;
    let untested = (json!("untested"), Value::Null);
    assert_eq!(standing(&caller, &projects("Never", "good-key")).await, untested);
    // A rejected key is no better.
    let refused = projects("Refused", "invalid");
    assert_eq!(caller.test(&refused).await["ok"], false);
    assert_eq!(standing(&caller, &refused).await, untested);
    // Neither is a key about which nothing could be learned.
    backend.sandbox.behave(Behavior { status: Some(503), ..Behavior::default() });
    assert_eq!(caller.test(&projects("Down", "good-key")).await["ok"], false);
    assert_eq!(standing(&caller, &projects("Down", "good-key")).await, untested);
}

#[tokio::test]
async fn a_passed_test_counts_for_ten_minutes() {
    let backend = TestBackend::start_standing().await;
    let caller = backend.caller().await;
    let body = projects("Acme", "good-key");
    assert_eq!(caller.test(&body).await["ok"], true);
    let (status, at) = standing(&caller, &body).await;
    assert_eq!(status, "online");
    backend.clock.advance(9 * MINUTE);
    // The name is not part of what was tested.
    assert_eq!(standing(&caller, &projects("Other", "good-key")).await, (json!("online"), at));
    backend.clock.advance(MINUTE);
    assert_eq!(standing(&caller, &projects("Later", "good-key")).await.0, "untested");
}

#[tokio::test]
async fn a_passed_test_counts_only_for_its_settings_key_and_account() {
    let backend = TestBackend::start_standing().await;
    let caller = backend.caller().await;
    let body = projects("Acme", "good-key");
    assert_eq!(caller.test(&body).await["ok"], true);
    let elsewhere = |region: &str, site: &str, version: &str, path: &str| {
        let url = if region == "eu" {
            format!("https://{site}.eu.teamwork.com")
        } else {
            format!("https://{site}.teamwork.com")
        };
        let body = with(body.clone(), "region", region);
        let body = with(with(body, "siteName", site), "apiVersion", version);
        with(with(body, "siteUrl", &*url), "apiBaseUrl", format!("{url}{path}"))
    };
    for other in [
        projects("Acme", "other-key"),
        elsewhere("us", "acme", "v3", "/projects/api/v3"),
        elsewhere("eu", "beta", "v3", "/projects/api/v3"),
        elsewhere("eu", "acme", "v2", "/projects/api/v2"),
    ] {
        assert_eq!(standing(&caller, &other).await.0, "untested", "{other}");
    }
    let somebody = backend.caller_of("somebody").await;
    assert_eq!(standing(&somebody, &body).await.0, "untested");
    assert_eq!(standing(&caller, &body).await.0, "online");
}

#[tokio::test]
async fn a_save_updates_the_status() {
    let backend = TestBackend::start_standing().await;
    let caller = backend.caller().await;
    let body = projects("Acme", "good-key");
    let id = caller.created(&body).await;
    let replaced = async |etag: &str, body: &Value| {
        let answer: Value = caller.replace(&id, etag, body).await.json().await.unwrap();
        answer["status"].clone()
    };
    assert_eq!(replaced("\"1\"", &body).await, "untested");
    assert_eq!(caller.test(&body).await["ok"], true);
    assert_eq!(replaced("\"2\"", &body).await, "online");
    assert_eq!(replaced("\"3\"", &projects("Acme", "other-key")).await, "untested");
}
