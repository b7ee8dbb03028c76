//! Errors in the form of Teamwork's APIs.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// An error response of the sandbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ApiError {
    /// The credential is missing or invalid.
    Unauthorized,
    /// The site or the path doesn't exist.
    NotFound,
    /// The sandbox supports only reading from these endpoints.
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
