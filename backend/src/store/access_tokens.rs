//! Access tokens in the database. Every statement names the account.

use sqlx::{AnyConnection, FromRow};
use teamwork_connect_core::Target;
use zeroize::Zeroizing;

use super::account::Account;
use super::error::StoreError;
use crate::crypto::sealed_secret::SealedSecret;
use crate::crypto::{DecryptError, EncryptionKeys, Place, Site, decrypt};

/// Returns the place of a connection's access token.
///
/// Its version is the time when the token was stored, because a connection keeps its token through
/// saves.
pub(crate) const fn place<'a>(
    account: &'a str,
    connection: &'a str,
    created_at: i64,
    site: Site<'a>,
) -> Place<'a> {
    Place {
        account,
        table: "access_tokens",
        row: connection,
        column: "access_token",
        version: created_at,
        site,
    }
}

/// An encrypted token from the database.
#[derive(FromRow)]
pub(crate) struct SealedToken {
    connection_id: String,
    access_token: String,
    created_at: i64,
    region: String,
    site_name: String,
}

impl SealedToken {
    /// Returns the ID of the token's connection.
    pub(crate) fn connection(&self) -> &str {
        &self.connection_id
    }

    /// Decrypts the token.
    pub(crate) fn open(
        &self,
        keys: &EncryptionKeys,
        account: &str,
    ) -> Result<Zeroizing<String>, DecryptError> {
        let site = Site { region: &self.region, name: &self.site_name };
        let place = place(account, &self.connection_id, self.created_at, site);
        decrypt(keys, place, &self.access_token)
    }
}

/// Returns the token of a connection if the account has the connection and it has a token.
pub(crate) async fn find(
    database: impl sqlx::any::AnyExecutor<'_>,
    account: &str,
    connection: &str,
) -> sqlx::Result<Option<SealedToken>> {
    sqlx::query_as(
        "SELECT access_tokens.connection_id, access_tokens.access_token, access_tokens.created_at,
                connections.region, connections.site_name
         FROM access_tokens JOIN connections ON connections.id = access_tokens.connection_id
         WHERE access_tokens.account_id = $1 AND connections.account_id = $1
           AND access_tokens.connection_id = $2",
    )
    .bind(account)
    .bind(connection)
    .fetch_optional(database)
    .await
}

/// Returns a token of any connection of the account that was authorized for the same API type, site
/// and client; if there are several, the newest. A token is valid for whatever it was authorized
/// for.
pub(crate) async fn find_for(
    database: impl sqlx::any::AnyExecutor<'_>,
    account: &Account,
    target: &Target,
) -> Result<Option<SealedToken>, StoreError> {
    let Some(client) = target.api.client() else {
        return Ok(None);
    };
    let token = sqlx::query_as(
        "SELECT access_tokens.connection_id, access_tokens.access_token, access_tokens.created_at,
                connections.region, connections.site_name
         FROM access_tokens JOIN connections ON connections.id = access_tokens.connection_id
         WHERE access_tokens.account_id = $1 AND connections.account_id = $1
           AND connections.api_type = $2 AND connections.region = $3
           AND connections.site_name = $4 AND connections.oauth_client_id = $5
         ORDER BY access_tokens.created_at DESC LIMIT 1",
    )
    .bind(account.id())
    .bind(target.api.api_type().as_str())
    .bind(target.site.region.as_str())
    .bind(target.site.site_name.as_str())
    .bind(client.as_str())
    .fetch_optional(database)
    .await?;
    Ok(token)
}

/// Stores the token of a connection and replaces any earlier one.
pub(crate) async fn replace(
    database: &mut AnyConnection,
    account: &Account,
    connection: &str,
    token: &SealedSecret,
    now: i64,
) -> Result<(), StoreError> {
    delete(database, account, connection).await?;
    sqlx::query(
        "INSERT INTO access_tokens
         (connection_id, account_id, access_token, encryption_key_id, created_at)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(connection)
    .bind(account.id())
    .bind(&token.ciphertext)
    .bind(&token.encryption_key_id)
    .bind(now)
    .execute(database)
    .await?;
    Ok(())
}

/// Deletes the token of a connection, if it has one.
pub(crate) async fn delete(
    database: &mut AnyConnection,
    account: &Account,
    connection: &str,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM access_tokens WHERE account_id = $1 AND connection_id = $2")
        .bind(account.id())
        .bind(connection)
        .execute(database)
        .await?;
    Ok(())
}
