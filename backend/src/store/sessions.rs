//! Sessions in the database, which stores only the hash of each token.

use sqlx::{AnyConnection, AnyPool};

use super::account::Account;
use super::database::Database;
use super::error::StoreError;

/// Inserts a session of an account.
pub(crate) async fn insert(
    database: &mut AnyConnection,
    token_hash: &str,
    account: &str,
    expires_at: i64,
) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO sessions (token_hash, account_id, expires_at) VALUES ($1, $2, $3)")
        .bind(token_hash)
        .bind(account)
        .bind(expires_at)
        .execute(database)
        .await?;
    Ok(())
}

/// Returns the account of a session that has not ended.
pub(crate) async fn find(
    pool: &AnyPool,
    token_hash: &str,
    now: i64,
) -> Result<Option<Account>, StoreError> {
    let account: Option<String> = sqlx::query_scalar(
        "SELECT account_id FROM sessions WHERE token_hash = $1 AND expires_at > $2",
    )
    .bind(token_hash)
    .bind(now)
    .fetch_optional(pool)
    .await?;
    Ok(account.map(Account::new))
}

/// Deletes a session, if it exists, and returns its account.
pub(crate) async fn delete(
    database: &Database,
    token_hash: &str,
) -> Result<Option<Account>, StoreError> {
    // Read first: the request is unauthenticated, and writers wait for each other.
    let known: Option<i32> = sqlx::query_scalar("SELECT 1 FROM sessions WHERE token_hash = $1")
        .bind(token_hash)
        .fetch_optional(database.pool())
        .await?;
    if known.is_none() {
        return Ok(None);
    }
    let account: Option<String> =
        sqlx::query_scalar("DELETE FROM sessions WHERE token_hash = $1 RETURNING account_id")
            .bind(token_hash)
            .fetch_optional(database.writer())
            .await?;
    Ok(account.map(Account::new))
}

/// Deletes all sessions of an account and returns how many there were.
pub(crate) async fn delete_all(database: &Database, account: &str) -> sqlx::Result<u64> {
    let ended = sqlx::query("DELETE FROM sessions WHERE account_id = $1")
        .bind(account)
        .execute(database.writer())
        .await?;
    Ok(ended.rows_affected())
}

/// Deletes the expired sessions of all accounts.
pub(crate) async fn purge(database: &mut AnyConnection, now: i64) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM sessions WHERE expires_at <= $1").bind(now).execute(database).await?;
    Ok(())
}

/// Makes room for one more session within the account's quota by deleting those that would end
/// first.
pub(crate) async fn make_room(
    database: &mut AnyConnection,
    account: &str,
    quota: u32,
) -> sqlx::Result<()> {
    // Most accounts are far below the quota, and counting uses the index on the account.
    let count: i64 = sqlx::query_scalar("SELECT count(*) FROM sessions WHERE account_id = $1")
        .bind(account)
        .fetch_one(&mut *database)
        .await?;
    let excess = count.saturating_add(1).saturating_sub(i64::from(quota));
    if excess > 0 {
        sqlx::query(
            "DELETE FROM sessions WHERE token_hash IN (
                 SELECT token_hash FROM sessions WHERE account_id = $1 ORDER BY expires_at LIMIT $2)",
        )
        .bind(account)
        .bind(excess)
        .execute(database)
        .await?;
    }
    Ok(())
}
