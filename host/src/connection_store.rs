//! Connections in the database. Every statement names the account.

use sqlx::sqlite::SqliteArguments;
use sqlx::{Sqlite, SqliteConnection, query::Query};
use teamwork_connect_core::wire::ConnectionStatus;

use crate::account::Account;
use crate::api_error::ApiError;
use crate::connection_row::ConnectionRow;
use crate::encryption::Place;
use crate::sealed_secret::SealedSecret;

/// Where the API key of a connection lies.
pub(crate) const fn api_key_place<'a>(account: &'a str, connection: &'a str) -> Place<'a> {
    Place { account, table: "connections", row: connection, column: "api_key" }
}

/// All connections of an account, in the order in which they were made.
pub(crate) async fn list(
    database: impl sqlx::SqliteExecutor<'_>,
    account: &Account,
) -> Result<Vec<ConnectionRow>, ApiError> {
    let rows = sqlx::query_as(
        "SELECT *, api_key IS NOT NULL AS has_api_key FROM connections
         WHERE account_id = $1 ORDER BY created_at, id",
    )
    .bind(account.id())
    .fetch_all(database)
    .await?;
    Ok(rows)
}

/// A connection, if the account has it.
pub(crate) async fn find(
    database: impl sqlx::SqliteExecutor<'_>,
    account: &Account,
    id: &str,
) -> Result<Option<ConnectionRow>, ApiError> {
    let row = sqlx::query_as(
        "SELECT *, api_key IS NOT NULL AS has_api_key FROM connections
         WHERE account_id = $1 AND id = $2",
    )
    .bind(account.id())
    .bind(id)
    .fetch_optional(database)
    .await?;
    Ok(row)
}

/// Adds a connection.
pub(crate) async fn insert(
    database: &mut SqliteConnection,
    account: &Account,
    row: &ConnectionRow,
    api_key: Option<&SealedSecret>,
) -> Result<(), ApiError> {
    let statement = sqlx::query(
        "INSERT INTO connections
         (name, api_type, api_version, region, site_name, user_id, space_id, auth_type,
          oauth_client_id, status, version, updated_at, api_key, encryption_key_id,
          account_id, id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
    );
    bind_settings(statement, row, api_key)
        .bind(account.id())
        .bind(&row.id)
        .bind(row.created_at)
        .execute(database)
        .await?;
    Ok(())
}

/// Replaces a connection, its secrets included.
pub(crate) async fn replace(
    database: &mut SqliteConnection,
    account: &Account,
    row: &ConnectionRow,
    api_key: Option<&SealedSecret>,
) -> Result<(), ApiError> {
    let statement = sqlx::query(
        "UPDATE connections
         SET name = $1, api_type = $2, api_version = $3, region = $4, site_name = $5, user_id = $6,
             space_id = $7, auth_type = $8, oauth_client_id = $9, status = $10, version = $11,
             updated_at = $12, api_key = $13, encryption_key_id = $14
         WHERE account_id = $15 AND id = $16",
    );
    bind_settings(statement, row, api_key)
        .bind(account.id())
        .bind(&row.id)
        .execute(database)
        .await?;
    Ok(())
}

/// Makes a connection usable. That is no save: neither its version nor its time changes.
pub(crate) async fn set_online(
    database: &mut SqliteConnection,
    account: &Account,
    id: &str,
) -> Result<(), ApiError> {
    sqlx::query("UPDATE connections SET status = $1 WHERE account_id = $2 AND id = $3")
        .bind(ConnectionStatus::Online.as_str())
        .bind(account.id())
        .bind(id)
        .execute(database)
        .await?;
    Ok(())
}

/// Removes a connection with its secrets.
pub(crate) async fn delete(
    database: &mut SqliteConnection,
    account: &Account,
    id: &str,
) -> Result<(), ApiError> {
    sqlx::query("DELETE FROM connections WHERE account_id = $1 AND id = $2")
        .bind(account.id())
        .bind(id)
        .execute(database)
        .await?;
    Ok(())
}

fn bind_settings<'q>(
    statement: Query<'q, Sqlite, SqliteArguments>,
    row: &'q ConnectionRow,
    api_key: Option<&'q SealedSecret>,
) -> Query<'q, Sqlite, SqliteArguments> {
    statement
        .bind(&row.name)
        .bind(&row.api_type)
        .bind(&row.api_version)
        .bind(&row.region)
        .bind(&row.site_name)
        .bind(&row.user_id)
        .bind(&row.space_id)
        .bind(&row.auth_type)
        .bind(&row.oauth_client_id)
        .bind(&row.status)
        .bind(row.version)
        .bind(row.updated_at)
        .bind(api_key.map(|api_key| &api_key.ciphertext))
        .bind(api_key.map(|api_key| &api_key.encryption_key_id))
}
