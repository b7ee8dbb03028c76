//! Requests that other pages could make a browser send.

use reqwest::{Method, Response};
use teamwork_connect_backend::Origin;

use crate::common::{Caller, TestBackend, fresh_key, problem, projects};

const ALLOWED: &str = "https://app.example";

async fn preflight(caller: &Caller, origin: &str) -> Response {
    let request = caller.bare(Method::OPTIONS, "/connections").header("Origin", origin);
    let request = request
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "content-type,idempotency-key,x-requested-with");
    request.send().await.unwrap()
}

async fn allowing() -> TestBackend {
    TestBackend::start_with(|config| config.allowed_origins = vec![Origin::parse(ALLOWED).unwrap()])
        .await
}

#[tokio::test]
async fn t75_requests_without_the_header_are_rejected() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let id = caller.created(&projects("Acme", "key")).await;
    let path = format!("/connections/{id}");
    for (method, path) in [
        (Method::GET, "/config"),
        (Method::GET, "/connections"),
        (Method::POST, "/connections"),
        (Method::GET, path.as_str()),
        (Method::PUT, path.as_str()),
        (Method::DELETE, path.as_str()),
        (Method::POST, "/connections/test"),
    ] {
        for value in [None, Some("XMLHttpRequest"), Some(""), Some("teamwork-connect2")] {
            let mut request = caller.bare(method.clone(), path).json(&projects("Forged", "key"));
            request = request.header("Idempotency-Key", fresh_key()).header("If-Match", "*");
            if let Some(value) = value {
                request = request.header("X-Requested-With", value);
            }
            let answer = request.send().await.unwrap();
            assert!(!answer.headers().contains_key("set-cookie"));
            problem(answer, 403, "forbidden").await;
        }
    }
    assert_eq!(caller.get_json("/connections").await[0]["name"], "Acme");
    assert_eq!(caller.count().await, 1);
}

#[tokio::test]
async fn t75_cross_site_requests_are_rejected() {
    let backend = allowing().await;
    let caller = backend.caller().await;
    for (site, origin, status) in [
        ("same-origin", "http://localhost:8080", 200),
        ("none", "null", 403),
        ("none", "http://localhost:8080", 200),
        ("cross-site", "https://evil.example", 403),
        ("same-site", "http://localhost:9999", 403),
        ("cross-site", "null", 403),
        ("cross-site", ALLOWED, 200),
    ] {
        let request = caller.request(Method::GET, "/connections");
        let request = request.header("Sec-Fetch-Site", site).header("Origin", origin);
        assert_eq!(request.send().await.unwrap().status(), status, "{site} {origin}");
    }
}

#[tokio::test]
async fn t76_an_allowed_origin_can_send_and_read_what_the_panel_needs() {
    let backend = allowing().await;
    let caller = backend.caller().await;
    let answer = preflight(&caller, ALLOWED).await;
    let headers = answer.headers();
    assert_eq!(headers["access-control-allow-origin"], ALLOWED);
    assert_eq!(headers["access-control-allow-credentials"], "true");
    let allowed = headers["access-control-allow-headers"].to_str().unwrap().to_ascii_lowercase();
    for name in ["content-type", "idempotency-key", "if-match", "x-requested-with"] {
        assert!(allowed.split(',').any(|own| own.trim() == name), "{name}");
    }
    let methods = headers["access-control-allow-methods"].to_str().unwrap();
    for method in ["GET", "POST", "PUT", "DELETE"] {
        assert!(methods.contains(method), "{method}");
    }

    // Errors must be readable as well.
    for path in ["/connections", "/nothing"] {
        let request = caller.request(Method::GET, path).header("Origin", ALLOWED);
        let answer = request.send().await.unwrap();
        let headers = answer.headers();
        assert_eq!(headers["access-control-allow-origin"], ALLOWED);
        let exposed =
            headers["access-control-expose-headers"].to_str().unwrap().to_ascii_lowercase();
        for name in ["etag", "location", "retry-after"] {
            assert!(exposed.contains(name), "{name}");
        }
        let vary: Vec<_> =
            headers.get_all("vary").into_iter().map(|v| v.to_str().unwrap()).collect();
        assert!(vary.join(",").to_ascii_lowercase().contains("origin"));
    }
}

#[tokio::test]
async fn t76_other_origins_are_not_allowed() {
    let (none, one) = (TestBackend::start().await, allowing().await);
    for (backend, origins) in [
        (&none, vec![ALLOWED, "null", "http://localhost:8080"]),
        (
            &one,
            vec![
                "null",
                "https://evil.example",
                "http://app.example",
                "https://app.example:8443",
                "https://app.example.evil.example",
                "https://evil-app.example",
                "https://APP.example",
                "*",
            ],
        ),
    ] {
        let caller = backend.caller().await;
        for origin in origins {
            let get = caller.request(Method::GET, "/connections").header("Origin", origin);
            for answer in [preflight(&caller, origin).await, get.send().await.unwrap()] {
                let leave = answer.headers().get("access-control-allow-origin");
                assert_eq!(leave, None, "{origin}");
            }
        }
    }
}
