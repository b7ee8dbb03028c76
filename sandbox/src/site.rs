//! The site that a request is for.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

use crate::api_error::ApiError;

/// The site of an account, from the `Host` header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Site {
    /// The label before the suffix, such as `acme`.
    pub(crate) name: String,
    /// Whether it is in the EU region.
    pub(crate) eu: bool,
}

/// The name of the only site that doesn't exist.
const MISSING: &str = "missing";

impl Site {
    /// Returns the site with this hostname, or `None` if Teamwork has no such site.
    pub(crate) fn parse(host: &str) -> Option<Self> {
        let label = host.strip_suffix(".teamwork.com")?;
        let (name, eu) = match label.strip_suffix(".eu") {
            Some(name) => (name, true),
            None => (label, false),
        };
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let exists =
            !name.is_empty() && name.bytes().all(plain) && name != MISSING && name != "www";
        exists.then(|| Self { name: name.to_owned(), eu })
    }

    /// Returns its hostname.
    pub(crate) fn host(&self) -> String {
        let region = if self.eu { ".eu" } else { "" };
        format!("{}{region}.teamwork.com", self.name)
    }

    /// Returns its URL, as in responses.
    pub(crate) fn url(&self) -> String {
        format!("https://{}", self.host())
    }

    /// Returns the ID of its installation. It is stable, and different for most sites.
    pub(crate) fn id(&self) -> u32 {
        let sum = self
            .host()
            .bytes()
            .fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
        100_000 + sum % 900_000
    }
}

impl<S: Sync> FromRequestParts<S> for Site {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, ApiError> {
        Self::parse(&host_of(&parts.headers)).ok_or(ApiError::NotFound)
    }
}

/// Returns the request's hostname, in lower case and without a port.
pub(crate) fn host_of(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let host = host.unwrap_or_default().to_ascii_lowercase();
    match host.rsplit_once(':') {
        Some((name, _port)) => name.to_owned(),
        None => host,
    }
}

#[cfg(test)]
mod tests {
    use super::Site;

    #[test]
    fn distinguishes_sites() {
        let urls = |host| Site::parse(host).map(|site| site.url());
        assert_eq!(urls("acme.teamwork.com").as_deref(), Some("https://acme.teamwork.com"));
        assert_eq!(urls("acme.eu.teamwork.com").as_deref(), Some("https://acme.eu.teamwork.com"));
        for nobody in [
            "missing.teamwork.com",
            "missing.eu.teamwork.com",
            "www.teamwork.com",
            "teamwork.com",
            ".teamwork.com",
            "a.b.teamwork.com",
            "a b.teamwork.com",
            "<b>.teamwork.com",
            "acme.teamwork.com.example",
            "127.0.0.1",
        ] {
            assert_eq!(urls(nobody), None, "{nobody}");
        }
    }
}
