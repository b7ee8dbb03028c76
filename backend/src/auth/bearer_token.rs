//! The bearer token of the local account.

use core::fmt;

use thiserror::Error;

use crate::crypto::random_token;

/// A bearer token, of which the backend keeps only a hash.
#[derive(Clone, PartialEq, Eq)]
pub struct BearerToken {
    hash: String,
}

/// The text is not a valid bearer token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("A bearer token must have at least 16 printable ASCII characters and no spaces.")]
pub struct BearerTokenError;

impl BearerToken {
    /// Creates a bearer token from its text.
    ///
    /// # Errors
    /// Returns an error if the text has fewer than 16 characters, or any other than printable
    /// ASCII.
    pub fn new(token: &str) -> Result<Self, BearerTokenError> {
        if token.len() < 16 || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(BearerTokenError);
        }
        Ok(Self { hash: random_token::hash(token) })
    }

    /// Returns whether the text is this token. The comparison takes constant time.
    pub(crate) fn is(&self, token: &str) -> bool {
        random_token::has_hash(token, &self.hash)
    }
}

impl fmt::Debug for BearerToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BearerToken(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::BearerToken;

    #[test]
    fn matches_only_itself_and_hides_its_value() {
        let token = BearerToken::new("a-token-to-try-out").unwrap();
        assert!(token.is("a-token-to-try-out"));
        assert!(!token.is("a-token-to-try-ouT") && !token.is(""));
        assert_eq!(format!("{token:?}"), "BearerToken(…)");
    }

    #[test]
    fn rejects_short_texts_and_invalid_characters() {
        for bad in ["", "short", "with some spaces in it", "ünusual-characters"] {
            assert!(BearerToken::new(bad).is_err(), "{bad}");
        }
    }
}
