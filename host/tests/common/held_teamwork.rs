//! A stand-in for Teamwork that holds its answer back, so that something can happen meanwhile.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::Notify;

use super::test_host::TOKEN_PATH;

/// A token endpoint that answers when it is told to.
pub(crate) struct HeldTeamwork {
    pub(crate) address: SocketAddr,
    asked: Arc<Notify>,
    answer: Arc<Notify>,
}

impl HeldTeamwork {
    pub(crate) async fn start() -> Self {
        let (asked, answer) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let (ask, release) = (Arc::clone(&asked), Arc::clone(&answer));
        let exchange = async move || {
            ask.notify_one();
            release.notified().await;
            Json(grant())
        };
        let router = Router::new()
            .route(TOKEN_PATH, post(exchange))
            .route("/me.json", get(async || Json(json!({"person": {}}))));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { address, asked, answer }
    }

    /// Waits until a code has come.
    pub(crate) async fn asked(&self) {
        self.asked.notified().await;
    }

    /// Answers it.
    pub(crate) fn answer(&self) {
        self.answer.notify_one();
    }
}

fn grant() -> Value {
    json!({
        "access_token": "held-token",
        "installation": {"apiEndPoint": "https://acme.teamwork.com/"},
        "user": {"firstName": "Ada", "lastName": "Lovelace"},
    })
}
