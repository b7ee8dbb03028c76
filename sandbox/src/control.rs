//! The endpoints that control the sandbox over HTTP, for tests in another process.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};

use crate::behaviour::Behaviour;
use crate::request_log::LoggedRequest;
use crate::sandbox::Sandbox;

pub(crate) fn router() -> Router<Sandbox> {
    Router::new()
        .route("/sandbox/behaviour", post(behave))
        .route("/sandbox/reset", post(reset))
        .route("/sandbox/requests", get(requests))
}

async fn behave(State(sandbox): State<Sandbox>, Json(behaviour): Json<Behaviour>) -> StatusCode {
    sandbox.behave(behaviour);
    StatusCode::NO_CONTENT
}

async fn reset(State(sandbox): State<Sandbox>) -> StatusCode {
    sandbox.reset();
    StatusCode::NO_CONTENT
}

async fn requests(State(sandbox): State<Sandbox>) -> Json<Vec<LoggedRequest>> {
    Json(sandbox.requests())
}
