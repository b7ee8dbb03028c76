//! Random tokens that nobody can guess, and their hashes.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// The system's random number generator failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NoRandomness;

/// The length of a token in characters.
pub(crate) const LENGTH: usize = 43;

/// Generates a token: 256 random bits in characters that need no escaping in cookies and URLs.
pub(crate) fn generate() -> Result<String, NoRandomness> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// Returns whether a text has the form of a token.
pub(crate) fn is_well_formed(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    text.len() == LENGTH && text.bytes().all(plain)
}

/// Returns the hash of a token that the database stores. It needs no salt, because 256 random bits
/// can't be searched.
pub(crate) fn hash(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(token))
}

/// Returns whether a token has this hash. The comparison takes constant time.
pub(crate) fn has_hash(token: &str, stored: &str) -> bool {
    hash(token).as_bytes().ct_eq(stored.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::{generate, has_hash, hash, is_well_formed};

    #[test]
    fn matches_only_its_own_hash() {
        let (one, other) = (generate().unwrap(), generate().unwrap());
        assert_ne!(one, other);
        assert!(is_well_formed(&one));
        assert!(has_hash(&one, &hash(&one)));
        assert!(!has_hash(&other, &hash(&one)));
        assert!(!has_hash("", &hash(&one)));
        assert!(!has_hash(&one, ""));
    }

    #[test]
    fn recognizes_the_form_of_a_token() {
        for bad in ["", "a", &"a".repeat(44), &"é".repeat(43), &"+".repeat(43)] {
            assert!(!is_well_formed(bad), "{bad}");
        }
    }
}
