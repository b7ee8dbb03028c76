//! The API key of a Teamwork user: a secret.

use core::fmt;

use serde::{Deserialize, Deserializer};
use zeroize::Zeroizing;

use crate::{FieldCode, trim_outer_space};

/// An API key on its way to where it is encrypted. It cannot be serialized, its `Debug` shows nothing,
/// and its memory is overwritten when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiKey(Zeroizing<String>);

impl ApiKey {
    /// The longest key that is taken, in bytes. Teamwork documents none; today's keys have below 100.
    pub const MAX_LENGTH: usize = 1024;

    /// Checks what is in the API key field without keeping a copy. White space around it does not count.
    ///
    /// # Errors
    /// [`FieldCode::Required`], [`FieldCode::TooLong`], or [`FieldCode::Format`] for a key with white
    /// space or anything but printable ASCII inside.
    pub fn check(text: &str) -> Result<(), FieldCode> {
        let key = trim_outer_space(text);
        if key.is_empty() {
            return Err(FieldCode::Required);
        }
        if key.len() > Self::MAX_LENGTH {
            return Err(FieldCode::TooLong);
        }
        if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(FieldCode::Format);
        }
        Ok(())
    }

    /// The key without the white space around it. For the one place that encrypts or sends it.
    #[must_use]
    pub fn expose(&self) -> &str {
        trim_outer_space(&self.0)
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(…)")
    }
}

impl<'de> Deserialize<'de> for ApiKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(Zeroizing::new(text)))
    }
}

#[cfg(test)]
mod tests {
    use super::ApiKey;
    use crate::FieldCode::{Format, Required, TooLong};

    #[test]
    fn takes_printable_ascii_without_inner_space() {
        assert_eq!(ApiKey::check(" twp_abc123\n"), Ok(()));
        assert_eq!(ApiKey::check("\u{200b}"), Err(Required));
        assert_eq!(ApiKey::check("twp abc"), Err(Format));
        assert_eq!(ApiKey::check("twp•"), Err(Format));
        assert_eq!(ApiKey::check(&"k".repeat(1024)), Ok(()));
        assert_eq!(ApiKey::check(&"k".repeat(1025)), Err(TooLong));
    }

    #[test]
    fn debug_shows_nothing() {
        let key: ApiKey = serde_json::from_str("\"canary\"").unwrap();
        assert_eq!(format!("{key:?}"), "ApiKey(…)");
        assert_eq!(key.expose(), "canary");
    }
}
