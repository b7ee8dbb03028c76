//! The request log of the sandbox, for tests.

use axum::extract::Request;
use axum::http::header;
use serde::{Deserialize, Serialize};

/// A request to one of Teamwork's endpoints. Its credential is not logged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LoggedRequest {
    /// The method, such as `GET`.
    pub method: String,
    /// The hostname of the request, without the port.
    pub host: String,
    /// The path without the query.
    pub path: String,
    /// How it authenticated.
    pub authorization: AuthorizationScheme,
    /// Its `traceparent`, if it had one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub traceparent: Option<String>,
}

/// How a request authenticated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AuthorizationScheme {
    /// It did not authenticate.
    None,
    /// With HTTP Basic.
    Basic,
    /// With a bearer token.
    Bearer,
    /// With something else.
    Other,
}

impl LoggedRequest {
    pub(crate) fn of(host: &str, request: &Request) -> Self {
        Self {
            method: request.method().to_string(),
            host: host.to_owned(),
            path: request.uri().path().to_owned(),
            authorization: AuthorizationScheme::of(request),
            traceparent: request
                .headers()
                .get("traceparent")
                .and_then(|value| value.to_str().ok())
                .map(str::to_owned),
        }
    }
}

impl AuthorizationScheme {
    fn of(request: &Request) -> Self {
        let Some(value) = request.headers().get(header::AUTHORIZATION) else {
            return Self::None;
        };
        let scheme = value.as_bytes().split(|byte| *byte == b' ').next();
        match scheme.unwrap_or_default().to_ascii_lowercase().as_slice() {
            b"basic" => Self::Basic,
            b"bearer" => Self::Bearer,
            _ => Self::Other,
        }
    }
}
