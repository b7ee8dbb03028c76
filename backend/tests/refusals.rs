//! Every status with which requests are rejected, with a problem document.

use reqwest::Method;
use serde_json::json;

use crate::common::{TestBackend, fresh_key, problem, projects};

#[tokio::test]
async fn a_save_requires_an_idempotency_key() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let id = caller.created(&projects("Acme", "key")).await;
    let long = "k".repeat(256);
    let path = format!("/connections/{id}");
    for (method, path) in [(Method::POST, "/connections"), (Method::PUT, path.as_str())] {
        for key in [None, Some(""), Some("ключ"), Some(long.as_str())] {
            let mut request = caller.request(method.clone(), path).header("If-Match", "*");
            if let Some(key) = key {
                request = request.header("Idempotency-Key", key.as_bytes());
            }
            let answer = request.json(&projects("Other", "key")).send().await.unwrap();
            problem(answer, 400, "invalid").await;
        }
    }
    assert_eq!(caller.get_json("/connections").await[0]["name"], "Acme");
    assert_eq!(caller.count().await, 1);
}

#[tokio::test]
async fn replacing_requires_an_if_match() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let id = caller.created(&projects("Acme", "key")).await;
    let request = caller.request(Method::PUT, &format!("/connections/{id}"));
    let request = request.header("Idempotency-Key", fresh_key());
    let answer = request.json(&projects("Other", "key")).send().await.unwrap();
    problem(answer, 428, "invalid").await;
    assert_eq!(caller.get_json("/connections").await[0]["name"], "Acme");
}

#[tokio::test]
async fn missing_resources_are_not_found() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    for path in [
        "",
        "/",
        "/nothing",
        "/connections/",
        "/connections/1",
        "/connections/00000000-0000-4000-8000-000000000000",
        "/connections/%00",
        "/connections/%ff",
        "/connections/' OR 1=1 --",
        "/connections/a/b",
        "/oauth",
        "/oauth/nothing",
        "/oauth-clients/1",
        "/authorizations/1",
        "/authorizations/1/confirmation",
        "/openapi.yaml",
    ] {
        problem(caller.get(path).await, 404, "not_found").await;
    }
    let id = "00000000-0000-4000-8000-000000000000";
    problem(caller.delete(id).await, 404, "not_found").await;
    problem(caller.replace(id, "*", &projects("Acme", "key")).await, 404, "not_found").await;
}

#[tokio::test]
async fn other_methods_are_not_allowed() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    for (method, path) in [
        (Method::DELETE, "/connections"),
        (Method::PATCH, "/connections"),
        (Method::POST, "/config"),
        (Method::GET, "/connections/test"),
        (Method::POST, "/health"),
        (Method::PUT, "/openapi.json"),
        (Method::TRACE, "/connections"),
        (Method::OPTIONS, "/connections"),
    ] {
        let request = caller.request(method.clone(), path);
        let answer = request.send().await.unwrap();
        assert!(answer.headers().contains_key("allow"), "{method} {path}");
        problem(answer, 405, "invalid").await;
    }
}

#[tokio::test]
async fn t75_a_body_must_have_the_json_content_type() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let body = projects("Acme", "key").to_string();
    let types = [
        None,
        Some(""),
        Some("text/plain"),
        Some("text/json"),
        Some("application/x-www-form-urlencoded"),
        Some("multipart/form-data"),
        Some("application/jsonx"),
        Some("application/problem+json"),
    ];
    for path in ["/connections", "/connections/test"] {
        for content_type in types {
            let mut request = caller.request(Method::POST, path);
            request = request.header("Idempotency-Key", fresh_key());
            if let Some(content_type) = content_type {
                request = request.header("Content-Type", content_type);
            }
            let answer = request.body(body.clone()).send().await.unwrap();
            problem(answer, 415, "invalid").await;
        }
    }
    assert_eq!(caller.count().await, 0);
    let request = caller.request(Method::POST, "/connections");
    let request = request.header("Content-Type", "Application/JSON; charset=utf-8");
    let request = request.header("Idempotency-Key", fresh_key()).body(body);
    assert_eq!(request.send().await.unwrap().status(), 201);
}

#[tokio::test]
async fn a_body_has_at_most_16_kib() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let send = async |length: usize, chunked: bool| {
        let mut body = projects("Acme", "key").to_string();
        let padding = length - body.len();
        body.push_str(&" ".repeat(padding));
        let body = if chunked {
            let parts: Vec<_> = body.as_bytes().chunks(1000).map(<[u8]>::to_vec).collect();
            reqwest::Body::wrap_stream(futures::stream::iter(
                parts.into_iter().map(Ok::<_, std::io::Error>),
            ))
        } else {
            reqwest::Body::from(body)
        };
        let request = caller.request(Method::POST, "/connections").body(body);
        let request = request.header("Idempotency-Key", fresh_key());
        request.header("Content-Type", "application/json").send().await.unwrap()
    };
    for chunked in [false, true] {
        assert_eq!(send(16 * 1024, chunked).await.status(), 201);
        problem(send(16 * 1024 + 1, chunked).await, 413, "invalid").await;
    }
    assert_eq!(caller.count().await, 2);
}

#[tokio::test]
async fn responses_are_not_stored_or_sniffed() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    for path in ["/config", "/connections", "/nothing", "/health", "/openapi.json"] {
        let answer = caller.get(path).await;
        assert_eq!(answer.headers()["cache-control"], "no-store", "{path}");
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff", "{path}");
        assert!(!answer.headers().contains_key("server"), "{path}");
    }
}

#[tokio::test]
async fn health_needs_no_authentication() {
    let backend = TestBackend::start().await;
    let request = backend.stranger().bare(Method::GET, "/health");
    let health: serde_json::Value = request.send().await.unwrap().json().await.unwrap();
    assert_eq!(health, json!({"status": "ok"}));
    backend.backend.close().await;
    let request = backend.stranger().bare(Method::GET, "/health");
    let answer = request.send().await.unwrap();
    assert!(answer.status().is_server_error(), "the database is missing");
}
