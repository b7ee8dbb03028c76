//! Problem documents (RFC 9457).

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use teamwork_connect_core::wire::ProblemField;
use teamwork_connect_core::{FieldCode, ResultCode};
use utoipa::ToSchema;

use super::api_error::ApiError;

/// A problem document (RFC 9457). It never repeats a value that was sent.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Problem {
    /// The kind of problem, as a URI that is only an identifier.
    r#type: String,
    /// The kind of problem, in English.
    title: &'static str,
    /// The HTTP status code.
    status: u16,
    /// The stable result code.
    code: ResultCode,
    /// The location of the problem in the request, in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// The backend's public URL, if the request was for another hostname or from a page of another
    /// origin.
    #[serde(skip_serializing_if = "Option::is_none")]
    public_url: Option<String>,
    /// The ID of the request in the backend's log.
    request_id: String,
    /// With 422: the errors of each setting.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<ProblemField>,
}

impl Problem {
    pub(crate) fn new(error: &ApiError, request_id: &str) -> Self {
        let (kind, title) = error.kind();
        Self {
            r#type: format!("urn:teamwork-connect:problem:{kind}"),
            title,
            status: error.status().as_u16(),
            code: error.code(),
            detail: detail(error),
            public_url: match error {
                ApiError::OriginNotAllowed { public_url }
                | ApiError::Misdirected { public_url } => Some(public_url.clone()),
                _ => None,
            },
            request_id: request_id.to_owned(),
            errors: fields(error),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, axum::Json(self)).into_response();
        let content_type = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, content_type);
        response
    }
}

fn detail(error: &ApiError) -> Option<String> {
    match error {
        ApiError::MalformedBody { place: Some((line, column)) } => {
            Some(format!("The problem is at line {line}, column {column}."))
        }
        _ => None,
    }
}

fn fields(error: &ApiError) -> Vec<ProblemField> {
    let field = |key: &str, code: FieldCode| ProblemField {
        pointer: format!("/{key}"),
        code: code.to_string(),
    };
    match error {
        ApiError::InvalidSettings(errors) => {
            errors.iter().map(|error| field(error.key.as_str(), error.code)).collect()
        }
        ApiError::UnknownReturnKey => vec![field("returnKey", FieldCode::Unknown)],
        ApiError::VerificationCodeMalformed => vec![field("verificationCode", FieldCode::Format)],
        ApiError::VerificationCodeWrong => vec![field("verificationCode", FieldCode::Mismatch)],
        _ => Vec::new(),
    }
}
