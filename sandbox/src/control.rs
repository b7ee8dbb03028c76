//! The endpoints that control the sandbox over HTTP, for tests in another process.

use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;

use crate::behavior::Behavior;
use crate::request_log::LoggedRequest;
use crate::sandbox::Sandbox;

pub(crate) fn router() -> Router<Sandbox> {
    Router::new()
        .route("/sandbox/behavior", post(behave))
        .route("/sandbox/clock", post(advance_clock))
        .route("/sandbox/held", get(held))
        .route("/sandbox/release", post(release))
        .route("/sandbox/reset", post(reset))
        .route("/sandbox/requests", get(requests))
}

async fn behave(State(sandbox): State<Sandbox>, Json(behavior): Json<Behavior>) -> StatusCode {
    sandbox.behave(behavior);
    StatusCode::NO_CONTENT
}

/// How far to advance the clock.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Advance {
    advance_seconds: u64,
}

async fn advance_clock(State(sandbox): State<Sandbox>, Json(by): Json<Advance>) -> StatusCode {
    sandbox.advance_clock(Duration::from_secs(by.advance_seconds));
    StatusCode::NO_CONTENT
}

async fn held(State(sandbox): State<Sandbox>) -> Json<usize> {
    Json(sandbox.held())
}

async fn release(State(sandbox): State<Sandbox>) -> StatusCode {
    sandbox.release();
    StatusCode::NO_CONTENT
}

async fn reset(State(sandbox): State<Sandbox>) -> StatusCode {
    sandbox.reset();
    StatusCode::NO_CONTENT
}

async fn requests(State(sandbox): State<Sandbox>) -> Json<Vec<LoggedRequest>> {
    Json(sandbox.requests())
}
