//! The credentials of connections, for the server that embeds the backend.

use sqlx::AnyPool;
use thiserror::Error;
use zeroize::Zeroizing;

use crate::crypto::{DecryptError, EncryptionKeys};
use crate::operations::audit::{self, SecretKind};
use crate::store::{access_tokens, connections};

/// A credential can't be read.
#[derive(Debug, Error)]
#[error(transparent)]
pub struct CredentialError(Cause);

#[derive(Debug, Error)]
enum Cause {
    #[error("Can't read the credential: {0}")]
    Database(sqlx::Error),
    #[error("Can't decrypt the credential. {0}")]
    Decrypt(DecryptError),
}

/// Returns the API key of a connection if the account has the connection and it has a key.
pub(crate) async fn api_key(
    pool: &AnyPool,
    keys: &EncryptionKeys,
    account: &str,
    connection: &str,
) -> Result<Option<Zeroizing<String>>, CredentialError> {
    let sealed = connections::find_api_key(pool, account, connection)
        .await
        .map_err(|cause| CredentialError(Cause::Database(cause)))?;
    let Some(sealed) = sealed else {
        return Ok(None);
    };
    let key = sealed
        .open(keys, account, connection)
        .map_err(|cause| CredentialError(Cause::Decrypt(cause)))?;
    audit::secret_read(SecretKind::ApiKey, connection, account);
    Ok(Some(key))
}

/// Returns the access token of a connection if the account has the connection and it is authorized.
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
