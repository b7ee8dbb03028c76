//! Errors between this program and its database.

use thiserror::Error;
use tracing::error;

use super::connection_row::CorruptRow;
use super::database::Failure;
use crate::crypto::{DecryptError, EncryptError};

/// Why something can't be read or written.
#[derive(Debug, Error)]
pub(crate) enum StoreError {
    /// The database failed.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// A row that this program can't have written.
    #[error("a row in the database is corrupt")]
    Corrupt,
    /// A secret can't be decrypted.
    #[error(transparent)]
    Decrypt(#[from] DecryptError),
    /// A secret can't be encrypted.
    #[error("encryption failed")]
    Encrypt,
    /// The fingerprint of a request can't be computed or compared.
    #[error("a fingerprint failed")]
    Fingerprint,
}

impl StoreError {
    /// Returns what the error means for the request.
    pub(crate) fn failure(&self) -> Failure {
        match self {
            Self::Database(cause) => Failure::of(cause),
            _ => Failure::Other,
        }
    }

    /// Logs the error for the operator.
    pub(crate) fn log(&self) {
        match self {
            // Neither SQLite nor sqlx puts bound values into an error. PostgreSQL does so in the
            // detail, which is not displayed.
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
