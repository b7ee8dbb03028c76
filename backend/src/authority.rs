//! The authority of a request: its hostname and port.

use std::net::SocketAddr;

use axum::http::uri;
use thiserror::Error;

/// The hostname and port of a request, such as `app.example` or `127.0.0.1:8081`, as sent in its
/// `Host` header. If the port is missing, the default port of the public URL's scheme applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// The hostname in lower case. An IPv6 address is in brackets.
    host: String,
    port: Option<u16>,
}

/// The text is not a valid authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("A hostname must look like app.example or 127.0.0.1:8081, without a scheme or path.")]
pub struct AuthorityError;

impl Authority {
    /// Parses a hostname or an IP address with an optional port.
    ///
    /// # Errors
    /// Returns an error for anything else, such as a URL or a pattern.
    pub fn parse(text: &str) -> Result<Self, AuthorityError> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._:[]".contains(&byte);
        if !text.bytes().all(plain) {
            return Err(AuthorityError);
        }
        let authority: uri::Authority = text.parse().map_err(|_| AuthorityError)?;
        let host = authority.host().to_ascii_lowercase();
        let port = match text.get(host.len()..) {
            _ if host.is_empty() => return Err(AuthorityError),
            Some("") => None,
            Some(rest) => {
                let digits = rest.strip_prefix(':').ok_or(AuthorityError)?;
                Some(digits.parse().map_err(|_| AuthorityError)?)
            }
            None => return Err(AuthorityError),
        };
        Ok(Self { host, port })
    }

    /// Returns the authorities by which clients on this machine reach a server that listens on
    /// `address`. The result is empty unless the server listens on a loopback address or on all
    /// addresses. No other website can take these names. Each is also returned without the port,
    /// because some proxies leave it out.
    #[must_use]
    pub fn of_listener(address: SocketAddr) -> Vec<Self> {
        let ip = address.ip();
        if !ip.is_loopback() && !ip.is_unspecified() {
            return Vec::new();
        }
        let own = if ip.is_ipv6() { format!("[{ip}]") } else { ip.to_string() };
        let mut hosts = vec!["localhost".to_owned(), "127.0.0.1".to_owned(), "[::1]".to_owned()];
        if ip.is_loopback() && !hosts.contains(&own) {
            hosts.push(own);
        }
        let named = |port| hosts.iter().map(move |host| Self { host: host.clone(), port });
        named(Some(address.port())).chain(named(None)).collect()
    }

    /// Returns whether both are equal if a missing port means `default_port`.
    pub(crate) fn is(&self, other: &Self, default_port: u16) -> bool {
        let port = |authority: &Self| authority.port.unwrap_or(default_port);
        self.host == other.host && port(self) == port(other)
    }

    /// Returns whether both are equal if a missing port matches any port.
    pub(crate) fn is_perhaps(&self, other: &Self, default_port: u16) -> bool {
        self.is(other, default_port) || self.host == other.host && other.port.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::Authority;

    fn is(one: &str, other: &str) -> bool {
        Authority::parse(one).unwrap().is(&Authority::parse(other).unwrap(), 443)
    }

    #[test]
    fn h1_authorities_are_compared_by_hostname_and_port() {
        assert!(is("APP.example", "app.example:443") && is("[::1]:1", "[::1]:1"));
        assert!(!is("app.example", "app.example:80") && !is("app.example", "app.example."));
    }

    #[test]
    fn h1_rejects_invalid_authorities() {
        for bad in [
            "",
            ":80",
            "a:",
            "a:b",
            "a:65536",
            "a:80:80",
            "a@b",
            "http://a",
            "a/b",
            "a b",
            "a,b",
            "*.example",
            "::1",
            "[::1",
            "%61",
            "ä",
        ] {
            assert!(Authority::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn h1_a_local_listener_has_the_names_of_this_machine() {
        let count = |address: &str| Authority::of_listener(address.parse().unwrap()).len();
        assert_eq!(count("127.0.0.1:8081"), 6);
        assert_eq!(count("127.0.0.2:8081"), 8);
        assert_eq!(count("0.0.0.0:8081"), 6);
        assert_eq!(count("[::]:8081"), 6);
        assert_eq!(count("192.0.2.1:8081"), 0);
    }
}
