//! Credentials for the server that the backend is mounted in: what connections are saved for.

use core::fmt;

use sqlx::{AnyPool, FromRow};
use zeroize::Zeroizing;

use crate::crypto::{DecryptError, EncryptionKeys, Site, decrypt};
use crate::operations::audit::{self, SecretKind};
use crate::store::access_tokens;
use crate::store::connections::api_key_place;

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
    pool: &AnyPool,
    keys: &EncryptionKeys,
    account: &str,
    connection: &str,
) -> Result<Option<Zeroizing<String>>, CredentialError> {
    #[derive(FromRow)]
    struct Row {
        api_key: String,
        version: i64,
        region: String,
        site_name: String,
    }
    let row: Option<Row> = sqlx::query_as(
        "SELECT api_key, version, region, site_name FROM connections
         WHERE account_id = $1 AND id = $2 AND api_key IS NOT NULL",
    )
    .bind(account)
    .bind(connection)
    .fetch_optional(pool)
    .await
    .map_err(|cause| CredentialError(Cause::Database(cause)))?;
    let Some(row) = row else {
        return Ok(None);
    };
    let site = Site { region: &row.region, name: &row.site_name };
    let key = decrypt(keys, api_key_place(account, connection, row.version, site), &row.api_key)
        .map_err(|cause| CredentialError(Cause::Decrypt(cause)))?;
    audit::secret_read(SecretKind::ApiKey, connection, account);
    Ok(Some(key))
}

/// The access token of a connection, if the account has the connection and it is authorised.
pub(crate) async fn access_token(
    pool: &AnyPool,
    keys: &EncryptionKeys,
    account: &str,
    connection: &str,
) -> Result<Option<Zeroizing<String>>, CredentialError> {
    let sealed = access_tokens::find(pool, account, connection)
        .await
        .map_err(|cause| CredentialError(Cause::Database(cause)))?;
    let Some(sealed) = sealed else {
        return Ok(None);
    };
    let token =
        sealed.open(keys, account).map_err(|cause| CredentialError(Cause::Decrypt(cause)))?;
    audit::secret_read(SecretKind::AccessToken, connection, account);
    Ok(Some(token))
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
