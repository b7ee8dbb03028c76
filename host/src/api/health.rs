//! `GET /health`: whether the host can work.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api_error::ApiError;
use crate::app::App;
use crate::problem::Problem;

/// That the host can work.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Health {
    /// Always `ok`.
    status: &'static str,
}

/// Whether the host runs and its database answers. Needs no header and no session.
#[utoipa::path(
    get,
    path = "/health",
    responses(
        (status = 200, body = Health),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn health(State(app): State<App>) -> Result<Json<Health>, ApiError> {
    sqlx::query("SELECT 1").execute(app.database.pool()).await?;
    Ok(Json(Health { status: "ok" }))
}
