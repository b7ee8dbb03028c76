//! A repeated save happens once.

use std::time::Duration;

use futures::future::{join_all, select};
use reqwest::StatusCode;
use serde_json::Value;
use sqlx::Connection;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::common::{TestBackend, id_of, problem, projects, with};

#[tokio::test]
async fn t24_a_repeated_post_returns_the_same_response_and_one_connection() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let body = projects("Acme", "key");
    let first = caller.create_as("one", &body).await;
    let second = caller.create_as("one", &body).await;
    assert_eq!(second.status(), 201);
    for header in ["etag", "location", "content-type"] {
        assert_eq!(first.headers()[header], second.headers()[header], "{header}");
    }
    let first: Value = first.json().await.unwrap();
    assert_eq!(first, second.json::<Value>().await.unwrap());
    assert_eq!(caller.count().await, 1);

    let other = caller.create_as("two", &body).await.json().await.unwrap();
    assert_ne!(id_of(&first), id_of(&other), "another key means another save");
}

#[tokio::test]
async fn a_repeated_put_returns_the_same_response_despite_its_stale_etag() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let id = caller.created(&projects("Acme", "key")).await;
    let body = projects("Renamed", "key");
    for _ in 0..2 {
        let answer = caller.replace_as("put", &id, "\"1\"", &body).await;
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()["etag"], "\"2\"");
    }
    let now = caller.get(&format!("/connections/{id}")).await;
    assert_eq!(now.headers()["etag"], "\"2\"");
}

#[tokio::test]
async fn t25_a_key_with_another_body_is_rejected() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let body = projects("Acme", "key");
    let id = caller.create_as("one", &body).await.json().await.map(|body| id_of(&body)).unwrap();
    for other in [with(body.clone(), "name", "Other"), with(body.clone(), "apiKey", "other")] {
        let document = problem(caller.create_as("one", &other).await, 422, "invalid").await;
        assert_eq!(document["type"], "urn:teamwork-connect:problem:idempotency-key-reused");
    }
    let put = caller.replace_as("one", &id, "\"1\"", &with(body, "name", "Put")).await;
    assert_eq!(put.status(), 200, "keys are scoped by route");
    assert_eq!(caller.count().await, 1);
}

#[tokio::test]
async fn a_rejected_save_does_not_consume_its_key() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    problem(caller.create_as("one", &projects("", "key")).await, 422, "invalid").await;
    let mended = caller.create_as("one", &projects("Acme", "key")).await;
    assert_eq!(mended.status(), 201);
}

#[tokio::test]
async fn t26_twenty_simultaneous_posts_create_one_connection() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let body = projects("Acme", "key");
    let posts = (0..20).map(|_| caller.create_as("one", &body));
    let answers = join_all(posts).await;
    let mut created = Vec::new();
    for answer in answers {
        match answer.status().as_u16() {
            201 => created.push(id_of(&answer.json().await.unwrap())),
            _ => drop(problem(answer, 409, "conflict").await),
        }
    }
    created.dedup();
    assert_eq!(created.len(), 1, "all successful responses have the same connection");
    assert_eq!(caller.count().await, 1);
    let later = caller.create_as("one", &body).await;
    assert_eq!(id_of(&later.json().await.unwrap()), created[0]);
}

#[tokio::test]
async fn t26_a_key_in_use_is_reported() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let body = projects("Acme", "key");
    // While the database is locked, the first of the two has to wait.
    let other = backend.lock_database().await;
    let [first, second] = [0, 1].map(|_| Box::pin(caller.create_as("one", &body)));
    let (refused, waiting) = select(first, second).await.factor_first();
    assert_eq!(refused.headers()["retry-after"], "1");
    problem(refused, 409, "conflict").await;
    other.close().await.unwrap();
    assert_eq!(waiting.await.status(), 201);
    assert_eq!(caller.create_as("one", &body).await.status(), 201);
    assert_eq!(caller.count().await, 1);
}

#[tokio::test]
async fn t24_a_lost_response_can_be_retrieved_by_a_retry() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let body = projects("Acme", "key");
    let request =
        caller.request(reqwest::Method::POST, "/connections").header("Idempotency-Key", "one");
    let request = request.json(&body).build().unwrap();
    let mut raw = b"POST /api/connections HTTP/1.1\r\nHost: localhost:8080\r\n".to_vec();
    for (name, value) in request.headers() {
        raw.extend_from_slice(name.as_str().as_bytes());
        raw.extend_from_slice(b": ");
        raw.extend_from_slice(value.as_bytes());
        raw.extend_from_slice(b"\r\n");
    }
    let bytes = request.body().unwrap().as_bytes().unwrap();
    raw.extend_from_slice(format!("Content-Length: {}\r\n\r\n", bytes.len()).as_bytes());
    raw.extend_from_slice(bytes);
    let mut socket = TcpStream::connect(backend.address).await.unwrap();
    socket.write_all(&raw).await.unwrap();
    // The response has arrived, but is never read.
    socket.readable().await.unwrap();
    drop(socket);

    assert_eq!(caller.count().await, 1);
    let again = caller.create_as("one", &body).await;
    assert_eq!(again.status(), 201);
    let id = id_of(&again.json().await.unwrap());
    assert_eq!(id_of(&caller.get_json("/connections").await[0]), id);
    assert_eq!(caller.count().await, 1);
}

#[tokio::test]
async fn a_key_expires_after_a_day() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let body = projects("Acme", "key");
    let day = Duration::from_secs(24 * 60 * 60);
    caller.create_as("one", &body).await;
    backend.clock.advance(day - Duration::from_secs(60));
    assert_eq!(caller.create_as("one", &body).await.status(), StatusCode::CREATED);
    assert_eq!(caller.count().await, 1);
    backend.clock.advance(Duration::from_secs(60));
    assert_eq!(caller.create_as("one", &body).await.status(), StatusCode::CREATED);
    assert_eq!(caller.count().await, 2);
}
