//! PostgreSQL.

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Any, AnyPool, Transaction};
use url::Url;

use super::migrations;
use super::{DatabaseLimits, pool_options};
use crate::start_error::StartError;
use crate::store::account::Account;

/// The first half of the key of the advisory lock for maintenance across all accounts; the schema
/// is the second half. Any number works that nothing else in this database uses.
const UPKEEP_LOCK: i32 = 0x7465_616d;

/// How long a transaction may be idle before the server ends it. Transactions wait for nothing but
/// the database, so an idle one belongs to a process that is gone or hangs, while others wait for
/// its locks.
const IDLE_LIMIT: &str = "30s";

/// Returns whether a URL is for a PostgreSQL database.
pub(super) fn is_for(url: &str) -> bool {
    url.starts_with("postgres:") || url.starts_with("postgresql:")
}

/// Opens the database and runs its migrations.
pub(super) async fn open(url: &str, limits: DatabaseLimits) -> Result<AnyPool, StartError> {
    let options: PgConnectOptions = url.parse().map_err(|_| StartError::DatabaseUrl)?;
    // Use a pool: with a bare connection, the future would not be `Send`. Processes that start at
    // the same time wait for each other here.
    let migrating = PgPoolOptions::new()
        .max_connections(1)
        .acquire_timeout(limits.patience)
        .connect_with(options)
        .await?;
    migrations::POSTGRES.run(&migrating).await.map_err(StartError::Migration)?;
    migrating.close().await;

    let url: Url = url.parse().map_err(|_| StartError::DatabaseUrl)?;
    let patience = limits.patience.as_millis();
    let first = format!(
        "SET lock_timeout = {patience}; SET statement_timeout = {};
         SET idle_in_transaction_session_timeout = '{IDLE_LIMIT}'",
        patience.saturating_mul(2)
    );
    let pool = pool_options(limits.patience, first)
        .max_connections(limits.connections)
        .connect(url.as_str())
        .await?;
    Ok(pool)
}

/// Waits until nobody else holds the lock of this account.
///
/// It locks the account's row itself, so there is nothing to release: the lock ends with the
/// transaction or with the process. It is the weakest row lock that excludes itself, so other rows
/// can still refer to the account.
pub(super) async fn lock_account(
    transaction: &mut Transaction<'static, Any>,
    account: &Account,
) -> sqlx::Result<()> {
    sqlx::query("SELECT 1 FROM accounts WHERE id = $1 FOR NO KEY UPDATE")
        .bind(account.id())
        .fetch_optional(&mut **transaction)
        .await?;
    Ok(())
}

/// Waits until nobody else runs maintenance across all accounts.
pub(super) async fn lock_upkeep(transaction: &mut Transaction<'static, Any>) -> sqlx::Result<()> {
    sqlx::query("SELECT pg_advisory_xact_lock($1, hashtext(current_schema()))")
        .bind(UPKEEP_LOCK)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Returns whether the server accepts writes, which a standby does not.
pub(super) async fn takes_writes(pool: &AnyPool) -> sqlx::Result<bool> {
    let reads_only: String = sqlx::query_scalar("SELECT current_setting('transaction_read_only')")
        .fetch_one(pool)
        .await?;
    Ok(reads_only == "off")
}
