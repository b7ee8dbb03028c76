//! `POST /connections/test`: tests unsaved settings.

use axum::Json;
use axum::extract::State;
use teamwork_connect_core::validation::validate_target_body;
use teamwork_connect_core::wire::{ConnectionBody, TestReport};

use crate::account::Account;
use crate::api_error::ApiError;
use crate::app::App;
use crate::connection_test;
use crate::json_body::JsonBody;
use crate::problem::Problem;

/// Tests unsaved settings against Teamwork. Stores and logs nothing of them. A name is not needed.
#[utoipa::path(
    post,
    path = "/connections/test",
    request_body = ConnectionBody,
    responses(
        (status = 200, body = TestReport),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn test(
    State(app): State<App>,
    _account: Account,
    body: JsonBody<ConnectionBody>,
) -> Result<Json<TestReport>, ApiError> {
    let target = validate_target_body(&body.value).map_err(ApiError::InvalidSettings)?;
    let api_key = body.value.api_key.as_ref();
    Ok(Json(connection_test::test(&app.provider, &target, api_key).await))
}
