//! The routes for operators, on a separate listen address.

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;

use super::health;
use crate::app::App;
use crate::operations::metrics;

/// Returns `/metrics` and `/health/…`, at the root.
pub(crate) fn router(app: &App) -> Router {
    Router::new()
        .route("/metrics", get(write))
        .route("/health", get(health::health))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .with_state(app.clone())
}

async fn write(State(app): State<App>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, metrics::CONTENT_TYPE)], app.metrics.write(&app.database).await)
}
