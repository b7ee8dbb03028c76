//! Authorizations in the database. Every statement names the account, except for the two by which a
//! returning browser finds its authorization. These use an ID or a state, which nobody can guess.

use sqlx::AnyConnection;
use sqlx::any::AnyExecutor;
use teamwork_connect_core::ResultCode;
use teamwork_connect_core::wire::{AuthorizationStatus, AuthorizedAccount};

use super::account::Account;
use super::authorization_row::{AuthorizationRow, CHECK_LIMIT_MS, CONFIRMATION_LIMIT_MS};
use super::error::StoreError;

/// How long an authorization is kept after it began: one day.
const KEPT_MS: i64 = 24 * 60 * 60 * 1000;

/// The condition for an open authorization. `$1` is the account, `$2` the time.
macro_rules! open {
    () => {
        "account_id = $1 AND expires_at > $2
         AND status IN ('pending', 'checking', 'awaiting_confirmation')"
    };
}

/// Returns an authorization if the account has it.
pub(crate) async fn find(
    database: impl AnyExecutor<'_>,
    account: &Account,
    id: &str,
) -> Result<Option<AuthorizationRow>, StoreError> {
    let row = sqlx::query_as("SELECT * FROM authorizations WHERE account_id = $1 AND id = $2")
        .bind(account.id())
        .bind(id)
        .fetch_optional(database)
        .await?;
    Ok(row)
}

/// Returns the authorization with this ID, of any account.
pub(crate) async fn find_of_anybody(
    database: impl AnyExecutor<'_>,
    id: &str,
) -> Result<Option<AuthorizationRow>, StoreError> {
    let row = sqlx::query_as("SELECT * FROM authorizations WHERE id = $1")
        .bind(id)
        .fetch_optional(database)
        .await?;
    Ok(row)
}

/// Returns the authorization whose state has this hash, of any account.
pub(crate) async fn find_by_state(
    database: impl AnyExecutor<'_>,
    state_hash: &str,
) -> Result<Option<AuthorizationRow>, StoreError> {
    let row = sqlx::query_as("SELECT * FROM authorizations WHERE state_hash = $1")
        .bind(state_hash)
        .fetch_optional(database)
        .await?;
    Ok(row)
}

/// Returns the ID of the latest open authorization of a connection, if it has one.
pub(crate) async fn find_open(
    database: impl AnyExecutor<'_>,
    account: &Account,
    connection: &str,
    now: i64,
) -> Result<Option<String>, StoreError> {
    let id = sqlx::query_scalar(concat!(
        "SELECT id FROM authorizations WHERE ",
        open!(),
        " AND connection_id = $3 ORDER BY created_at DESC LIMIT 1"
    ))
    .bind(account.id())
    .bind(now)
    .bind(connection)
    .fetch_optional(database)
    .await?;
    Ok(id)
}

/// Returns when the open authorizations of an account expire, the earliest first.
pub(crate) async fn open_expiries(
    database: &mut AnyConnection,
    account: &Account,
    now: i64,
) -> Result<Vec<i64>, StoreError> {
    let expiries = sqlx::query_scalar(concat!(
        "SELECT expires_at FROM authorizations WHERE ",
        open!(),
        " ORDER BY expires_at"
    ))
    .bind(account.id())
    .bind(now)
    .fetch_all(database)
    .await?;
    Ok(expiries)
}

/// Inserts an authorization.
pub(crate) async fn insert(
    database: &mut AnyConnection,
    account: &Account,
    row: &AuthorizationRow,
    now: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO authorizations
         (id, account_id, connection_id, return_key, origin, needs_confirmation, binding_hash,
          wrong_verification_codes, status, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(&row.id)
    .bind(account.id())
    .bind(&row.connection_id)
    .bind(&row.return_key)
    .bind(&row.origin)
    .bind(i64::from(row.needs_confirmation()))
    .bind(&row.binding_hash)
    .bind(row.wrong_verification_codes)
    .bind(AuthorizationStatus::Pending.as_str())
    .bind(now)
    .bind(row.expires_at())
    .execute(database)
    .await?;
    Ok(())
}

/// The lease of a check: how long its process counts as alive after the last renewal.
pub(crate) const LEASE_MS: i64 = 15 * 1000;

/// Deletes, in all accounts, the authorizations that began more than a day ago. Also erases who
/// signed in from those that were not confirmed in time.
pub(crate) async fn purge(database: &mut AnyConnection, now: i64) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM authorizations WHERE created_at <= $1")
        .bind(now.saturating_sub(KEPT_MS))
        .execute(&mut *database)
        .await?;
    sqlx::query(
        "UPDATE authorizations
         SET access_token = NULL, encryption_key_id = NULL,
             verification_code_hash = NULL, site_url = NULL, user_name = NULL
         WHERE status = 'awaiting_confirmation' AND expires_at <= $1
           AND coalesce(access_token, verification_code_hash, site_url, user_name) IS NOT NULL",
    )
    .bind(now)
    .execute(database)
    .await?;
    Ok(())
}

/// Ends, in all accounts, the authorizations whose check was abandoned, and returns their IDs. If
/// this is the only process, these are all that were being checked; otherwise, those whose lease
/// has run out. Their codes may have reached Teamwork.
pub(crate) async fn end_broken_off(
    database: &mut AnyConnection,
    now: i64,
    alone: bool,
) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar(
        "UPDATE authorizations SET status = $1, code = $2
         WHERE status = $3 AND ($4 OR lease_expires_at IS NULL OR lease_expires_at <= $5)
         RETURNING id",
    )
    .bind(AuthorizationStatus::Failed.as_str())
    .bind(ResultCode::ExchangeUnknown.as_str())
    .bind(AuthorizationStatus::Checking.as_str())
    .bind(alone)
    .bind(now)
    .fetch_all(database)
    .await
}

/// Renews the lease of an authorization's check.
pub(crate) async fn extend_lease(
    database: impl AnyExecutor<'_>,
    account: &Account,
    id: &str,
    now: i64,
) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE authorizations SET lease_expires_at = $1
         WHERE account_id = $2 AND id = $3 AND status = 'checking'",
    )
    .bind(now.saturating_add(LEASE_MS))
    .bind(account.id())
    .bind(id)
    .execute(database)
    .await?;
    Ok(())
}

/// Ends the open authorizations of a connection. If one awaits confirmation, who signed in is
/// erased, because it may have been somebody else.
pub(crate) async fn end_all_of(
    database: &mut AnyConnection,
    account: &Account,
    connection: &str,
    status: AuthorizationStatus,
    code: Option<ResultCode>,
    now: i64,
) -> Result<(), StoreError> {
    sqlx::query(concat!(
        "UPDATE authorizations SET status = $3, code = $4,
                verification_code_hash = NULL, site_url = NULL, user_name = NULL,
                access_token = NULL, encryption_key_id = NULL WHERE ",
        open!(),
        " AND connection_id = $5"
    ))
    .bind(account.id())
    .bind(now)
    .bind(status.as_str())
    .bind(code.map(ResultCode::as_str))
    .bind(connection)
    .execute(database)
    .await?;
    Ok(())
}

/// Cancels an authorization if it is open, and returns whether it was. Who signed in is erased.
pub(crate) async fn cancel(
    database: impl AnyExecutor<'_>,
    account: &Account,
    id: &str,
    now: i64,
) -> Result<bool, StoreError> {
    let done = sqlx::query(concat!(
        "UPDATE authorizations SET status = $3, code = NULL,
                verification_code_hash = NULL, site_url = NULL, user_name = NULL,
                access_token = NULL, encryption_key_id = NULL WHERE ",
        open!(),
        " AND id = $4"
    ))
    .bind(account.id())
    .bind(now)
    .bind(AuthorizationStatus::Cancelled.as_str())
    .bind(id)
    .execute(database)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Stores what the user is sent to Teamwork with, replacing the values of an earlier visit of the
/// start page. Returns whether the authorization was still pending.
pub(crate) async fn set_state(
    database: impl AnyExecutor<'_>,
    account: &Account,
    id: &str,
    state_hash: &str,
    client_id: &str,
    now: i64,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE authorizations SET state_hash = $1, client_id = $2
         WHERE account_id = $3 AND id = $4 AND status = 'pending' AND expires_at > $5",
    )
    .bind(state_hash)
    .bind(client_id)
    .bind(account.id())
    .bind(id)
    .bind(now)
    .execute(database)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// What Teamwork sent the browser back with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Returned {
    /// A code, which must be checked.
    Code,
    /// An error, which ends the authorization.
    Error(ResultCode),
}

/// Accepts Teamwork's answer for an authorization. Returns `true` to only one of several concurrent
/// callers. If the answer came with a state, it must match the latest one.
pub(crate) async fn consume(
    database: impl AnyExecutor<'_>,
    account: &Account,
    id: &str,
    state_hash: Option<&str>,
    returned: Returned,
    now: i64,
) -> Result<bool, StoreError> {
    let (status, code) = match returned {
        Returned::Code => (AuthorizationStatus::Checking, None),
        Returned::Error(code) => (AuthorizationStatus::Failed, Some(code.as_str())),
    };
    let done = sqlx::query(
        "UPDATE authorizations SET status = $1, code = $2, expires_at = $3, lease_expires_at = $8
         WHERE account_id = $4 AND id = $5 AND status = 'pending' AND expires_at > $6
           AND ($7 IS NULL OR state_hash = $7)",
    )
    .bind(status.as_str())
    .bind(code)
    .bind(now.saturating_add(CHECK_LIMIT_MS))
    .bind(account.id())
    .bind(id)
    .bind(now)
    .bind(state_hash)
    .bind(now.saturating_add(LEASE_MS))
    .execute(database)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The outcome of a check.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Conclusion<'a> {
    /// Why the connection can't be used, or `None` if it can.
    pub(crate) failure: Option<ResultCode>,
    /// Who signed in, as far as Teamwork reported it.
    pub(crate) signed_in: Option<&'a AuthorizedAccount>,
    /// Whether the page that began the authorization must confirm it first.
    pub(crate) to_confirm: bool,
}

/// Ends a check. Returns whether the check was still open; an authorization that was canceled
/// meanwhile stays canceled.
pub(crate) async fn conclude(
    database: &mut AnyConnection,
    account: &Account,
    id: &str,
    conclusion: Conclusion<'_>,
    now: i64,
) -> Result<bool, StoreError> {
    let Conclusion { failure, signed_in, to_confirm } = conclusion;
    let status = match failure {
        _ if to_confirm => AuthorizationStatus::AwaitingConfirmation,
        None => AuthorizationStatus::Succeeded,
        Some(_) => AuthorizationStatus::Failed,
    };
    let done = sqlx::query(
        "UPDATE authorizations
         SET status = $1, code = $2, site_url = $3, user_name = $4, expires_at = $5
         WHERE account_id = $6 AND id = $7 AND status = 'checking' AND expires_at > $8",
    )
    .bind(status.as_str())
    .bind(failure.map(ResultCode::as_str))
    .bind(signed_in.map(|account| &account.site_url))
    .bind(signed_in.map(|account| &account.user_name))
    .bind(now.saturating_add(CONFIRMATION_LIMIT_MS))
    .bind(account.id())
    .bind(id)
    .bind(now)
    .execute(database)
    .await?;
    Ok(done.rows_affected() == 1)
}
