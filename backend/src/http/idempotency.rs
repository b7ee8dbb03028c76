//! Repeatable saves: a client that lost the response gets the same one, and nothing happens twice.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sqlx::AnyConnection;

use super::api_error::ApiError;
use crate::crypto::EncryptionKeys;
use crate::store::idempotent_answers::{IdempotencyKey, Kept, Saved, Scope};

/// Returns the stored response to an earlier request with the same key, if there is one.
///
/// # Errors
/// Returns an error if that request had a different body.
pub(crate) async fn answer_before(
    scope: &Scope,
    database: &mut AnyConnection,
    keys: &EncryptionKeys,
    body: &[u8],
    now: i64,
) -> Result<Option<Response>, ApiError> {
    match scope.find(database, keys, body, now).await? {
        Kept::Nothing => Ok(None),
        Kept::Answer(answer) => Ok(Some(respond(answer))),
        Kept::OtherBody => Err(ApiError::IdempotencyKeyReused),
    }
}

/// Writes the response to a save.
pub(crate) fn respond(saved: Saved) -> Response {
    let Ok(status) = StatusCode::from_u16(saved.status) else {
        return ApiError::Internal.into_response();
    };
    let headers =
        [(header::CONTENT_TYPE, "application/json".to_owned()), (header::ETAG, saved.etag)];
    let location = saved.location.map(|location| [(header::LOCATION, location)]);
    match location {
        Some(location) => (status, headers, location, saved.body).into_response(),
        None => (status, headers, saved.body).into_response(),
    }
}

impl<S: Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, ApiError> {
        let value = parts.headers.get("idempotency-key").ok_or(ApiError::IdempotencyKeyMissing)?;
        let key = value.to_str().ok().and_then(Self::parse);
        key.ok_or(ApiError::IdempotencyKeyMalformed)
    }
}
