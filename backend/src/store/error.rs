//! What can go wrong between this program and its database.

use thiserror::Error;
use tracing::error;

use super::connection_row::CorruptRow;
use super::database::Failure;
use crate::crypto::{DecryptError, EncryptError};

/// Why something was not read or written.
#[derive(Debug, Error)]
pub(crate) enum StoreError {
    /// The database failed.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// A row is not one that this program writes.
    #[error("a row in the database is corrupt")]
    Corrupt,
    /// A secret cannot be decrypted.
    #[error(transparent)]
    Decrypt(#[from] DecryptError),
    /// A secret cannot be encrypted.
    #[error("encryption failed")]
    Encrypt,
    /// The fingerprint of what was sent cannot be made or compared.
    #[error("a fingerprint failed")]
    Fingerprint,
}

impl StoreError {
    /// What it means for the request that met it.
    pub(crate) fn failure(&self) -> Failure {
        match self {
            Self::Database(cause) => Failure::of(cause),
            _ => Failure::Other,
        }
    }

    /// Tells the operator.
    pub(crate) fn log(&self) {
        match self {
            // Neither SQLite nor sqlx names bound values in an error. PostgreSQL does in the detail, which is not shown.
            Self::Database(cause) => error!(%cause, "database error"),
            Self::Decrypt(cause) => error!(%cause, "can't decrypt a credential"),
            Self::Corrupt | Self::Encrypt | Self::Fingerprint => error!("{self}"),
        }
    }
}

impl From<CorruptRow> for StoreError {
    fn from(_: CorruptRow) -> Self {
        Self::Corrupt
    }
}

impl From<EncryptError> for StoreError {
    fn from(_: EncryptError) -> Self {
        Self::Encrypt
    }
}
