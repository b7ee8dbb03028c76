//! The backend's ID of an OAuth 2.0 client.

use core::fmt;

use crate::FieldCode;

/// The backend's own ID of a saved OAuth 2.0 client (not Teamwork's client ID): 1 to 64 letters, digits, hyphens,
/// and underscores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OauthClientId(String);

impl OauthClientId {
    /// Parses an ID.
    ///
    /// # Errors
    ///
    /// [`FieldCode::Required`] for empty text, and [`FieldCode::Unknown`] for anything that can't be an ID.
    pub fn parse(text: &str) -> Result<Self, FieldCode> {
        if text.is_empty() {
            return Err(FieldCode::Required);
        }
        let known = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        if text.len() > 64 || !text.bytes().all(known) {
            return Err(FieldCode::Unknown);
        }
        Ok(Self(text.to_owned()))
    }

    /// The ID.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OauthClientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
