//! The name of a site: the label before `.teamwork.com`.

use core::fmt;

use crate::FieldCode;

/// Labels below teamwork.com that Teamwork reserves for itself.
const RESERVED: [&str; 7] = ["www", "api", "eu", "authenticate", "developer", "apidocs", "support"];

/// A site name: one lowercase DNS label that is not reserved.
///
/// Teamwork does not document which characters it allows, so this uses the hostname rule (RFC 1123, section 2.1),
/// without the `??--` labels of RFC 5891, which could look like another name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SiteName(String);

impl SiteName {
    /// The maximum length of a DNS label, in bytes (RFC 1035, section 2.3.4).
    pub const MAX_LENGTH: usize = 63;

    /// Parses a bare label and converts it to lowercase.
    ///
    /// # Errors
    ///
    /// [`FieldCode::Required`] for empty text, `TooLong`, `Format`, or `Reserved`.
    pub fn parse(label: &str) -> Result<Self, FieldCode> {
        let bytes = label.as_bytes();
        let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else {
            return Err(FieldCode::Required);
        };
        let letters_digits_hyphens =
            bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
        if !letters_digits_hyphens || *first == b'-' || *last == b'-' {
            return Err(FieldCode::Format);
        }
        if bytes.len() > Self::MAX_LENGTH {
            return Err(FieldCode::TooLong);
        }
        if bytes.get(2..4) == Some(b"--") {
            return Err(FieldCode::Format);
        }
        let label = label.to_ascii_lowercase();
        if RESERVED.contains(&label.as_str()) {
            return Err(FieldCode::Reserved);
        }
        Ok(Self(label))
    }

    /// The label.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SiteName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::SiteName;
    use crate::FieldCode::{Format, Required, Reserved, TooLong};

    #[test]
    fn folds_case() {
        assert_eq!(SiteName::parse("AcMe-1").map(|name| name.to_string()), Ok("acme-1".into()));
    }

    #[test]
    fn names_what_is_wrong() {
        let long = "a".repeat(64);
        for (label, code) in [
            ("", Required),
            ("-acme", Format),
            ("acme-", Format),
            ("ac_me", Format),
            ("acme.eu", Format),
            ("xn--acme", Format),
            ("ab--c", Format),
            ("EU", Reserved),
            ("www", Reserved),
            (long.as_str(), TooLong),
        ] {
            assert_eq!(SiteName::parse(label), Err(code), "{label}");
        }
        assert!(SiteName::parse(&long[1..]).is_ok());
        assert!(SiteName::parse("a--b").is_ok(), "hyphens elsewhere are fine");
    }
}
