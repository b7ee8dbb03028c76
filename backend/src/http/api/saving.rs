//! What creating and replacing a connection share.

use axum::http::StatusCode;
use sqlx::AnyConnection;
use teamwork_connect_core::wire::{Connection, ConnectionBody};
use teamwork_connect_core::{Configuration, FieldCode, FieldErrors, Key};

use crate::app::App;
use crate::http::api_error::ApiError;
use crate::http::entity_tag::entity_tag;
use crate::store::account::Account;
use crate::store::connection_row::ConnectionRow;
use crate::store::idempotent_answers::Saved;
use crate::store::{oauth_clients, passed_tests};

/// Checks that the client in a configuration exists and belongs to the account.
pub(crate) async fn check_client(
    database: &mut AnyConnection,
    account: &Account,
    configuration: &Configuration,
) -> Result<(), ApiError> {
    let Some(client) = configuration.target.api.client() else {
        return Ok(());
    };
    if oauth_clients::find(database, account, client.as_str()).await?.is_some() {
        return Ok(());
    }
    let mut errors = FieldErrors::default();
    errors.add(Key::OauthClientId, FieldCode::Unknown);
    Err(ApiError::InvalidSettings(errors))
}

/// Returns when the API key of a configuration last passed a test, if that was recent enough.
pub(crate) async fn passed(
    database: &mut AnyConnection,
    app: &App,
    account: &Account,
    configuration: &Configuration,
    body: &ConnectionBody,
    now: i64,
) -> Result<Option<i64>, ApiError> {
    let Some(api_key) = &body.api_key else { return Ok(None) };
    let settings = (account, &configuration.target, api_key);
    Ok(passed_tests::find(database, &app.keys, settings, now).await?)
}

/// Builds the response to a save.
pub(crate) fn saved(
    status: StatusCode,
    location: Option<String>,
    row: &ConnectionRow,
    pending_authorization: Option<String>,
) -> Result<Saved, ApiError> {
    let connection = Connection { pending_authorization, ..row.to_connection()? };
    Ok(Saved {
        status: status.as_u16(),
        location,
        etag: entity_tag(row.version),
        body: serde_json::to_string(&connection).map_err(|_| ApiError::Internal)?,
    })
}
