//! JSON bodies: read whole, within limits, and strictly.

use std::time::Duration;

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use crate::api_error::ApiError;
use crate::app::App;

/// The body of a request: what it says, and its bytes.
pub(crate) struct JsonBody<T> {
    pub(crate) value: T,
    /// They hold secrets, and are overwritten after use.
    pub(crate) bytes: Zeroizing<Vec<u8>>,
}

/// The largest body that is taken.
pub(crate) const MAX_LENGTH: usize = 16 * 1024;

/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(10);

impl<T: DeserializeOwned> FromRequest<App> for JsonBody<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _app: &App) -> Result<Self, ApiError> {
        if !is_json(request.headers()) {
            return Err(ApiError::NotJson);
        }
        let bytes = tokio::time::timeout(PATIENCE, read(request.into_body()))
            .await
            .map_err(|_| ApiError::BodyTooSlow)??;
        let value = parse(&bytes)?;
        Ok(Self { value, bytes })
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE);
    let essence = content_type
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .unwrap_or_default();
    essence.trim().eq_ignore_ascii_case("application/json")
}

async fn read(mut body: Body) -> Result<Zeroizing<Vec<u8>>, ApiError> {
    // All of it from the beginning, so that growing leaves no copies behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(MAX_LENGTH));
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| ApiError::MalformedBody { place: None })?;
        if let Some(data) = frame.data_ref() {
            if data.len() > MAX_LENGTH - bytes.len() {
                return Err(ApiError::BodyTooLarge);
            }
            bytes.extend_from_slice(data);
        }
    }
    Ok(bytes)
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    // serde would take an array for a struct, too.
    if bytes.trim_ascii_start().first() != Some(&b'{') {
        return Err(ApiError::MalformedBody { place: None });
    }
    serde_json::from_slice(bytes).map_err(|error| ApiError::MalformedBody {
        // Only the place: serde's sentence repeats what was sent.
        place: Some((error.line(), error.column())),
    })
}
