//! Slow clients, and clients that take more than their share.

use core::time::Duration;
use std::net::SocketAddr;
use std::time::Instant;

use axum::Router;
use axum::body::Body;
use axum::routing::get;
use teamwork_connect_backend::{ServeLimits, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A server, how to stop it, and how many connections it cut off then.
struct Serving {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    ended: JoinHandle<usize>,
}

const LARGE: usize = 64 * 1024 * 1024;

fn short() -> ServeLimits {
    ServeLimits {
        head_time: Duration::from_millis(300),
        write_time: Duration::from_millis(300),
        drain_time: Duration::from_millis(300),
        ..ServeLimits::default()
    }
}

async fn serving(limits: ServeLimits) -> Serving {
    let router = Router::new()
        .route("/", get(async || "here"))
        .route("/never", get(std::future::pending::<()>))
        .route("/large", get(async || Body::from(vec![b'x'; LARGE])));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let ended = tokio::spawn(async move {
        let stopped = async { stopped.await.unwrap_or_default() };
        serve(listener, router, &limits, stopped).await
    });
    Serving { address, stop: Some(stop), ended }
}

impl Serving {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    async fn sent(&self, text: &str) -> TcpStream {
        let mut stream = self.connect().await;
        stream.write_all(text.as_bytes()).await.unwrap();
        stream
    }

    async fn stop(&mut self) {
        self.stop.take().unwrap().send(()).unwrap();
    }
}

const WHOLE: &str = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

/// Reads a response, and leaves the connection open.
async fn answered(stream: &mut TcpStream) -> bool {
    let mut answer = Vec::new();
    while !answer.ends_with(b"here") {
        if stream.read_buf(&mut answer).await.unwrap_or(0) == 0 {
            return false;
        }
    }
    answer.starts_with(b"HTTP/1.1 200")
}

/// Waits until the server has closed a connection, and returns what was received before.
async fn closed(mut stream: TcpStream) -> Vec<u8> {
    let mut rest = Vec::new();
    // It may end with a reset.
    let _ = stream.read_to_end(&mut rest).await;
    rest
}

#[tokio::test]
async fn h3_incomplete_heads_and_idle_connections_are_cut_off() {
    let server = serving(ServeLimits { head_time: Duration::from_secs(2), ..short() }).await;
    closed(server.sent("").await).await;
    closed(server.sent("GET / HTTP/1.1\r\nHost: a\r\nX-Sl").await).await;
    let mut idle = server.sent(WHOLE).await;
    assert!(answered(&mut idle).await);
    idle.write_all(WHOLE.as_bytes()).await.unwrap();
    assert!(answered(&mut idle).await, "the connection can be reused");
    assert!(closed(idle).await.is_empty());
}

#[tokio::test]
async fn h3_a_response_that_is_not_read_is_cut_off() {
    let server = serving(ServeLimits { connections: 1, ..short() }).await;
    let mut greedy = server.sent("GET /large HTTP/1.1\r\nHost: a\r\n\r\n").await;
    // There is a single slot, so this is answered once the other connection is gone.
    assert!(answered(&mut server.sent(WHOLE).await).await);
    let mut got = Vec::new();
    let _ = greedy.read_to_end(&mut got).await;
    assert!(got.len() < LARGE);
}

#[tokio::test]
async fn h3_a_head_has_at_most_32_kib() {
    let server = serving(ServeLimits::default()).await;
    let large = "a".repeat(40 * 1024);
    let request = format!("GET / HTTP/1.1\r\nHost: a\r\nX-Large: {large}\r\n\r\n");
    let mut stream = server.connect().await;
    // The server may close it before everything is sent.
    let _ = stream.write_all(request.as_bytes()).await;
    let answer = closed(stream).await;
    assert!(!answer.starts_with(b"HTTP/1.1 200"));
}

#[tokio::test]
async fn h3_connections_per_address_are_limited_and_a_proxy_may_have_more() {
    let limits =
        ServeLimits { connections: 8, connections_per_address: 2, ..ServeLimits::default() };
    let server = serving(limits.clone()).await;
    let mut kept = Vec::new();
    for _ in 0..2 {
        let mut stream = server.sent(WHOLE).await;
        assert!(answered(&mut stream).await);
        kept.push(stream);
    }
    for _ in 0..20 {
        assert!(closed(server.connect().await).await.is_empty());
    }
    // A slot is free once one of them is closed.
    kept.pop();
    while !answered(&mut server.connect().await.tap(WHOLE).await).await {}

    let trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    let server = serving(ServeLimits { trusted_proxies, ..limits }).await;
    let mut kept = Vec::new();
    for _ in 0..8 {
        let mut stream = server.sent(WHOLE).await;
        assert!(answered(&mut stream).await);
        kept.push(stream);
    }
}

/// Writes to a connection that may be closed already.
trait Tap {
    async fn tap(self, text: &str) -> Self;
}

impl Tap for TcpStream {
    async fn tap(mut self, text: &str) -> Self {
        let _ = self.write_all(text.as_bytes()).await;
        self
    }
}

#[tokio::test]
async fn h3_excess_connections_wait() {
    let limits = ServeLimits { connections: 2, ..short() };
    let server = serving(limits).await;
    let half: Vec<_> = [server.sent("GET").await, server.sent("GET").await].into();
    // It is served once their time is up.
    assert!(answered(&mut server.sent(WHOLE).await).await);
    for stream in half {
        closed(stream).await;
    }
}

#[tokio::test]
async fn h4_stopping_waits_for_requests_in_progress_up_to_a_limit() {
    let limits = ServeLimits { head_time: Duration::from_secs(600), ..short() };
    let mut server = serving(limits).await;
    let mut idle = server.sent(WHOLE).await;
    assert!(answered(&mut idle).await);
    let half = server.sent("GET / HTTP/1.1\r\nHo").await;
    let never = server.sent("GET /never HTTP/1.1\r\nHost: a\r\n\r\n").await;
    // Both have arrived before the server is asked to stop.
    assert!(answered(&mut server.sent(WHOLE).await).await);
    let begun = Instant::now();
    server.stop().await;
    assert!(closed(idle).await.is_empty(), "no request is in progress");
    let left = server.ended.await.unwrap();
    assert!((1..=2).contains(&left), "{left}");
    assert!(begun.elapsed() < Duration::from_secs(60));
    assert!(TcpStream::connect(server.address).await.is_err());
    for stream in [half, never] {
        assert!(closed(stream).await.is_empty());
    }
}
