//! Saves that can be sent again: whoever lost the answer gets the same one, and nothing happens twice.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use sqlx::{AnyConnection, FromRow};

use super::api_error::ApiError;
use crate::crypto::{EncryptionKeys, Key};
use crate::store::accounts::Account;

const PURPOSE: &str = "teamwork-connect/v1/fingerprint";

/// How long an answer is kept: a day.
const LIFETIME_MS: i64 = 24 * 60 * 60 * 1000;

/// The `Idempotency-Key` of a request.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct IdempotencyKey(String);

/// Removes the answers, of all accounts, that are kept no longer.
pub(crate) async fn purge(database: &mut AnyConnection, now: i64) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM idempotency_records WHERE expires_at <= $1")
        .bind(now)
        .execute(database)
        .await?;
    Ok(())
}

/// What a key counts for: one account and one route.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Scope {
    pub(crate) account: Account,
    pub(crate) route: String,
    pub(crate) key: IdempotencyKey,
}

/// The answer to a save. It holds no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Saved {
    pub(crate) status: StatusCode,
    pub(crate) location: Option<String>,
    pub(crate) etag: String,
    pub(crate) body: String,
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
    /// The answer that was given before, if one was, and to the same body.
    pub(crate) async fn find(
        &self,
        database: &mut AnyConnection,
        keys: &EncryptionKeys,
        body: &[u8],
        now: i64,
    ) -> Result<Option<Saved>, ApiError> {
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
            return Ok(None);
        };
        if !record.is_for(keys, body)? {
            return Err(ApiError::IdempotencyKeyReused);
        }
        let status = u16::try_from(record.status).ok();
        Ok(Some(Saved {
            status: status
                .and_then(|status| StatusCode::from_u16(status).ok())
                .ok_or(ApiError::Internal)?,
            location: record.location,
            etag: record.etag,
            body: record.body,
        }))
    }

    /// Keeps an answer, in the same transaction as what it answers for.
    pub(crate) async fn store(
        &self,
        database: &mut AnyConnection,
        keys: &EncryptionKeys,
        body: &[u8],
        answer: &Saved,
        now: i64,
    ) -> Result<(), ApiError> {
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
        .bind(i64::from(answer.status.as_u16()))
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
    fn is_for(&self, keys: &EncryptionKeys, body: &[u8]) -> Result<bool, ApiError> {
        let key = keys.of_id(&self.encryption_key_id).ok_or(ApiError::Internal)?;
        let fingerprint = fingerprint(key, body)?;
        let stored = STANDARD.decode(&self.fingerprint).map_err(|_| ApiError::Internal)?;
        Ok(fingerprint.verify_slice(&stored).is_ok())
    }
}

/// A keyed one: without the key, a guess at the secret in the body cannot be checked against it.
fn fingerprint(key: &Key, body: &[u8]) -> Result<Hmac<Sha256>, ApiError> {
    let mut mac = key.fingerprint(PURPOSE).map_err(|_| ApiError::Internal)?;
    mac.update(body);
    Ok(mac)
}

impl IntoResponse for Saved {
    fn into_response(self) -> Response {
        let headers =
            [(header::CONTENT_TYPE, "application/json".to_owned()), (header::ETAG, self.etag)];
        let location = self.location.map(|location| [(header::LOCATION, location)]);
        match location {
            Some(location) => (self.status, headers, location, self.body).into_response(),
            None => (self.status, headers, self.body).into_response(),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, ApiError> {
        let value = parts.headers.get("idempotency-key").ok_or(ApiError::IdempotencyKeyMissing)?;
        match value.to_str() {
            // A tab would be let through, which nobody can see.
            Ok(key) if (1..=255).contains(&key.len()) && !key.contains('\t') => {
                Ok(Self(key.to_owned()))
            }
            _ => Err(ApiError::IdempotencyKeyMalformed),
        }
    }
}
