//! Credentials for the server that the host is mounted in: what connections are saved for.

use core::fmt;

use sqlx::SqlitePool;
use zeroize::Zeroizing;

use crate::connection_store::api_key_place;
use crate::encryption::{DecryptError, decrypt};
use crate::{EncryptionKeys, access_token_store};

/// A credential cannot be read.
#[derive(Debug)]
pub struct CredentialError(Cause);

#[derive(Debug)]
enum Cause {
    Database(sqlx::Error),
    Decrypt(DecryptError),
}

/// The API key of a connection, if the account has the connection and it has a key.
pub(crate) async fn api_key(
    pool: &SqlitePool,
    keys: &EncryptionKeys,
    account: &str,
    connection: &str,
) -> Result<Option<Zeroizing<String>>, CredentialError> {
    let sealed: Option<Option<String>> =
        sqlx::query_scalar("SELECT api_key FROM connections WHERE account_id = $1 AND id = $2")
            .bind(account)
            .bind(connection)
            .fetch_optional(pool)
            .await
            .map_err(|cause| CredentialError(Cause::Database(cause)))?;
    let Some(sealed) = sealed.flatten() else {
        return Ok(None);
    };
    decrypt(keys, api_key_place(account, connection), &sealed)
        .map(Some)
        .map_err(|cause| CredentialError(Cause::Decrypt(cause)))
}

/// The access token of a connection, if the account has the connection and it is authorised.
pub(crate) async fn access_token(
    pool: &SqlitePool,
    keys: &EncryptionKeys,
    account: &str,
    connection: &str,
) -> Result<Option<Zeroizing<String>>, CredentialError> {
    let sealed = access_token_store::find(pool, account, connection)
        .await
        .map_err(|cause| CredentialError(Cause::Database(cause)))?;
    let Some(sealed) = sealed else {
        return Ok(None);
    };
    decrypt(keys, access_token_store::place(account, connection), &sealed)
        .map(Some)
        .map_err(|cause| CredentialError(Cause::Decrypt(cause)))
}

impl fmt::Display for CredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Cause::Database(cause) => write!(f, "The credential cannot be read: {cause}"),
            Cause::Decrypt(cause) => write!(f, "The credential cannot be decrypted. {cause}"),
        }
    }
}

impl core::error::Error for CredentialError {}
