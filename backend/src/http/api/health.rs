//! Whether the backend runs, and whether it can serve.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::http::api_error::ApiError;
use crate::http::problem::Problem;

/// That it is so.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Health {
    /// Always `ok`.
    status: &'static str,
}

const OK: Json<Health> = Json(Health { status: "ok" });

/// Whether the backend runs and its database answers. Needs no header and no session.
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

/// Whether the process answers at all: one that does not wants to be started again. Needs no header and no session.
#[utoipa::path(get, path = "/health/live", responses((status = 200, body = Health)))]
pub(crate) async fn live() -> Json<Health> {
    OK
}

/// Whether requests can be served: a table can be read, and the database takes what is written to it. Looked at once a second at most. Needs no header and no session.
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
