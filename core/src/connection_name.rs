//! The name that a user gives a connection.

use core::fmt;

use crate::FieldCode;

/// A connection's name: 1 to 100 characters after trimming. Control characters and characters that change the text
/// direction are not allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectionName(String);

impl ConnectionName {
    /// The maximum length of a name, in characters (Unicode scalar values).
    pub const MAX_LENGTH: usize = 100;

    /// Parses and trims a name.
    ///
    /// # Errors
    ///
    /// [`FieldCode::Required`], [`FieldCode::TooLong`], or [`FieldCode::Format`] if it contains a forbidden
    /// character.
    pub fn parse(text: &str) -> Result<Self, FieldCode> {
        let text = text.trim_matches(|c: char| {
            c.is_whitespace() || crate::trim_outer_space(c.encode_utf8(&mut [0; 4])).is_empty()
        });
        if text.is_empty() {
            return Err(FieldCode::Required);
        }
        if text.chars().count() > Self::MAX_LENGTH {
            return Err(FieldCode::TooLong);
        }
        if text.chars().any(is_unfit_for_names) {
            return Err(FieldCode::Format);
        }
        Ok(Self(text.to_owned()))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a character is not allowed in names: control characters, and those that change the text direction.
#[must_use]
pub fn is_unfit_for_names(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

impl fmt::Display for ConnectionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::ConnectionName;
    use crate::FieldCode::{Format, Required, TooLong};

    #[test]
    fn trims_and_counts_characters() {
        let hundred = "é".repeat(100);
        assert!(ConnectionName::parse(&format!("  {hundred}\u{200b} ")).is_ok());
        assert_eq!(ConnectionName::parse(&format!("{hundred}é")), Err(TooLong));
        assert_eq!(ConnectionName::parse("\u{a0}\u{feff}"), Err(Required));
        assert_eq!(ConnectionName::parse("a\u{0}b"), Err(Format));
        assert_eq!(ConnectionName::parse("a\u{202e}b"), Err(Format));
    }
}
