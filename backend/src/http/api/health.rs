//! Liveness and readiness.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::http::api_error::ApiError;
use crate::http::problem::Problem;

/// A healthy backend.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Health {
    /// Always `ok`.
    status: &'static str,
}

const OK: Json<Health> = Json(Health { status: "ok" });

/// Reports whether the backend runs and its database responds.
///
/// Requires no header and no session.
#[utoipa::path(
    get,
    path = "/health",
    responses(
        (status = 200, body = Health),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn health(State(app): State<App>) -> Result<Json<Health>, ApiError> {
    app.database.ping().await?;
    Ok(OK)
}

/// Reports whether the process responds at all.
///
/// If it doesn't, restart it. Requires no header and no session.
#[utoipa::path(get, path = "/health/live", responses((status = 200, body = Health)))]
pub(crate) async fn live() -> Json<Health> {
    OK
}

/// Reports whether the backend can serve requests: a table can be read and the database accepts
/// writes.
///
/// Checks at most once a second. Requires no header and no session.
#[utoipa::path(
    get,
    path = "/health/ready",
    responses(
        (status = 200, body = Health),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn ready(State(app): State<App>) -> Result<Json<Health>, ApiError> {
    if app.readiness.look(&app.database).await { Ok(OK) } else { Err(ApiError::NotReady) }
}
