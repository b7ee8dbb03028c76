//! OAuth 2.0 clients are created, listed, read, replaced and deleted, and their secrets are never returned.

use reqwest::Method;
use serde_json::{Value, json};

use crate::common::{TestBackend, fresh_key, id_of, oauth, problem, sandbox_client, with};

const NOBODY: &str = "/oauth-clients/00000000-0000-4000-8000-000000000000";

#[tokio::test]
async fn a_client_is_created_and_read_back_without_its_secret() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    assert_eq!(caller.get_json("/oauth-clients").await, json!([]));
    let answer = caller.create_client(&with(sandbox_client(), "name", "  Our app ")).await;
    assert_eq!(answer.status(), 201);
    assert_eq!(answer.headers()["etag"], "\"1\"");
    let location = answer.headers()["location"].to_str().unwrap().to_owned();
    let created: Value = answer.json().await.unwrap();
    let id = id_of(&created);
    assert_eq!(created, json!({"id": id, "name": "Our app", "clientId": "sandbox-client"}));
    assert_eq!(location, format!("http://localhost:8080/api/oauth-clients/{id}"));

    let read = caller.get(&format!("/oauth-clients/{id}")).await;
    assert_eq!(read.headers()["etag"], "\"1\"");
    assert_eq!(read.json::<Value>().await.unwrap(), created);
    let second = caller.created_client(&with(sandbox_client(), "name", "Another")).await;
    let list = caller.get_json("/oauth-clients").await;
    let ids: Vec<_> = list.as_array().unwrap().iter().map(id_of).collect();
    assert_eq!(ids, [id, second], "in creation order");
}

#[tokio::test]
async fn replacing_requires_all_settings_again() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let id = caller.created_client(&sandbox_client()).await;
    let changed = json!({"name": "Renamed", "clientId": "other", "clientSecret": "new-secret"});
    let answer = caller.replace_client(&id, &changed).await;
    assert_eq!(
        (answer.status().as_u16(), &answer.headers()["etag"]),
        (200, &"\"2\"".parse().unwrap())
    );
    let expected = json!({"id": id, "name": "Renamed", "clientId": "other"});
    assert_eq!(answer.json::<Value>().await.unwrap(), expected);
    assert_eq!(caller.get_json(&format!("/oauth-clients/{id}")).await, expected);

    let mut without = sandbox_client();
    without.as_object_mut().unwrap().remove("clientSecret");
    let document = problem(caller.replace_client(&id, &without).await, 422, "invalid").await;
    assert_eq!(document["errors"], json!([{"pointer": "/clientSecret", "code": "required"}]));
    assert_eq!(caller.get_json(&format!("/oauth-clients/{id}")).await, expected);
}

#[tokio::test]
async fn all_errors_are_returned_at_once() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let bad = json!({"name": " ", "clientId": "a b", "clientSecret": "é"});
    let document = problem(caller.create_client(&bad).await, 422, "invalid").await;
    let expected = json!([
        {"pointer": "/name", "code": "required"},
        {"pointer": "/clientId", "code": "format"},
        {"pointer": "/clientSecret", "code": "format"},
    ]);
    assert_eq!(document["errors"], expected);
    let unknown = with(sandbox_client(), "secret", "x");
    problem(caller.create_client(&unknown).await, 400, "invalid").await;
    assert_eq!(caller.get_json("/oauth-clients").await, json!([]));
}

#[tokio::test]
async fn a_save_happens_once_and_requires_a_key() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let send = async |method: Method, path: &str, key: Option<&str>, body: &Value| {
        let request = caller.request(method, path).header("If-Match", "\"1\"").json(body);
        let request = match key {
            Some(key) => request.header("Idempotency-Key", key),
            None => request,
        };
        request.send().await.unwrap()
    };
    let body = sandbox_client();
    problem(send(Method::POST, "/oauth-clients", None, &body).await, 400, "invalid").await;
    let first = send(Method::POST, "/oauth-clients", Some("a"), &body).await;
    let again = send(Method::POST, "/oauth-clients", Some("a"), &body).await;
    assert_eq!(first.headers()["location"], again.headers()["location"]);
    let first: Value = first.json().await.unwrap();
    assert_eq!(again.json::<Value>().await.unwrap(), first);
    let other = with(body.clone(), "clientSecret", "other");
    problem(send(Method::POST, "/oauth-clients", Some("a"), &other).await, 422, "invalid").await;
    assert_eq!(caller.get_json("/oauth-clients").await.as_array().unwrap().len(), 1);

    let path = format!("/oauth-clients/{}", id_of(&first));
    problem(send(Method::PUT, &path, None, &body).await, 400, "invalid").await;
    for _ in 0..2 {
        let replaced = send(Method::PUT, &path, Some("b"), &body).await;
        assert_eq!(replaced.status(), 200, "a lost response is repeated");
        assert_eq!(replaced.headers()["etag"], "\"2\"");
    }
}

#[tokio::test]
async fn a_stale_if_match_changes_nothing() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let id = caller.created_client(&sandbox_client()).await;
    let path = format!("/oauth-clients/{id}");
    for (method, etag, status) in [
        (Method::PUT, "\"2\"", 412),
        (Method::DELETE, "\"2\"", 412),
        (Method::PUT, "\"1\"", 200),
        (Method::DELETE, "\"1\"", 412),
        (Method::DELETE, "\"2\"", 204),
    ] {
        let request = caller.request(method.clone(), &path).header("If-Match", etag);
        let request = request.header("Idempotency-Key", fresh_key()).json(&sandbox_client());
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), status, "{method} {etag}");
    }
}

#[tokio::test]
async fn a_client_in_use_cannot_be_deleted() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let id = caller.created_client(&sandbox_client()).await;
    let connection = caller.created(&oauth("desk", "v2", &id)).await;
    let delete = async || {
        let request = caller.request(Method::DELETE, &format!("/oauth-clients/{id}"));
        request.send().await.unwrap()
    };
    let document = problem(delete().await, 409, "conflict").await;
    assert!(document["type"].as_str().unwrap().ends_with("client-in-use"));
    assert_eq!(caller.delete(&connection).await.status(), 204);
    assert_eq!(delete().await.status(), 204);
    problem(delete().await, 404, "not_found").await;
    assert_eq!(caller.get_json("/oauth-clients").await, json!([]));
}

#[tokio::test]
async fn accounts_do_not_see_each_others() {
    let backend = TestBackend::start().await;
    let (mine, other) = (backend.caller().await, backend.caller_of("other").await);
    let id = mine.created_client(&sandbox_client()).await;
    let path = format!("/oauth-clients/{id}");
    assert_eq!(other.get_json("/oauth-clients").await, json!([]));
    for path in [path.as_str(), NOBODY] {
        problem(other.get(path).await, 404, "not_found").await;
        let delete = other.request(Method::DELETE, path).send().await.unwrap();
        problem(delete, 404, "not_found").await;
    }
    problem(other.replace_client(&id, &sandbox_client()).await, 404, "not_found").await;
    assert_eq!(mine.get_json(&path).await["name"], "Sandbox");

    let theirs = other.create(&oauth("desk", "v2", &id)).await;
    let document = problem(theirs, 422, "invalid").await;
    assert_eq!(document["errors"], json!([{"pointer": "/oauthClientId", "code": "unknown"}]));
}
