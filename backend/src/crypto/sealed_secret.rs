//! An encrypted credential, ready to be stored.

use teamwork_connect_core::Secret;

use super::{EncryptError, EncryptionKeys, Place, encrypt};

/// An encrypted credential with the ID of its key.
#[derive(Clone, Debug)]
pub(crate) struct SealedSecret {
    pub(crate) ciphertext: String,
    pub(crate) encryption_key_id: String,
}

impl SealedSecret {
    /// Encrypts a credential for its place.
    pub(crate) fn seal(
        keys: &EncryptionKeys,
        place: Place<'_>,
        secret: &str,
    ) -> Result<Self, EncryptError> {
        Ok(Self {
            ciphertext: encrypt(keys, place, secret)?,
            encryption_key_id: keys.current().id().to_owned(),
        })
    }

    /// Does the same for an optional credential.
    pub(crate) fn seal_if_any(
        keys: &EncryptionKeys,
        place: Place<'_>,
        secret: Option<&Secret>,
    ) -> Result<Option<Self>, EncryptError> {
        secret.map(|secret| Self::seal(keys, place, secret.expose())).transpose()
    }
}
