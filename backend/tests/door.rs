//! Which requests are admitted: by their hostname, and by the page that sends them.

use reqwest::Method;
use serde_json::Value;
use teamwork_connect_backend::Origin;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::common::{APP_ORIGIN, TestBackend, fresh_key, problem, projects};

const PUBLIC_URL: &str = "http://localhost:8080/api";

/// The response to a raw request.
async fn answer_to(backend: &TestBackend, request: &str) -> String {
    let mut stream = TcpStream::connect(backend.address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn h1_b03_a_request_for_another_hostname_is_rejected_with_the_right_one() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let id = caller.created(&projects("Acme", "key")).await;
    let connection = format!("/connections/{id}");
    for name in [
        "evil.example",
        "evil.example:8080",
        "localhost",
        "localhost:9999",
        "127.0.0.1:8080",
        "localhost:8080.evil.example",
        "evil.example@localhost:8080",
        "localhost:8080@evil.example",
        "localhost.:8080",
        "[::1]:8080",
        "localhost:",
        "localhost:8080:8080",
        "localhost:080",
        "%6cocalhost:8080",
    ] {
        for (method, path) in [
            (Method::GET, "/config"),
            (Method::GET, "/connections"),
            (Method::DELETE, connection.as_str()),
            (Method::GET, "/health"),
            (Method::GET, "/openapi.json"),
            (Method::GET, "/oauth/callback"),
            (Method::GET, "/oauth/done.js"),
            (Method::OPTIONS, "/connections"),
            (Method::GET, "/nothing"),
        ] {
            let request = caller.request(method.clone(), path).header("Host", name);
            let answer = request.send().await.unwrap();
            assert!(!answer.headers().contains_key("set-cookie"), "{name} {path}");
            let document = problem(answer, 421, "forbidden").await;
            assert_eq!(document["publicUrl"], PUBLIC_URL, "{name} {path}");
            assert_eq!(document["type"], "urn:teamwork-connect:problem:misdirected");
        }
    }
    assert_eq!(caller.count().await, 1, "nothing was deleted");
    for name in ["localhost:8080", "LOCALHOST:8080"] {
        let request = caller.request(Method::GET, "/connections").header("Host", name);
        assert_eq!(request.send().await.unwrap().status(), 200, "{name}");
    }
}

#[tokio::test]
async fn h1_every_hostname_in_a_request_must_match() {
    let backend = TestBackend::start().await;
    let end = "X-Requested-With: teamwork-connect\r\nConnection: close\r\n\r\n";
    for (line, hosts, status) in [
        ("GET /api/config HTTP/1.1", "Host: localhost:8080\r\n", 200),
        ("GET http://localhost:8080/api/config HTTP/1.1", "Host: localhost:8080\r\n", 200),
        ("GET http://evil.example/api/config HTTP/1.1", "Host: localhost:8080\r\n", 421),
        ("GET http://localhost:8080/api/config HTTP/1.1", "Host: evil.example\r\n", 421),
        ("GET /api/config HTTP/1.1", "Host: localhost:8080\r\nHost: evil.example\r\n", 421),
        ("GET /api/config HTTP/1.1", "Host: evil.example\r\nHost: localhost:8080\r\n", 421),
        ("GET /api/config HTTP/1.1", "Host: \r\n", 421),
        ("GET /api/config HTTP/1.1", "", 421),
        ("GET /api/config HTTP/1.0", "", 421),
        // Only the header that the proxy sets can be written by anyone here.
        (
            "GET /api/config HTTP/1.1",
            "Host: evil.example\r\nX-Forwarded-Host: localhost:8080\r\n",
            421,
        ),
    ] {
        let answer = answer_to(&backend, &format!("{line}\r\n{hosts}{end}")).await;
        let got = answer.split(' ').nth(1);
        assert_eq!(got, Some(status.to_string().as_str()), "{line} {hosts}: {answer}");
    }
}

#[tokio::test]
async fn h1_b03_a_proxy_with_another_hostname_admits_no_other_hostname() {
    let backend = TestBackend::start().await;
    let own = backend.address.to_string();
    for (name, forwarded, status) in [
        (own.as_str(), vec![], 200),
        (&own, vec!["localhost:8080"], 200),
        (&own, vec!["localhost"], 200),
        (&own, vec!["localhost:8080, localhost:8080"], 200),
        (&own, vec!["127.0.0.1:8080"], 421),
        (&own, vec!["evil.example:8080"], 421),
        (&own, vec!["localhost:8080, evil.example"], 421),
        (&own, vec!["evil.example", "localhost:8080"], 421),
        (&own, vec!["localhost:9999"], 421),
        (&own, vec![""], 421),
        // If the proxy preserves the hostname, it is what counts.
        ("localhost:8080", vec!["inside.example"], 200),
        ("evil.example", vec!["localhost:8080"], 421),
    ] {
        let mut request = backend.stranger().request(Method::GET, "/config").header("Host", name);
        for value in &forwarded {
            request = request.header("X-Forwarded-Host", *value);
        }
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), status, "{name} {forwarded:?}");
    }
}

#[tokio::test]
async fn h1_the_default_port_is_optional() {
    for (public_url, good, bad) in [
        ("https://app.example/api", ["app.example", "app.example:443"], "app.example:80"),
        ("http://localhost/api", ["localhost", "localhost:80"], "localhost:443"),
    ] {
        let backend =
            TestBackend::start_with(|config| config.public_url = public_url.parse().unwrap()).await;
        let get = async |name: &str| {
            let request = backend.stranger().request(Method::GET, "/config").header("Host", name);
            request.send().await.unwrap().status()
        };
        for name in good {
            assert_eq!(get(name).await, 200, "{name}");
        }
        assert_eq!(get(bad).await, 421, "{bad}");
    }
}

#[tokio::test]
async fn h1_an_origin_header_must_be_the_backends_or_an_allowed_one() {
    let backend = TestBackend::start_with(|config| {
        config.allowed_origins = vec![Origin::parse(APP_ORIGIN).unwrap()];
    })
    .await;
    let caller = backend.caller().await;
    for (origin, status) in [
        (None, 201),
        (Some("http://localhost:8080"), 201),
        (Some(APP_ORIGIN), 201),
        (Some("null"), 403),
        (Some(""), 403),
        (Some("http://127.0.0.1:8080"), 403),
        (Some("http://localhost"), 403),
        (Some("https://localhost:8080"), 403),
        (Some("http://evil.example"), 403),
        (Some("https://app.example https://evil.example"), 403),
    ] {
        // Over plain HTTP, a page on a hostname other than localhost sends no information about its site.
        let mut request = caller.request(Method::POST, "/connections");
        if let Some(origin) = origin {
            request = request.header("Origin", origin);
        }
        let request = request.header("Idempotency-Key", fresh_key());
        let answer = request.json(&projects("Acme", "key")).send().await.unwrap();
        assert_eq!(answer.status(), status, "{origin:?}");
        if status == 403 {
            let document = problem(answer, 403, "forbidden").await;
            assert_eq!(document["publicUrl"], PUBLIC_URL, "{origin:?}");
        }
    }
    assert_eq!(caller.count().await, 3);
}

#[tokio::test]
async fn l6_requests_outside_of_its_path_are_answered_and_logged_too() {
    let log = crate::common::Log::get();
    let backend = TestBackend::start_standalone().await;
    for (path, name, status) in [
        ("/", "localhost:8080", 404),
        ("/apifoo", "localhost:8080", 404),
        ("/favicon.ico", "localhost:8080", 404),
        ("/", "evil.example", 421),
    ] {
        let url = format!("http://{}{path}", backend.address);
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let answer = client.get(url).header("Host", name).send().await.unwrap();
        assert_eq!(answer.status(), status, "{path}");
        let headers = answer.headers();
        assert_eq!(headers["cache-control"], "no-store", "{path}");
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(headers["content-type"], "application/problem+json", "{path}");
        let id = headers["x-request-id"].to_str().unwrap().to_owned();
        let document: Value = answer.json().await.unwrap();
        assert_eq!(document["requestId"], id.as_str());
        let text = log.text();
        let line = text.lines().find(|line| line.contains(&id) && line.contains("answered"));
        assert!(line.is_some_and(|line| line.contains(&format!("status={status}"))), "{path}");
    }
}
