//! The endpoints for operators.

use std::net::SocketAddr;

use teamwork_connect_backend::ServeLimits;
use tokio::net::TcpListener;

use crate::common::{TestBackend, oauth, projects, sandbox_client};

/// Their own listen address.
async fn operations(backend: &TestBackend) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = backend.backend.operations_router();
    tokio::spawn(async move {
        let stop = std::future::pending();
        teamwork_connect_backend::serve(listener, router, &ServeLimits::default(), stop).await;
    });
    address
}

async fn metrics(address: SocketAddr) -> String {
    let answer = reqwest::get(format!("http://{address}/metrics")).await.unwrap();
    assert_eq!(answer.status(), 200);
    let kind = answer.headers()["content-type"].to_str().unwrap();
    assert!(kind.starts_with("application/openmetrics-text"), "{kind}");
    answer.text().await.unwrap()
}

#[tokio::test]
async fn metrics_count_requests_authorizations_waits_and_keys_without_user_data() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let id = browser.caller().created(&projects("NAME-CANARY", "KEY-CANARY")).await;
    browser.caller().get(&format!("/connections/{id}")).await;
    browser.caller().get("/connections/no-id").await;
    let client = browser.caller().created_client(&sandbox_client()).await;
    let connection = browser.caller().created(&oauth("projects", "v3", &client)).await;
    assert_eq!(browser.connect(&connection).await["status"], "succeeded");
    let metrics = metrics(operations(&backend).await).await;
    for line in [
        "teamwork_connect_requests_total{route=\"/api/connections\",method=\"POST\",status=\"201\"} 2",
        "teamwork_connect_requests_total{route=\"/api/connections/{id}\",method=\"GET\",status=\"200\"} 1",
        "teamwork_connect_requests_total{route=\"/api/connections/{id}\",method=\"GET\",status=\"404\"} 1",
        "teamwork_connect_authorizations_total{event=\"began\",code=\"\"} 1",
        "teamwork_connect_authorizations_total{event=\"succeeded\",code=\"\"} 1",
        "teamwork_connect_secrets{key=\"test\"} 3",
        "# EOF",
    ] {
        assert!(metrics.lines().any(|own| own == line), "{line} is not in\n{metrics}");
    }
    for begin in [
        "teamwork_connect_request_duration_seconds_bucket{",
        "teamwork_connect_database_wait_seconds_count",
        "teamwork_connect_kept_answers{key=\"test\"}",
    ] {
        assert!(metrics.lines().any(|own| own.starts_with(begin)), "{begin} is not in\n{metrics}");
    }
    for private in ["CANARY", &*id, "local", "acme"] {
        assert!(!metrics.contains(private), "{private} is in\n{metrics}");
    }
}

#[tokio::test]
async fn metrics_are_not_on_the_public_listener() {
    let backend = TestBackend::start().await;
    assert_eq!(backend.caller().await.get("/metrics").await.status(), 404);
    let operations = operations(&backend).await;
    for path in ["/health", "/health/live", "/health/ready"] {
        let answer = reqwest::get(format!("http://{operations}{path}")).await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
    }
    let other = reqwest::get(format!("http://{operations}/api/connections")).await.unwrap();
    assert_eq!(other.status(), 404);
}
