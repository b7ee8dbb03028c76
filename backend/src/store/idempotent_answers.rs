//! Repeatable saves: a client that lost the response gets the same one, and nothing happens twice.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use sqlx::{AnyConnection, FromRow};

use super::account::Account;
use super::connection_row::CorruptRow;
use super::error::StoreError;
use crate::crypto::{EncryptionKeys, Key};

const PURPOSE: &str = "teamwork-connect/v1/fingerprint";

/// How long a response is kept: one day.
const LIFETIME_MS: i64 = 24 * 60 * 60 * 1000;

/// An idempotency key, by which a client can repeat a save.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Accepts 1 to 255 printable ASCII characters.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let good = |byte: u8| (b' '..=b'~').contains(&byte);
        ((1..=255).contains(&text.len()) && text.bytes().all(good)).then(|| Self(text.to_owned()))
    }
}

/// Deletes the expired responses of all accounts.
pub(crate) async fn purge(database: &mut AnyConnection, now: i64) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM idempotency_records WHERE expires_at <= $1")
        .bind(now)
        .execute(database)
        .await?;
    Ok(())
}

/// The scope of a key: one account and one route.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Scope {
    pub(crate) account: Account,
    pub(crate) route: String,
    pub(crate) key: IdempotencyKey,
}

/// The response to a save. It contains no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Saved {
    /// The HTTP status of the response.
    pub(crate) status: u16,
    pub(crate) location: Option<String>,
    pub(crate) etag: String,
    pub(crate) body: String,
}

/// What is stored for a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// Nothing.
    Nothing,
    /// The response to the same body.
    Answer(Saved),
    /// The response to a different body.
    OtherBody,
}

#[derive(FromRow)]
struct Record {
    encryption_key_id: String,
    fingerprint: String,
    status: i64,
    location: Option<String>,
    etag: String,
    body: String,
}

impl Scope {
    /// Returns what an earlier request with this key left.
    pub(crate) async fn find(
        &self,
        database: &mut AnyConnection,
        keys: &EncryptionKeys,
        body: &[u8],
        now: i64,
    ) -> Result<Kept, StoreError> {
        let record: Option<Record> = sqlx::query_as(
            "SELECT encryption_key_id, fingerprint, status, location, etag, body
             FROM idempotency_records
             WHERE account_id = $1 AND route = $2 AND idempotency_key = $3 AND expires_at > $4",
        )
        .bind(self.account.id())
        .bind(&self.route)
        .bind(&self.key.0)
        .bind(now)
        .fetch_optional(database)
        .await?;
        let Some(record) = record else {
            return Ok(Kept::Nothing);
        };
        if !record.is_for(keys, body)? {
            return Ok(Kept::OtherBody);
        }
        Ok(Kept::Answer(Saved {
            status: u16::try_from(record.status).map_err(|_| CorruptRow)?,
            location: record.location,
            etag: record.etag,
            body: record.body,
        }))
    }

    /// Stores a response, in the same transaction as the save itself.
    pub(crate) async fn store(
        &self,
        database: &mut AnyConnection,
        keys: &EncryptionKeys,
        body: &[u8],
        answer: &Saved,
        now: i64,
    ) -> Result<(), StoreError> {
        purge(&mut *database, now).await?;
        let fingerprint = fingerprint(keys.current(), body)?.finalize().into_bytes();
        sqlx::query(
            "INSERT INTO idempotency_records
             (account_id, route, idempotency_key, encryption_key_id, fingerprint,
              status, location, etag, body, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(self.account.id())
        .bind(&self.route)
        .bind(&self.key.0)
        .bind(keys.current().id())
        .bind(STANDARD.encode(fingerprint))
        .bind(i64::from(answer.status))
        .bind(&answer.location)
        .bind(&answer.etag)
        .bind(&answer.body)
        .bind(now.saturating_add(LIFETIME_MS))
        .execute(database)
        .await?;
        Ok(())
    }
}

impl Record {
    fn is_for(&self, keys: &EncryptionKeys, body: &[u8]) -> Result<bool, StoreError> {
        let key = keys.of_id(&self.encryption_key_id).ok_or(StoreError::Fingerprint)?;
        let fingerprint = fingerprint(key, body)?;
        let stored = STANDARD.decode(&self.fingerprint).map_err(|_| StoreError::Fingerprint)?;
        Ok(fingerprint.verify_slice(&stored).is_ok())
    }
}

/// Computes a keyed fingerprint of a body. Without the key, a guess at the secret in the body can't
/// be verified against it.
fn fingerprint(key: &Key, body: &[u8]) -> Result<Hmac<Sha256>, StoreError> {
    let mut mac = key.fingerprint(PURPOSE).map_err(|_| StoreError::Fingerprint)?;
    mac.update(body);
    Ok(mac)
}
