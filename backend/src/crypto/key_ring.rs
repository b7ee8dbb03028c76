//! The encryption keys, which come from outside the database.

use core::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hkdf::Hkdf;
use hmac::digest::InvalidLength;
use hmac::{Hmac, KeyInit};
use sha2::Sha256;
use thiserror::Error;
use zeroize::Zeroizing;

/// The keys that encrypt credentials: the current one, and older ones that can still decrypt.
#[derive(Clone)]
pub struct EncryptionKeys {
    keys: Arc<[Key]>,
}

/// A 256-bit key and the ID by which ciphertexts refer to it.
pub(crate) struct Key {
    id: String,
    bytes: Zeroizing<[u8; 32]>,
}

/// Why a text is not a valid list of encryption keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum KeyError {
    /// The list is empty.
    #[error("No encryption key is set.")]
    Empty,
    /// An entry is not `id:key`, or its ID is not 1 to 16 lower-case letters, digits, `-` or `_`.
    #[error(
        "An encryption key must look like id:key, with an ID of 1 to 16 lowercase letters, digits, - or _."
    )]
    Id,
    /// A key is not the base64 of exactly 32 bytes.
    #[error("An encryption key must be exactly 32 random bytes in base64.")]
    Key,
    /// Two keys have the same ID.
    #[error("Two encryption keys have the same ID.")]
    Duplicate,
    /// The system's random number generator failed.
    #[error("The system's random number generator failed.")]
    Random,
}

impl EncryptionKeys {
    /// Parses one or more entries `id:key`, separated by commas, the current key first. A key is
    /// the base64 of 32 random bytes. Passphrases are not accepted.
    ///
    /// # Errors
    /// Returns a [`KeyError`], which never contains the text.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(KeyError::Empty);
        }
        let mut keys: Vec<Key> = Vec::new();
        for entry in text.split(',') {
            let key = Key::parse(entry.trim())?;
            if keys.iter().any(|other| other.id == key.id) {
                return Err(KeyError::Duplicate);
            }
            keys.push(key);
        }
        Ok(Self { keys: keys.into() })
    }

    /// Generates a random key with this ID, in the form that [`parse`](Self::parse) accepts.
    ///
    /// # Errors
    /// Returns [`KeyError::Random`] if the system's random number generator fails.
    pub fn generate(id: &str) -> Result<Zeroizing<String>, KeyError> {
        let mut bytes = Zeroizing::new([0; 32]);
        getrandom::fill(bytes.as_mut()).map_err(|_| KeyError::Random)?;
        let key = Zeroizing::new(STANDARD.encode(bytes.as_ref()));
        Ok(Zeroizing::new(format!("{id}:{}", *key)))
    }

    /// Returns the key for new ciphertexts.
    pub(crate) fn current(&self) -> &Key {
        // `parse` is the only constructor and rejects an empty list.
        &self.keys[0]
    }

    pub(crate) fn of_id(&self, id: &str) -> Option<&Key> {
        self.keys.iter().find(|key| key.id == id)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Key> {
        self.keys.iter()
    }
}

impl Key {
    fn parse(entry: &str) -> Result<Self, KeyError> {
        let (id, key) = entry.split_once(':').ok_or(KeyError::Id)?;
        let good =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte);
        if id.is_empty() || id.len() > 16 || !id.bytes().all(good) {
            return Err(KeyError::Id);
        }
        let decoded = STANDARD.decode(key).map(Zeroizing::new).map_err(|_| KeyError::Key)?;
        let mut bytes = Zeroizing::new([0; 32]);
        if decoded.len() != bytes.len() {
            return Err(KeyError::Key);
        }
        bytes.copy_from_slice(&decoded);
        Ok(Self { id: id.to_owned(), bytes })
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    /// Derives a key for one purpose. It reveals nothing about this key or about those for other
    /// purposes.
    pub(crate) fn derive(&self, salt: &[u8], purpose: &str) -> Zeroizing<[u8; 32]> {
        let mut derived = Zeroizing::new([0; 32]);
        // Expanding fails only for more than 255 × 32 bytes.
        let expanded = Hkdf::<Sha256>::new(Some(salt), self.bytes.as_ref())
            .expand(purpose.as_bytes(), derived.as_mut());
        debug_assert!(expanded.is_ok());
        derived
    }
}

impl Key {
    /// Returns a keyed fingerprint for one purpose. Without the key, a guess at the input can't be
    /// verified against it.
    pub(crate) fn fingerprint(&self, purpose: &str) -> Result<Hmac<Sha256>, InvalidLength> {
        Hmac::new_from_slice(self.derive(&[], purpose).as_ref())
    }
}

impl fmt::Debug for EncryptionKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids: Vec<&str> = self.iter().map(Key::id).collect();
        f.debug_tuple("EncryptionKeys").field(&ids).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{EncryptionKeys, KeyError};

    const A: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    #[test]
    fn parses_generated_keys() {
        let one = EncryptionKeys::generate("one").unwrap();
        let two = EncryptionKeys::generate("two").unwrap();
        let keys = EncryptionKeys::parse(&format!(" {}, {}\n", *one, *two)).unwrap();
        assert_eq!(keys.current().id(), "one");
        assert!(keys.of_id("two").is_some() && keys.of_id("three").is_none());
        assert_eq!(format!("{keys:?}"), "EncryptionKeys([\"one\", \"two\"])");
    }

    #[test]
    fn rejects_invalid_keys() {
        for (text, error) in [
            (" ", KeyError::Empty),
            ("correct horse battery staple", KeyError::Id),
            (A, KeyError::Id),
            (&format!("Key:{A}"), KeyError::Id),
            (&format!("key:{A},"), KeyError::Id),
            ("key:", KeyError::Key),
            ("key:AAAA", KeyError::Key),
            (&format!("key:{A}A"), KeyError::Key),
            (&format!("key:{A},key:{A}"), KeyError::Duplicate),
        ] {
            assert_eq!(EncryptionKeys::parse(text).err(), Some(error), "{text}");
        }
    }

    #[test]
    fn derives_different_keys_for_different_purposes_and_salts() {
        let keys = EncryptionKeys::parse(&format!("a:{A}")).unwrap();
        let derive = |salt: &[u8], purpose| *keys.current().derive(salt, purpose);
        assert_eq!(derive(b"s", "p"), derive(b"s", "p"));
        assert_ne!(derive(b"s", "p"), derive(b"s", "q"));
        assert_ne!(derive(b"s", "p"), derive(b"t", "p"));
    }
}
