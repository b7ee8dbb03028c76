//! The origin of a page, as browsers send it.

use axum::http::HeaderValue;
use thiserror::Error;
use url::Url;

/// An origin such as `https://app.example`: scheme, hostname, and the port unless it is the
/// scheme's default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(HeaderValue);

/// The text is not a valid origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("An origin must look like https://app.example, without a trailing slash.")]
pub struct OriginError;

impl Origin {
    /// Parses an origin.
    ///
    /// # Errors
    /// Returns an error if the text has a path or is not an http or https origin. `null` and `*`
    /// are not accepted.
    pub fn parse(text: &str) -> Result<Self, OriginError> {
        let url = Url::parse(text).map_err(|_| OriginError)?;
        let origin = url.origin().ascii_serialization();
        if !matches!(url.scheme(), "http" | "https") || origin != text {
            return Err(OriginError);
        }
        HeaderValue::try_from(origin).map(Self).map_err(|_| OriginError)
    }

    pub(crate) const fn as_header(&self) -> &HeaderValue {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Origin;

    #[test]
    fn accepts_only_origins() {
        for good in ["https://app.example", "http://localhost:8080"] {
            assert!(Origin::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "*",
            "null",
            "",
            "app.example",
            "https://app.example/",
            "https://a@b.example",
            "https://APP.example",
            "https://app.example:443",
            "file:///x",
        ] {
            assert!(Origin::parse(bad).is_err(), "{bad}");
        }
    }
}
