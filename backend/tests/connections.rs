//! Connections are created, listed, read, replaced and deleted.

use serde_json::{Value, json};

use crate::common::{TestBackend, desk, id_of, problem, projects, with};

#[tokio::test]
async fn a_connection_is_created_and_read_back_without_its_key() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let answer = caller.create(&projects("Acme projects", "twp_canary")).await;
    assert_eq!(answer.status(), 201);
    let etag = answer.headers()["etag"].clone();
    let location = answer.headers()["location"].to_str().unwrap().to_owned();
    let created: Value = answer.json().await.unwrap();
    let id = id_of(&created);
    assert_eq!(location, format!("http://localhost:8080/api/connections/{id}"));
    let expected = json!({
        "id": id,
        "name": "Acme projects",
        "apiType": "projects",
        "apiVersion": "v3",
        "region": "eu",
        "siteName": "acme",
        "siteUrl": "https://acme.eu.teamwork.com",
        "apiBaseUrl": "https://acme.eu.teamwork.com/projects/api/v3",
        "authType": "basic",
        "hasApiKey": true,
        "status": "untested",
        "version": "1",
    });
    assert_eq!(created, expected);

    let read = caller.get(&format!("/connections/{id}")).await;
    assert_eq!(read.headers()["etag"], etag);
    assert_eq!(read.json::<Value>().await.unwrap(), expected);
    assert_eq!(*backend.backend.api_key("local", &id).await.unwrap().unwrap(), "twp_canary");
}

#[tokio::test]
async fn the_list_is_in_creation_order() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    assert_eq!(caller.get_json("/connections").await, json!([]));
    for name in ["First", "Second", "First"] {
        caller.created(&projects(name, "key")).await;
    }
    let list = caller.get_json("/connections").await;
    let names: Vec<_> = list.as_array().unwrap().iter().map(|row| &row["name"]).collect();
    assert_eq!(names, ["First", "Second", "First"]);
    let mut keys: Vec<_> = list[0].as_object().unwrap().keys().collect();
    keys.sort();
    assert_eq!(keys, ["apiType", "id", "name", "siteUrl", "status", "updatedAt"]);
    assert_eq!(list[0]["siteUrl"], "https://acme.eu.teamwork.com");
    let updated = list[0]["updatedAt"].as_str().unwrap();
    assert!(updated.starts_with("20") && updated.ends_with('Z'), "{updated}");
}

#[tokio::test]
async fn replacing_changes_everything_including_the_etag() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let id = caller.created(&projects("Before", "old-key")).await;
    let changed = json!({
        "name": "After",
        "apiType": "projects",
        "apiVersion": "v1",
        "region": "us",
        "siteName": "other",
        "siteUrl": "https://other.teamwork.com",
        "apiBaseUrl": "https://other.teamwork.com",
        "authType": "basic",
        "apiKey": "new-key",
    });
    let answer = caller.replace(&id, "\"1\"", &changed).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["etag"], "\"2\"");
    let replaced: Value = answer.json().await.unwrap();
    assert_eq!(replaced["name"], "After");
    assert_eq!(replaced["apiBaseUrl"], "https://other.teamwork.com");
    assert_eq!(caller.get_json(&format!("/connections/{id}")).await, replaced);
    assert_eq!(*backend.backend.api_key("local", &id).await.unwrap().unwrap(), "new-key");
    assert_eq!(caller.count().await, 1);
}

#[tokio::test]
async fn replacing_requires_the_key_again() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let id = caller.created(&projects("Acme", "the-key")).await;
    let mut body = projects("Renamed", "");
    body.as_object_mut().unwrap().remove("apiKey");
    let document = problem(caller.replace(&id, "\"1\"", &body).await, 422, "invalid").await;
    assert_eq!(document["errors"], json!([{"pointer": "/apiKey", "code": "required"}]));
    let kept = caller.get_json(&format!("/connections/{id}")).await;
    assert_eq!(kept["name"], "Acme");
}

#[tokio::test]
async fn deleting_removes_it_and_its_key() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let id = caller.created(&projects("Acme", "key")).await;
    assert_eq!(caller.delete(&id).await.status(), 204);
    assert_eq!(caller.count().await, 0);
    problem(caller.get(&format!("/connections/{id}")).await, 404, "not_found").await;
    problem(caller.delete(&id).await, 404, "not_found").await;
    assert!(backend.backend.api_key("local", &id).await.unwrap().is_none());
}

#[tokio::test]
async fn a_missing_client_is_named_in_the_error() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let document = problem(caller.create(&desk("Acme desk")).await, 422, "invalid").await;
    assert_eq!(document["errors"], json!([{"pointer": "/oauthClientId", "code": "unknown"}]));
    assert_eq!(caller.count().await, 0);
}

#[tokio::test]
async fn all_errors_are_returned_at_once() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let body = with(with(projects("", "a b"), "region", "mars"), "spaceId", "1");
    let document = problem(caller.create(&body).await, 422, "invalid").await;
    let expected = json!([
        {"pointer": "/name", "code": "required"},
        {"pointer": "/region", "code": "unknown"},
        {"pointer": "/spaceId", "code": "unknown"},
        {"pointer": "/apiKey", "code": "format"},
    ]);
    assert_eq!(document["errors"], expected);
}
