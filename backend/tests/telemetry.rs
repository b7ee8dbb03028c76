//! Traces reach a collector. Requires `--features opentelemetry`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may panic.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::routing::post;
use tokio::net::TcpListener;

const KEY: &str = "test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
const TRACE: u128 = 0x4bf9_2f35_77b3_4da6_a3ce_929d_0e0e_4736;
const PARENT: u64 = 0x00f0_67aa_0ba9_02b7;

#[tokio::test(flavor = "multi_thread")]
async fn a_request_becomes_a_span_of_its_trace() {
    let received = Arc::new(Mutex::new(Vec::new()));
    let collect = {
        let received = Arc::clone(&received);
        async move |body: Bytes| received.lock().unwrap().extend_from_slice(&body)
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let collector = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new().route("/v1/traces", post(collect));
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });

    let directory = tempfile::tempdir().unwrap();
    // A port that was free a moment ago.
    let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_teamwork-connect-backend"))
        .env_clear()
        .env("PUBLIC_URL", "http://localhost:8080/api")
        .env("ENCRYPTION_KEYS", KEY)
        .env("DATABASE_URL", format!("sqlite:{}/backend.sqlite3", directory.path().display()))
        .env("LISTEN", address.to_string())
        .env("OTEL_EXPORTER_OTLP_ENDPOINT", &collector)
        .env("LOG_FORMAT", "json")
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
    assert!(lines.any(|line| line.contains("The backend is listening on")));
    let lines = std::thread::spawn(move || lines.collect::<Vec<_>>());
    let answer = reqwest::Client::new()
        .get(format!("http://{address}/api/health"))
        .header("traceparent", format!("00-{TRACE:032x}-{PARENT:016x}-01"))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
    let asked = Command::new("kill").args(["-TERM", &child.id().to_string()]).status();
    assert!(asked.unwrap().success());
    assert!(tokio::task::spawn_blocking(move || child.wait()).await.unwrap().unwrap().success());

    let received = received.lock().unwrap();
    let holds = |bytes: &[u8]| received.windows(bytes.len()).any(|window| window == bytes);
    assert!(holds(&TRACE.to_be_bytes()), "the trace ID");
    assert!(holds(&PARENT.to_be_bytes()), "the caller's span");
    assert!(holds(b"teamwork-connect-backend") && holds(b"/api/health"));
    let logged = lines.join().unwrap();
    assert!(logged.iter().any(|line| line.contains(&format!("{TRACE:032x}"))));
}
