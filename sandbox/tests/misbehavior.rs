//! The sandbox misbehaves as configured, and behaves again after a reset.

use std::time::{Duration, Instant};

use crate::common::Running;
use reqwest::{Method, Response, StatusCode};
use serde_json::json;
use teamwork_connect_sandbox::{AuthorizationScheme, Behavior, LoggedRequest};
use tokio::join;

const HOST: &str = "acme.teamwork.com";
const PATH: &str = "/me.json";

async fn ask(running: &Running) -> reqwest::Result<Response> {
    let request = running.request(Method::GET, HOST, PATH);
    request.basic_auth("key", Some("x")).send().await
}

#[tokio::test]
async fn responds_as_configured() {
    let running = Running::start().await;
    running.sandbox.behave(Behavior {
        status: Some(429),
        body: Some("<p>".to_owned()),
        content_type: Some("text/html".to_owned()),
        retry_after: Some(7),
        ..Behavior::default()
    });
    let response = ask(&running).await.unwrap();
    assert_eq!(response.status(), 429);
    assert_eq!(response.headers()["retry-after"], "7");
    assert_eq!(response.headers()["content-type"], "text/html");
    assert_eq!(response.text().await.unwrap(), "<p>");
}

#[tokio::test]
async fn redirects() {
    let running = Running::start().await;
    running.sandbox.behave(Behavior {
        location: Some("https://elsewhere.example/".to_owned()),
        ..Behavior::default()
    });
    let response = ask(&running).await.unwrap();
    assert_eq!(response.status(), 302);
    assert_eq!(response.headers()["location"], "https://elsewhere.example/");
}

#[tokio::test]
async fn sends_a_huge_body() {
    let running = Running::start().await;
    running.sandbox.behave(Behavior { huge_body: Some(100_000), ..Behavior::default() });
    let response = ask(&running).await.unwrap();
    assert_eq!(response.bytes().await.unwrap().len(), 100_000);
}

#[tokio::test]
async fn sends_a_body_byte_by_byte() {
    let running = Running::start().await;
    running.sandbox.behave(Behavior {
        body: Some("{\"a\":1}".to_owned()),
        drip_ms: Some(5),
        ..Behavior::default()
    });
    let asked = Instant::now();
    let mut response = ask(&running).await.unwrap();
    let mut chunks = Vec::new();
    while let Some(chunk) = response.chunk().await.unwrap() {
        chunks.push(chunk);
    }
    assert!(chunks.len() > 1, "{chunks:?}");
    assert_eq!(chunks.concat(), b"{\"a\":1}");
    assert!(asked.elapsed() >= Duration::from_millis(7 * 5));
}

/// Returns a raw request that would keep the connection open.
fn written_out() -> String {
    format!("GET {PATH} HTTP/1.1\r\nHost: {HOST}\r\n\r\n")
}

#[tokio::test]
async fn closes_the_socket_in_the_middle_of_the_response() {
    let running = Running::start().await;
    running.sandbox.behave(Behavior { close: true, ..Behavior::default() });
    let bytes = running.bytes_of(written_out()).await;
    assert!(bytes.starts_with(b"HTTP/1.1 200 OK\r\n"), "{bytes:?}");
    assert!(!bytes.ends_with(b"0\r\n\r\n"), "{bytes:?}");
    assert!(ask(&running).await.unwrap().bytes().await.is_err());
}

#[tokio::test]
async fn closes_the_socket_instead_of_responding() {
    let running = Running::start().await;
    // Whatever else is set.
    for status in [None, Some(500)] {
        running.sandbox.behave(Behavior { no_answer: true, status, ..Behavior::default() });
        assert_eq!(running.bytes_of(written_out()).await, b"");
        assert!(ask(&running).await.is_err());
    }
    assert_eq!(running.sandbox.requests().len(), 4);
}

#[tokio::test]
async fn closes_the_socket_without_processing_the_request() {
    let running = Running::start().await;
    running.sandbox.behave(Behavior { hang_up: true, status: Some(500), ..Behavior::default() });
    assert_eq!(running.bytes_of(written_out()).await, b"");
    assert!(ask(&running).await.is_err());
    assert_eq!(running.sandbox.requests().len(), 2);
    // It doesn't wait for the announced body.
    let announced = format!("POST {PATH} HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 9\r\n\r\n");
    assert_eq!(running.bytes_of(announced).await, b"");
}

#[tokio::test]
async fn sends_an_opener_policy_with_either_kind_of_response() {
    let running = Running::start().await;
    for status in [None, Some(500)] {
        running.sandbox.behave(Behavior {
            cross_origin_opener_policy: Some("same-origin".to_owned()),
            status,
            ..Behavior::default()
        });
        let response = ask(&running).await.unwrap();
        assert_eq!(response.headers()["cross-origin-opener-policy"], "same-origin");
    }
    running.sandbox.reset();
    assert!(!ask(&running).await.unwrap().headers().contains_key("cross-origin-opener-policy"));
}

#[tokio::test]
async fn waits_and_then_responds_as_usual() {
    let running = Running::start().await;
    running.sandbox.behave(Behavior { delay_ms: Some(50), ..Behavior::default() });
    let asked = Instant::now();
    assert_eq!(ask(&running).await.unwrap().status(), 200);
    assert!(asked.elapsed() >= Duration::from_millis(50));
}

#[tokio::test]
async fn holds_matching_requests_until_they_are_released() {
    let running = Running::start().await;
    let sandbox = &running.sandbox;
    sandbox.behave(Behavior { hold: true, path: Some(PATH.to_owned()), ..Behavior::default() });
    let control = |method, path| running.request(method, "localhost", path);
    for over_http in [false, true] {
        let asking = async { join!(ask(&running), ask(&running)) };
        let releasing = async {
            sandbox.until_held(2).await;
            let held = control(Method::GET, "/sandbox/held").send().await.unwrap();
            assert_eq!(held.json::<usize>().await.unwrap(), 2);
            if over_http {
                let released = control(Method::POST, "/sandbox/release").send().await.unwrap();
                assert_eq!(released.status(), 204);
            } else {
                sandbox.release();
            }
        };
        let ((one, other), ()) = join!(asking, releasing);
        assert_eq!(
            (one.unwrap().status(), other.unwrap().status()),
            (StatusCode::OK, StatusCode::OK)
        );
        assert_eq!(sandbox.held(), 0);
    }
    // A client that gives up is no longer held, and a reset releases every request.
    let impatient = async {
        tokio::select! {
            _ = ask(&running) => panic!("the request was not held"),
            () = sandbox.until_held(1) => {}
        }
    };
    impatient.await;
    let resetting = async {
        sandbox.until_held(1).await;
        sandbox.reset();
    };
    let (answer, ()) = join!(ask(&running), resetting);
    assert_eq!(answer.unwrap().status(), StatusCode::OK);
    assert_eq!(ask(&running).await.unwrap().status(), StatusCode::OK);
}

#[tokio::test]
async fn applies_only_to_matching_requests_and_the_latest_counts() {
    let running = Running::start().await;
    for (host, path, status) in
        [("acme.eu.teamwork.com", PATH, 500), (HOST, "/projects/api/v3/me.json", 501)]
    {
        running.sandbox.behave(Behavior {
            host: Some(host.to_owned()),
            path: Some(path.to_owned()),
            status: Some(status),
            ..Behavior::default()
        });
    }
    assert_eq!(ask(&running).await.unwrap().status(), 200);
    for status in [502, 503] {
        running.sandbox.behave(Behavior {
            path: Some(PATH.to_owned()),
            status: Some(status),
            ..Behavior::default()
        });
    }
    assert_eq!(ask(&running).await.unwrap().status(), 503);
}

#[tokio::test]
async fn can_be_controlled_over_http() {
    let running = Running::start().await;
    let control = |path| running.request(Method::POST, "localhost", path);
    let behavior = json!({"path": PATH, "status": 403});
    let told = control("/sandbox/behavior").json(&behavior).send().await.unwrap();
    assert_eq!(told.status(), 204);
    assert_eq!(ask(&running).await.unwrap().status(), 403);

    let request = running.request(Method::GET, "localhost", "/sandbox/requests");
    let log: Vec<LoggedRequest> = request.send().await.unwrap().json().await.unwrap();
    let expected = LoggedRequest {
        method: "GET".to_owned(),
        host: HOST.to_owned(),
        path: PATH.to_owned(),
        authorization: AuthorizationScheme::Basic,
        traceparent: None,
    };
    assert_eq!(log, [expected]);

    assert_eq!(control("/sandbox/reset").send().await.unwrap().status(), 204);
    assert!(running.sandbox.requests().is_empty());
    assert_eq!(ask(&running).await.unwrap().status(), 200);
}

#[tokio::test]
async fn an_unknown_behavior_is_refused() {
    let running = Running::start().await;
    let request = running.request(Method::POST, "localhost", "/sandbox/behavior");
    let response = request.json(&json!({"explode": true})).send().await.unwrap();
    assert!(response.status().is_client_error());
    assert_eq!(ask(&running).await.unwrap().status(), 200);
}
