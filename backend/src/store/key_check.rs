//! Checks that the keys given at start are those that the database was written with.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sqlx::Row;

use super::database::Database;
use crate::crypto::EncryptionKeys;
use crate::start_error::StartError;

const PURPOSE: &str = "teamwork-connect/v1/check";

/// Compares each key with the check value stored under its ID, stores check values for new keys,
/// and verifies that every key which the database still needs is present.
pub(crate) async fn check_keys(
    database: &Database,
    keys: &EncryptionKeys,
    now: i64,
) -> Result<(), StartError> {
    let mut transaction = database.write_for_all().await?;
    for key in keys.iter() {
        let check_value = STANDARD.encode(*key.derive(&[], PURPOSE));
        let stored: Option<String> =
            sqlx::query_scalar("SELECT check_value FROM encryption_keys WHERE id = $1")
                .bind(key.id())
                .fetch_optional(&mut *transaction)
                .await?;
        match stored {
            Some(stored) if stored == check_value => {}
            Some(_) => {
                return Err(StartError::WrongKey { id: key.id().to_owned() });
            }
            None => {
                sqlx::query("INSERT INTO encryption_keys (id, check_value) VALUES ($1, $2)")
                    .bind(key.id())
                    .bind(check_value)
                    .execute(&mut *transaction)
                    .await?;
            }
        }
    }
    let needed = sqlx::query(
        "SELECT encryption_key_id FROM connections WHERE encryption_key_id IS NOT NULL
         UNION SELECT encryption_key_id FROM oauth_clients
         UNION SELECT encryption_key_id FROM access_tokens
         UNION SELECT encryption_key_id FROM authorizations WHERE encryption_key_id IS NOT NULL
         UNION SELECT encryption_key_id FROM idempotency_records WHERE expires_at > $1",
    )
    .bind(now)
    .fetch_all(&mut *transaction)
    .await?;
    for row in needed {
        let id: String = row.try_get(0)?;
        if keys.of_id(&id).is_none() {
            return Err(StartError::MissingKey { id });
        }
    }
    transaction.commit().await?;
    Ok(())
}
