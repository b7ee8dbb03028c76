//! The stored data of authorizations that must be confirmed by the page that began them. Every
//! statement names the account.

use sqlx::AnyConnection;
use sqlx::any::AnyExecutor;
use teamwork_connect_core::ResultCode;
use teamwork_connect_core::wire::AuthorizationStatus;

use super::account::Account;
use super::error::StoreError;
use crate::crypto::sealed_secret::SealedSecret;
use crate::crypto::{Place, Site};

/// Returns the place of an authorization's access token until it is confirmed.
///
/// An authorization has at most one token, so there is only one version.
pub(crate) const fn token_place<'a>(
    account: &'a str,
    authorization: &'a str,
    site_url: &'a str,
) -> Place<'a> {
    Place {
        account,
        table: "authorizations",
        row: authorization,
        column: "access_token",
        version: 1,
        site: Site { region: "", name: site_url },
    }
}

/// Binds an authorization to the first browser that visits its start page. Returns whether this was
/// the first.
pub(crate) async fn bind(
    database: impl AnyExecutor<'_>,
    account: &Account,
    id: &str,
    binding_hash: &str,
    verification_code_hash: &str,
    now: i64,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE authorizations SET binding_hash = $1, verification_code_hash = $2
         WHERE account_id = $3 AND id = $4 AND needs_confirmation = 1 AND binding_hash IS NULL
           AND status = 'pending' AND expires_at > $5",
    )
    .bind(binding_hash)
    .bind(verification_code_hash)
    .bind(account.id())
    .bind(id)
    .bind(now)
    .execute(database)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Stores the access token of an authorization until it is confirmed.
pub(crate) async fn keep_token(
    database: &mut AnyConnection,
    account: &Account,
    id: &str,
    token: &SealedSecret,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE authorizations SET access_token = $1, encryption_key_id = $2
         WHERE account_id = $3 AND id = $4",
    )
    .bind(&token.ciphertext)
    .bind(&token.encryption_key_id)
    .bind(account.id())
    .bind(id)
    .execute(database)
    .await?;
    Ok(())
}

/// Returns the ciphertext of an authorization's access token, if there is one.
pub(crate) async fn find_token(
    database: &mut AnyConnection,
    account: &Account,
    id: &str,
) -> Result<Option<String>, StoreError> {
    let token: Option<Option<String>> = sqlx::query_scalar(
        "SELECT access_token FROM authorizations WHERE account_id = $1 AND id = $2",
    )
    .bind(account.id())
    .bind(id)
    .fetch_optional(database)
    .await?;
    Ok(token.flatten())
}

/// Ends a confirmed authorization with the outcome of its check, and deletes its access token.
pub(crate) async fn complete(
    database: &mut AnyConnection,
    account: &Account,
    id: &str,
    failure: Option<ResultCode>,
) -> Result<(), StoreError> {
    let status = match failure {
        None => AuthorizationStatus::Succeeded,
        Some(_) => AuthorizationStatus::Failed,
    };
    sqlx::query(
        "UPDATE authorizations SET status = $1, access_token = NULL, encryption_key_id = NULL
         WHERE account_id = $2 AND id = $3",
    )
    .bind(status.as_str())
    .bind(account.id())
    .bind(id)
    .execute(database)
    .await?;
    Ok(())
}

/// Counts a wrong verification code.
pub(crate) async fn count_wrong_verification_code(
    database: &mut AnyConnection,
    account: &Account,
    id: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE authorizations SET wrong_verification_codes = wrong_verification_codes + 1
         WHERE account_id = $1 AND id = $2",
    )
    .bind(account.id())
    .bind(id)
    .execute(database)
    .await?;
    Ok(())
}

/// Fails an authorization after wrong verification codes. Somebody else may have signed in, so
/// nothing about them is kept.
pub(crate) async fn give_up(
    database: &mut AnyConnection,
    account: &Account,
    id: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE authorizations
         SET status = $1, code = $2, verification_code_hash = NULL, site_url = NULL, user_name = NULL,
             access_token = NULL, encryption_key_id = NULL
         WHERE account_id = $3 AND id = $4",
    )
    .bind(AuthorizationStatus::Failed.as_str())
    .bind(ResultCode::StateInvalid.as_str())
    .bind(account.id())
    .bind(id)
    .execute(database)
    .await?;
    Ok(())
}
