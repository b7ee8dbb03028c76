//! The format of a ciphertext, version 2, in base64:
//!
//! ```text
//! version (1) · length of key ID (1) · key ID · salt (32) · nonce (12) · ciphertext and tag (16)
//! ```
//!
//! Version 1 has the same layout but authenticates neither the version of the row nor the site. It
//! can still be decrypted but is no longer written.

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;
use zeroize::Zeroizing;

use super::{EncryptionKeys, Place};

const VERSION: u8 = 2;
const SALT: usize = 32;
const NONCE: usize = 12;
/// The possible beginnings of a current ciphertext in base64. They depend on the length of the
/// key's ID.
pub(crate) const PRESENT: [&str; 2] = ["Ag", "Ah"];

/// Encryption failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct EncryptError;

/// Why decryption failed. No unverified plaintext is ever returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(crate) enum DecryptError {
    /// The text doesn't have the format of a ciphertext.
    #[error("The ciphertext is malformed.")]
    Malformed,
    /// The version is unknown to this program.
    #[error("The ciphertext has an unknown version.")]
    UnknownVersion,
    /// The key is not available.
    #[error("The key for this ciphertext isn't available.")]
    UnknownKey,
    /// The ciphertext was modified, is under another key, or belongs to another place.
    #[error("The ciphertext was modified or belongs elsewhere.")]
    Forged,
}

/// Encrypts a secret under the current key for one place.
pub(crate) fn encrypt(
    keys: &EncryptionKeys,
    place: Place<'_>,
    plaintext: &str,
) -> Result<String, EncryptError> {
    let key = keys.current();
    let mut random = [0; SALT + NONCE];
    getrandom::fill(&mut random).map_err(|_| EncryptError)?;
    let (salt, nonce) = random.split_at(SALT);
    let record_key = key.derive(salt, purpose(VERSION).ok_or(EncryptError)?);
    let cipher = Aes256Gcm::new_from_slice(record_key.as_ref()).map_err(|_| EncryptError)?;
    let payload = Payload { msg: plaintext.as_bytes(), aad: &place.associated_data(VERSION) };
    let ciphertext =
        cipher.encrypt(&nonce_of(nonce).ok_or(EncryptError)?, payload).map_err(|_| EncryptError)?;
    let id_length = u8::try_from(key.id().len()).map_err(|_| EncryptError)?;
    let parts = [&[VERSION, id_length], key.id().as_bytes(), &random, &ciphertext];
    Ok(STANDARD.encode(parts.concat()))
}

/// Decrypts a ciphertext that [`encrypt`] produced for the same place.
pub(crate) fn decrypt(
    keys: &EncryptionKeys,
    place: Place<'_>,
    sealed: &str,
) -> Result<Zeroizing<String>, DecryptError> {
    let sealed = STANDARD.decode(sealed).map_err(|_| DecryptError::Malformed)?;
    let (version, rest) = sealed.split_first().ok_or(DecryptError::Malformed)?;
    let purpose = purpose(*version).ok_or(DecryptError::UnknownVersion)?;
    let (id_length, rest) = rest.split_first().ok_or(DecryptError::Malformed)?;
    let (id, rest) = split(rest, usize::from(*id_length))?;
    let (salt, rest) = split(rest, SALT)?;
    let (nonce, ciphertext) = split(rest, NONCE)?;
    let id = str::from_utf8(id).map_err(|_| DecryptError::UnknownKey)?;
    let key = keys.of_id(id).ok_or(DecryptError::UnknownKey)?;
    let record_key = key.derive(salt, purpose);
    let cipher =
        Aes256Gcm::new_from_slice(record_key.as_ref()).map_err(|_| DecryptError::Malformed)?;
    let payload = Payload { msg: ciphertext, aad: &place.associated_data(*version) };
    let plaintext = cipher
        .decrypt(&nonce_of(nonce).ok_or(DecryptError::Malformed)?, payload)
        .map(Zeroizing::new)
        .map_err(|_| DecryptError::Forged)?;
    match str::from_utf8(&plaintext) {
        Ok(text) => Ok(Zeroizing::new(text.to_owned())),
        Err(_) => Err(DecryptError::Malformed),
    }
}

/// Returns the purpose for which the key of a record is derived.
const fn purpose(version: u8) -> Option<&'static str> {
    match version {
        1 => Some("teamwork-connect/v1/record"),
        2 => Some("teamwork-connect/v2/record"),
        _ => None,
    }
}

fn split(bytes: &[u8], at: usize) -> Result<(&[u8], &[u8]), DecryptError> {
    bytes.split_at_checked(at).ok_or(DecryptError::Malformed)
}

fn nonce_of(bytes: &[u8]) -> Option<Nonce<aes_gcm::aead::consts::U12>> {
    let bytes: [u8; NONCE] = bytes.try_into().ok()?;
    Some(bytes.into())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::crypto::Site;

    const SITE: Site<'_> = Site { region: "eu", name: "acme" };
    const PLACE: Place<'_> = Place {
        account: "local",
        table: "connections",
        row: "1",
        column: "api_key",
        version: 3,
        site: SITE,
    };

    fn ring(ids: &[(&str, u8)]) -> EncryptionKeys {
        let entries: Vec<String> =
            ids.iter().map(|(id, byte)| format!("{id}:{}", STANDARD.encode([*byte; 32]))).collect();
        EncryptionKeys::parse(&entries.join(",")).unwrap()
    }

    #[test]
    fn decrypts_what_it_encrypted() {
        let keys = ring(&[("a", 1)]);
        for text in ["", "k", "twp_abc", "ключ", &"k".repeat(1024)] {
            let sealed = encrypt(&keys, PLACE, text).unwrap();
            assert_eq!(*decrypt(&keys, PLACE, &sealed).unwrap(), text);
        }
    }

    #[test]
    fn detects_every_changed_byte() {
        let keys = ring(&[("a", 1), ("b", 2)]);
        let sealed = STANDARD.decode(encrypt(&keys, PLACE, "secret").unwrap()).unwrap();
        for place in 0..sealed.len() {
            for bit in 0..8 {
                let mut changed = sealed.clone();
                changed[place] ^= 1 << bit;
                let result = decrypt(&keys, PLACE, &STANDARD.encode(changed));
                assert!(result.is_err(), "byte {place}, bit {bit}");
            }
        }
        for length in 0..sealed.len() {
            let result = decrypt(&keys, PLACE, &STANDARD.encode(&sealed[..length]));
            assert!(result.is_err(), "the first {length} bytes");
        }
    }

    #[test]
    fn l7_decrypts_only_for_the_same_place_version_and_site() {
        let keys = ring(&[("a", 1)]);
        let sealed = encrypt(&keys, PLACE, "secret").unwrap();
        for elsewhere in [
            Place { account: "other", ..PLACE },
            Place { table: "oauth_clients", ..PLACE },
            Place { row: "2", ..PLACE },
            Place { column: "token", ..PLACE },
            Place { version: 4, ..PLACE },
            Place { site: Site { region: "us", ..SITE }, ..PLACE },
            Place { site: Site { name: "other", ..SITE }, ..PLACE },
        ] {
            assert_eq!(decrypt(&keys, elsewhere, &sealed).err(), Some(DecryptError::Forged));
        }
    }

    #[test]
    fn decryption_needs_the_key_and_a_known_version() {
        let sealed = encrypt(&ring(&[("a", 1)]), PLACE, "secret").unwrap();
        let with = |keys: &[(&str, u8)]| decrypt(&ring(keys), PLACE, &sealed).err();
        assert_eq!(with(&[("b", 2), ("a", 1)]), None, "an older key still decrypts");
        assert_eq!(with(&[("a", 2)]), Some(DecryptError::Forged));
        assert_eq!(with(&[("b", 1)]), Some(DecryptError::UnknownKey));
        let mut later = STANDARD.decode(&sealed).unwrap();
        later[0] = 3;
        let later = decrypt(&ring(&[("a", 1)]), PLACE, &STANDARD.encode(later));
        assert_eq!(later.err(), Some(DecryptError::UnknownVersion));
        for plain in ["", "secret", "c2VjcmV0"] {
            assert!(decrypt(&ring(&[("a", 1)]), PLACE, plain).is_err(), "{plain}");
        }
    }

    #[test]
    fn l7_the_first_characters_show_the_version() {
        for id in ["a", "sixteen-letters0"] {
            let sealed = encrypt(&ring(&[(id, 1)]), PLACE, "secret").unwrap();
            assert!(PRESENT.contains(&&sealed[..2]), "{sealed}");
        }
        assert!(!PRESENT.contains(&&include_str!("golden-v1.txt")[..2]));
    }

    #[test]
    fn version_2_remains_readable() {
        // This program produced it when version 2 was new. Never regenerate it: databases contain
        // such ciphertexts.
        let golden = include_str!("golden-v2.txt").trim();
        assert_eq!(
            *decrypt(&ring(&[("golden", 7)]), PLACE, golden).unwrap(),
            "a secret of version 2"
        );
    }

    #[test]
    fn version_1_remains_readable() {
        // This program produced it when version 1 was new. Never regenerate it: databases contain
        // such ciphertexts.
        let golden = include_str!("golden-v1.txt").trim();
        assert_eq!(
            *decrypt(&ring(&[("golden", 7)]), PLACE, golden).unwrap(),
            "a secret of version 1"
        );
    }

    #[test]
    fn never_reuses_a_salt_or_nonce() {
        let keys = ring(&[("a", 1)]);
        let mut seen = HashSet::new();
        for _ in 0..1000 {
            let sealed = STANDARD.decode(encrypt(&keys, PLACE, "secret").unwrap()).unwrap();
            assert!(seen.insert(sealed[3..3 + SALT].to_vec()));
            assert!(seen.insert(sealed[3 + SALT..3 + SALT + NONCE].to_vec()));
        }
    }
}
