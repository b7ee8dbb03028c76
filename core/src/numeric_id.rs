//! The IDs of users and spaces.

use core::fmt;

use crate::{FieldCode, trim_outer_space};

/// The ID of a user or a space: 1 to 9223372036854775807. Kept as text, because JavaScript numbers lose precision
/// above 2^53. (Teamwork's own SDKs read these IDs as `int64` and reject 0.)
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NumericId(String);

impl NumericId {
    /// Parses digits.
    ///
    /// # Errors
    ///
    /// [`FieldCode::Required`] for empty text, and [`FieldCode::Format`] for anything else that is not such a
    /// number.
    pub fn parse(text: &str) -> Result<Self, FieldCode> {
        let text = trim_outer_space(text);
        if text.is_empty() {
            return Err(FieldCode::Required);
        }
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse::<i64>() {
            Ok(1..) if digits => Ok(Self(text.to_owned())),
            _ => Err(FieldCode::Format),
        }
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for NumericId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::NumericId;
    use crate::FieldCode::{Format, Required};

    #[test]
    fn takes_positive_64_bit_numbers_only() {
        for good in ["1", "123456", "9223372036854775807", " 12\n"] {
            assert_eq!(NumericId::parse(good).map(|id| id.to_string()), Ok(good.trim().into()));
        }
        for bad in ["0", "-1", "+1", "1.0", "1e3", "9223372036854775808", "١٢", "12a", "1 2"] {
            assert_eq!(NumericId::parse(bad), Err(Format), "{bad}");
        }
        assert_eq!(NumericId::parse(""), Err(Required));
    }
}
