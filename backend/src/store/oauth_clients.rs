//! OAuth 2.0 clients in the database. Every statement names the account.

use sqlx::{AnyConnection, FromRow};
use zeroize::Zeroizing;

use super::account::Account;
use super::error::StoreError;
use super::oauth_client_row::OauthClientRow;
use crate::crypto::sealed_secret::SealedSecret;
use crate::crypto::{EncryptionKeys, Place, Site, decrypt};

/// Returns the place of a client's secret.
///
/// A client belongs to no site.
pub(crate) const fn secret_place<'a>(account: &'a str, client: &'a str, version: i64) -> Place<'a> {
    let site = Site { region: "", name: "" };
    Place { account, table: "oauth_clients", row: client, column: "client_secret", version, site }
}

/// The credentials of a client for Teamwork.
pub(crate) struct ClientCredentials {
    pub(crate) client_id: String,
    pub(crate) client_secret: Zeroizing<String>,
}

/// Returns all clients of an account, in order of creation.
pub(crate) async fn list(
    database: impl sqlx::any::AnyExecutor<'_>,
    account: &Account,
) -> Result<Vec<OauthClientRow>, StoreError> {
    let rows =
        sqlx::query_as("SELECT * FROM oauth_clients WHERE account_id = $1 ORDER BY created_at, id")
            .bind(account.id())
            .fetch_all(database)
            .await?;
    Ok(rows)
}

/// Returns a client if the account has it.
pub(crate) async fn find(
    database: impl sqlx::any::AnyExecutor<'_>,
    account: &Account,
    id: &str,
) -> Result<Option<OauthClientRow>, StoreError> {
    let row = sqlx::query_as("SELECT * FROM oauth_clients WHERE account_id = $1 AND id = $2")
        .bind(account.id())
        .bind(id)
        .fetch_optional(database)
        .await?;
    Ok(row)
}

/// Returns the client ID and the secret from the same save, if the account has the client.
pub(crate) async fn credentials(
    database: impl sqlx::any::AnyExecutor<'_>,
    keys: &EncryptionKeys,
    account: &Account,
    id: &str,
) -> Result<Option<ClientCredentials>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        client_id: String,
        client_secret: String,
        version: i64,
    }
    let row: Option<Row> = sqlx::query_as(
        "SELECT client_id, client_secret, version FROM oauth_clients WHERE account_id = $1 AND id = $2",
    )
    .bind(account.id())
    .bind(id)
    .fetch_optional(database)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let client_secret =
        decrypt(keys, secret_place(account.id(), id, row.version), &row.client_secret)?;
    Ok(Some(ClientCredentials { client_id: row.client_id, client_secret }))
}

/// Returns how many clients an account has.
pub(crate) async fn count(
    database: &mut AnyConnection,
    account: &Account,
) -> Result<i64, StoreError> {
    let count = sqlx::query_scalar("SELECT count(*) FROM oauth_clients WHERE account_id = $1")
        .bind(account.id())
        .fetch_one(database)
        .await?;
    Ok(count)
}

/// Returns whether a connection of the account uses a client.
pub(crate) async fn is_used(
    database: &mut AnyConnection,
    account: &Account,
    id: &str,
) -> Result<bool, StoreError> {
    let user: Option<i32> = sqlx::query_scalar(
        "SELECT 1 FROM connections WHERE account_id = $1 AND oauth_client_id = $2 LIMIT 1",
    )
    .bind(account.id())
    .bind(id)
    .fetch_optional(database)
    .await?;
    Ok(user.is_some())
}

/// Inserts a client.
pub(crate) async fn insert(
    database: &mut AnyConnection,
    account: &Account,
    row: &OauthClientRow,
    secret: &SealedSecret,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO oauth_clients
         (id, account_id, name, client_id, client_secret, encryption_key_id,
          version, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(&row.id)
    .bind(account.id())
    .bind(&row.name)
    .bind(&row.client_id)
    .bind(&secret.ciphertext)
    .bind(&secret.encryption_key_id)
    .bind(row.version)
    .bind(row.created_at)
    .bind(row.updated_at)
    .execute(database)
    .await?;
    Ok(())
}

/// Replaces a client and its secret.
pub(crate) async fn replace(
    database: &mut AnyConnection,
    account: &Account,
    row: &OauthClientRow,
    secret: &SealedSecret,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE oauth_clients
         SET name = $1, client_id = $2, client_secret = $3, encryption_key_id = $4,
             version = $5, updated_at = $6
         WHERE account_id = $7 AND id = $8",
    )
    .bind(&row.name)
    .bind(&row.client_id)
    .bind(&secret.ciphertext)
    .bind(&secret.encryption_key_id)
    .bind(row.version)
    .bind(row.updated_at)
    .bind(account.id())
    .bind(&row.id)
    .execute(database)
    .await?;
    Ok(())
}

/// Deletes a client with its secret.
pub(crate) async fn delete(
    database: &mut AnyConnection,
    account: &Account,
    id: &str,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM oauth_clients WHERE account_id = $1 AND id = $2")
        .bind(account.id())
        .bind(id)
        .execute(database)
        .await?;
    Ok(())
}
