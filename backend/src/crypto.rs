//! Encryption of what the database must not show.
//!
//! AES-256-GCM under a key of its own for each record, derived by HKDF-SHA256 from a key outside the
//! database and a random salt. The place of the record is authenticated with it, so that a ciphertext
//! moved to another row, column or account does not decrypt; and the version of the row and the site, so that an
//! older one in its place does not, nor one that would go to another site.

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
