//! Settings that recently passed a connection test.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::Mac;
use sqlx::AnyConnection;
use sqlx::any::AnyExecutor;
use teamwork_connect_core::{Secret, Target};

use super::account::Account;
use super::error::StoreError;
use crate::crypto::EncryptionKeys;

/// How long a passed test counts.
const LIFETIME_MS: i64 = 10 * 60_000;

const PURPOSE: &str = "teamwork-connect/v1/passed-test";

/// Records that these settings of an account passed with this API key. Only a keyed fingerprint is
/// stored.
pub(crate) async fn remember(
    database: impl AnyExecutor<'_>,
    keys: &EncryptionKeys,
    (account, target, api_key): (&Account, &Target, &Secret),
    now: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO passed_tests (fingerprint, account_id, passed_at) VALUES ($1, $2, $3)
         ON CONFLICT (fingerprint) DO UPDATE SET passed_at = excluded.passed_at",
    )
    .bind(fingerprint(keys, account, target, api_key)?)
    .bind(account.id())
    .bind(now)
    .execute(database)
    .await?;
    Ok(())
}

/// Returns when these settings passed, if that was recent enough.
pub(crate) async fn find(
    database: impl AnyExecutor<'_>,
    keys: &EncryptionKeys,
    (account, target, api_key): (&Account, &Target, &Secret),
    now: i64,
) -> Result<Option<i64>, StoreError> {
    let at = sqlx::query_scalar(
        "SELECT passed_at FROM passed_tests
         WHERE fingerprint = $1 AND account_id = $2 AND passed_at > $3",
    )
    .bind(fingerprint(keys, account, target, api_key)?)
    .bind(account.id())
    .bind(now.saturating_sub(LIFETIME_MS))
    .fetch_optional(database)
    .await?;
    Ok(at)
}

/// Deletes the expired records of all accounts.
pub(crate) async fn purge(database: &mut AnyConnection, now: i64) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM passed_tests WHERE passed_at <= $1")
        .bind(now.saturating_sub(LIFETIME_MS))
        .execute(database)
        .await?;
    Ok(())
}

fn fingerprint(
    keys: &EncryptionKeys,
    account: &Account,
    target: &Target,
    api_key: &Secret,
) -> Result<String, StoreError> {
    let mut mac = keys.current().fingerprint(PURPOSE).map_err(|_| StoreError::Fingerprint)?;
    let settings = serde_json::to_vec(&target.to_body()).map_err(|_| StoreError::Fingerprint)?;
    for part in [account.id().as_bytes(), &settings, api_key.expose().as_bytes()] {
        // Prefix each part with its length, so that no two lists of parts produce the same bytes.
        mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        mac.update(part);
    }
    Ok(STANDARD.encode(mac.finalize().into_bytes()))
}
