//! The ID in a path: of a connection, a client or an authorization.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use tracing::Span;
use uuid::Uuid;

use super::api_error::ApiError;

/// The ID of something that may exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PathId(String);

impl PathId {
    /// Generates an ID that nobody can guess.
    pub(crate) fn generate() -> Self {
        Self(Uuid::new_v4().to_string())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl<S: Send + Sync> FromRequestParts<S> for PathId {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        // Answer a malformed ID like an unknown one.
        let path = Path::<Uuid>::from_request_parts(parts, state).await;
        let id = path.map(|Path(id)| Self(id.to_string())).map_err(|_| ApiError::NotFound)?;
        Span::current().record("object", id.as_str());
        Ok(id)
    }
}
