//! Secrets: an API key, or the client secret of an OAuth 2.0 client.

use core::fmt;

use serde::{Deserialize, Deserializer};
use zeroize::Zeroizing;

use crate::{FieldCode, trim_outer_space};

/// A secret on its way to encryption. It cannot be serialized, its `Debug` output shows nothing, and its memory is
/// overwritten on drop.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// The maximum length, in bytes. Teamwork documents no limit; secrets today are shorter than 100.
    pub const MAX_LENGTH: usize = 1024;

    /// Checks the content of a secret field without keeping a copy. White space around it is ignored.
    ///
    /// # Errors
    ///
    /// [`FieldCode::Required`], [`FieldCode::TooLong`], or [`FieldCode::Format`] if it contains white space or
    /// anything other than printable ASCII.
    pub fn check(text: &str) -> Result<(), FieldCode> {
        let secret = trim_outer_space(text);
        if secret.is_empty() {
            return Err(FieldCode::Required);
        }
        if secret.len() > Self::MAX_LENGTH {
            return Err(FieldCode::TooLong);
        }
        if !secret.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(FieldCode::Format);
        }
        Ok(())
    }

    /// Returns the secret without the white space around it. Only for the code that encrypts or sends it.
    #[must_use]
    pub fn expose(&self) -> &str {
        trim_outer_space(&self.0)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(Zeroizing::new(text)))
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;
    use crate::FieldCode::{Format, Required, TooLong};

    #[test]
    fn takes_printable_ascii_without_inner_space() {
        assert_eq!(Secret::check(" twp_abc123\n"), Ok(()));
        assert_eq!(Secret::check("\u{200b}"), Err(Required));
        assert_eq!(Secret::check("twp abc"), Err(Format));
        assert_eq!(Secret::check("twp•"), Err(Format));
        assert_eq!(Secret::check(&"k".repeat(1024)), Ok(()));
        assert_eq!(Secret::check(&"k".repeat(1025)), Err(TooLong));
    }

    #[test]
    fn debug_shows_nothing() {
        let secret: Secret = serde_json::from_str("\"canary\"").unwrap();
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        assert_eq!(secret.expose(), "canary");
    }
}
