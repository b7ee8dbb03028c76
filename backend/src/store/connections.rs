//! Connections in the database. Every statement names the account.

use sqlx::any::AnyArguments;
use sqlx::query::Query;
use sqlx::{Any, AnyConnection, FromRow};
use teamwork_connect_core::wire::ConnectionStatus;
use zeroize::Zeroizing;

use super::account::Account;
use super::after::After;
use super::connection_row::{ConnectionRow, name_key};
use super::database::Database;
use super::error::StoreError;
use crate::crypto::sealed_secret::SealedSecret;
use crate::crypto::{DecryptError, EncryptionKeys, Place, Site, decrypt};

/// Returns the place of a connection's API key.
pub(crate) const fn api_key_place<'a>(
    account: &'a str,
    connection: &'a str,
    version: i64,
    site: Site<'a>,
) -> Place<'a> {
    Place { account, table: "connections", row: connection, column: "api_key", version, site }
}

/// An encrypted API key from the database.
#[derive(FromRow)]
pub(crate) struct SealedApiKey {
    api_key: String,
    version: i64,
    region: String,
    site_name: String,
}

impl SealedApiKey {
    /// Decrypts the API key.
    pub(crate) fn open(
        &self,
        keys: &EncryptionKeys,
        account: &str,
        connection: &str,
    ) -> Result<Zeroizing<String>, DecryptError> {
        let site = Site { region: &self.region, name: &self.site_name };
        decrypt(keys, api_key_place(account, connection, self.version, site), &self.api_key)
    }
}

/// Returns the API key of a connection if the account has the connection and it has a key.
pub(crate) async fn find_api_key(
    database: impl sqlx::any::AnyExecutor<'_>,
    account: &str,
    connection: &str,
) -> sqlx::Result<Option<SealedApiKey>> {
    sqlx::query_as(
        "SELECT api_key, version, region, site_name FROM connections
         WHERE account_id = $1 AND id = $2 AND api_key IS NOT NULL",
    )
    .bind(account)
    .bind(connection)
    .fetch_optional(database)
    .await
}

/// Returns up to `limit` connections of an account after this position, in order of creation. If a
/// name is given, returns only those with that name.
pub(crate) async fn list(
    database: impl sqlx::any::AnyExecutor<'_>,
    account: &Account,
    name_key: Option<&str>,
    after: &After,
    limit: u32,
) -> Result<Vec<ConnectionRow>, StoreError> {
    macro_rules! select {
        ($more:literal) => {
            concat!(
                "SELECT *, CASE WHEN api_key IS NULL THEN 0 ELSE 1 END AS has_api_key FROM connections
                 WHERE account_id = $1 AND (created_at, id) > ($2, $3)",
                $more,
                " ORDER BY created_at, id LIMIT $4"
            )
        };
    }
    let statement = match name_key {
        None => sqlx::query_as(select!("")),
        Some(_) => sqlx::query_as(select!(" AND name_key = $5")),
    };
    let statement =
        statement.bind(account.id()).bind(after.created_at).bind(&after.id).bind(i64::from(limit));
    let statement = match name_key {
        None => statement,
        Some(name_key) => statement.bind(name_key),
    };
    Ok(statement.fetch_all(database).await?)
}

/// Returns how many connections an account has.
pub(crate) async fn count(
    database: &mut AnyConnection,
    account: &Account,
) -> Result<i64, StoreError> {
    let count = sqlx::query_scalar("SELECT count(*) FROM connections WHERE account_id = $1")
        .bind(account.id())
        .fetch_one(database)
        .await?;
    Ok(count)
}

/// Fills in the compared form of names in rows from before it was stored.
pub(crate) async fn fill_in_name_keys(database: &Database) -> sqlx::Result<()> {
    loop {
        let mut transaction = database.write_for_all().await?;
        let rows: Vec<(String, String)> =
            sqlx::query_as("SELECT id, name FROM connections WHERE name_key IS NULL LIMIT 500")
                .fetch_all(&mut *transaction)
                .await?;
        if rows.is_empty() {
            return Ok(());
        }
        for (id, name) in rows {
            sqlx::query("UPDATE connections SET name_key = $1 WHERE id = $2")
                .bind(name_key(&name))
                .bind(id)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
    }
}

/// Returns a connection if the account has it.
pub(crate) async fn find(
    database: impl sqlx::any::AnyExecutor<'_>,
    account: &Account,
    id: &str,
) -> Result<Option<ConnectionRow>, StoreError> {
    let row = sqlx::query_as(
        "SELECT *, CASE WHEN api_key IS NULL THEN 0 ELSE 1 END AS has_api_key FROM connections
         WHERE account_id = $1 AND id = $2",
    )
    .bind(account.id())
    .bind(id)
    .fetch_optional(database)
    .await?;
    Ok(row)
}

/// Inserts a connection.
pub(crate) async fn insert(
    database: &mut AnyConnection,
    account: &Account,
    row: &ConnectionRow,
    api_key: Option<&SealedSecret>,
) -> Result<(), StoreError> {
    let statement = sqlx::query(
        "INSERT INTO connections
         (name, api_type, api_version, region, site_name, user_id, space_id, auth_type,
          oauth_client_id, status, checked_at, signed_in_as, version, updated_at, api_key,
          encryption_key_id, name_key, account_id, id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                 $19, $20)",
    );
    bind_settings(statement, row, api_key)
        .bind(account.id())
        .bind(&row.id)
        .bind(row.created_at)
        .execute(database)
        .await?;
    Ok(())
}

/// Replaces a connection and its secrets.
pub(crate) async fn replace(
    database: &mut AnyConnection,
    account: &Account,
    row: &ConnectionRow,
    api_key: Option<&SealedSecret>,
) -> Result<(), StoreError> {
    let statement = sqlx::query(
        "UPDATE connections
         SET name = $1, api_type = $2, api_version = $3, region = $4, site_name = $5, user_id = $6,
             space_id = $7, auth_type = $8, oauth_client_id = $9, status = $10, checked_at = $11,
             signed_in_as = $12, version = $13, updated_at = $14, api_key = $15,
             encryption_key_id = $16, name_key = $17
         WHERE account_id = $18 AND id = $19",
    );
    bind_settings(statement, row, api_key)
        .bind(account.id())
        .bind(&row.id)
        .execute(database)
        .await?;
    Ok(())
}

/// Brings a connection online after a sign-in. This is not a save: its version and its time don't
/// change.
pub(crate) async fn set_online(
    database: &mut AnyConnection,
    account: &Account,
    id: &str,
    signed_in_as: &str,
    now: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE connections SET status = $1, checked_at = $2, signed_in_as = $3
         WHERE account_id = $4 AND id = $5",
    )
    .bind(ConnectionStatus::Online.as_str())
    .bind(now)
    .bind(Some(signed_in_as).filter(|name| !name.is_empty()))
    .bind(account.id())
    .bind(id)
    .execute(database)
    .await?;
    Ok(())
}

/// Deletes a connection with its secrets.
pub(crate) async fn delete(
    database: &mut AnyConnection,
    account: &Account,
    id: &str,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM connections WHERE account_id = $1 AND id = $2")
        .bind(account.id())
        .bind(id)
        .execute(database)
        .await?;
    Ok(())
}

fn bind_settings<'q>(
    statement: Query<'q, Any, AnyArguments>,
    row: &'q ConnectionRow,
    api_key: Option<&'q SealedSecret>,
) -> Query<'q, Any, AnyArguments> {
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
        .bind(row.checked_at)
        .bind(&row.signed_in_as)
        .bind(row.version)
        .bind(row.updated_at)
        .bind(api_key.map(|api_key| &api_key.ciphertext))
        .bind(api_key.map(|api_key| &api_key.encryption_key_id))
        .bind(row.name_key())
}
