//! Encryption of the secrets in the database.
//!
//! Each record is encrypted with AES-256-GCM under a key of its own, which HKDF-SHA256 derives from
//! a key outside the database and a random salt. The place of the record is authenticated with it,
//! so a ciphertext that is moved to another row, column or account does not decrypt. The version of
//! the row and the site are authenticated too, so neither an older ciphertext of the same row nor
//! one for another site decrypts.

pub(crate) mod key_provider;
mod key_ring;
mod place;
pub(crate) mod random_token;
mod sealed;
pub(crate) mod sealed_secret;

pub(crate) use key_ring::Key;
pub use key_ring::{EncryptionKeys, KeyError};
pub(crate) use place::{Place, Site};
pub(crate) use sealed::{DecryptError, EncryptError, PRESENT, decrypt, encrypt};
