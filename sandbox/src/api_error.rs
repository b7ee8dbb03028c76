//! Errors as Teamwork's APIs give them.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// What the sandbox answers in place of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ApiError {
    /// The credential is missing or not good.
    Unauthorized,
    /// There is no such site or path.
    NotFound,
    /// These endpoints are only read here.
    MethodNotAllowed,
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, title) = match self {
            Self::Unauthorized => (StatusCode::UNAUTHORIZED, "Unauthorized"),
            Self::NotFound => (StatusCode::NOT_FOUND, "Not found"),
            Self::MethodNotAllowed => (StatusCode::METHOD_NOT_ALLOWED, "Method not allowed"),
        };
        let body = json!({"STATUS": "Error", "errors": [{"title": title}]});
        (status, Json(body)).into_response()
    }
}
