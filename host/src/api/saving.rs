//! What creating and replacing a connection have in common.

use axum::http::StatusCode;
use teamwork_connect_core::validation::validate_body;
use teamwork_connect_core::wire::{Connection, ConnectionBody};
use teamwork_connect_core::{AuthType, Configuration, FieldCode, FieldErrors, Key};

use crate::api_error::ApiError;
use crate::connection_row::{ConnectionRow, CorruptRow};
use crate::entity_tag::entity_tag;
use crate::idempotency::Saved;

/// The configuration that a body stands for, if all of it is valid here.
pub(crate) fn read_configuration(body: &ConnectionBody) -> Result<Configuration, ApiError> {
    let configuration = validate_body(body).map_err(ApiError::InvalidSettings)?;
    if configuration.target.auth() == AuthType::Oauth2 {
        // As long as clients cannot be saved, there is none that a connection could name.
        let mut errors = FieldErrors::default();
        errors.add(Key::OauthClientId, FieldCode::Unknown);
        return Err(ApiError::InvalidSettings(errors));
    }
    Ok(configuration)
}

/// The answer to a save.
pub(crate) fn saved(
    status: StatusCode,
    location: Option<String>,
    row: &ConnectionRow,
) -> Result<Saved, ApiError> {
    let connection: Connection = row.to_connection()?;
    Ok(Saved {
        status,
        location,
        etag: entity_tag(row.version),
        body: serde_json::to_string(&connection).map_err(|_| ApiError::Internal)?,
    })
}

impl From<CorruptRow> for ApiError {
    fn from(_: CorruptRow) -> Self {
        tracing::error!("a connection in the database is corrupt");
        Self::Internal
    }
}
