//! The URL at which browsers reach the backend.

use url::{Host, Url};

use crate::authority::Authority;
use crate::start_error::StartError;

/// The validated public URL of the backend, without a trailing slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PublicUrl {
    origin: String,
    authority: Authority,
    default_port: u16,
    path: String,
    secure: bool,
    loopback: bool,
}

impl PublicUrl {
    pub(crate) fn new(url: &Url) -> Result<Self, StartError> {
        let refuse = |why| Err(StartError::PublicUrl(why));
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return refuse("it must start with http:// or https:// and have a hostname");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return refuse("it must not contain a username or password");
        }
        if url.query().is_some() || url.fragment().is_some() {
            return refuse("it must not have a query or fragment");
        }
        let path = url.path().trim_end_matches('/');
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
        if !path.bytes().all(plain) || path.contains("//") {
            return refuse("its path can contain only letters, digits, and -._~");
        }
        let authority = url.port().map_or_else(
            || url.host_str().unwrap_or_default().to_owned(),
            |port| format!("{}:{port}", url.host_str().unwrap_or_default()),
        );
        let Ok(authority) = Authority::parse(&authority) else {
            return refuse("its hostname can contain only letters, digits, and -._");
        };
        Ok(Self {
            authority,
            default_port: if url.scheme() == "https" { 443 } else { 80 },
            origin: url.origin().ascii_serialization(),
            path: path.to_owned(),
            secure: url.scheme() == "https",
            loopback: match url.host() {
                Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
                Some(Host::Ipv4(address)) => address.is_loopback(),
                Some(Host::Ipv6(address)) => address.is_loopback(),
                None => false,
            },
        })
    }

    /// Returns the path below which all routes are mounted: empty, or with a leading and without a
    /// trailing slash.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// Returns whether browsers reach it over TLS.
    pub(crate) const fn is_secure(&self) -> bool {
        self.secure
    }

    /// Returns whether it is on this machine and without TLS.
    pub(crate) const fn is_plain_loopback(&self) -> bool {
        self.loopback && !self.secure
    }

    /// Returns the authority that requests for it carry.
    pub(crate) const fn authority(&self) -> &Authority {
        &self.authority
    }

    /// Returns the default port of its scheme.
    pub(crate) const fn default_port(&self) -> u16 {
        self.default_port
    }

    /// Returns whether browsers reach it without TLS on another machine. Then anyone on the network
    /// can read the traffic.
    pub(crate) const fn is_plain_and_remote(&self) -> bool {
        !self.loopback && !self.secure
    }

    /// Returns its origin, as browsers send it.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// Returns the URL of a path below it.
    pub(crate) fn join(&self, path: &str) -> String {
        format!("{}{}{path}", self.origin, self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::PublicUrl;

    #[test]
    fn keeps_the_path_without_a_trailing_slash() {
        for (url, path, joined) in [
            ("http://localhost:8080/api/", "/api", "http://localhost:8080/api/x"),
            ("https://app.example", "", "https://app.example/x"),
            ("https://app.example:443/a/b", "/a/b", "https://app.example/a/b/x"),
        ] {
            let url = PublicUrl::new(&url.parse().unwrap()).unwrap();
            assert_eq!((url.path(), url.join("/x").as_str()), (path, joined));
        }
    }

    #[test]
    fn recognizes_this_machine() {
        for (url, plain_loopback) in [
            ("http://localhost:8080/api", true),
            ("http://app.localhost", true),
            ("http://127.0.0.2", true),
            ("http://[::1]:8080", true),
            ("https://localhost", false),
            ("http://localhost.example", false),
            ("http://192.168.1.1", false),
        ] {
            let parsed = PublicUrl::new(&url.parse().unwrap()).unwrap();
            assert_eq!(parsed.is_plain_loopback(), plain_loopback, "{url}");
        }
    }

    #[test]
    fn rejects_urls_that_it_cannot_serve() {
        for bad in [
            "ftp://localhost/",
            "file:///api",
            "mailto:a@b.example",
            "http://user@localhost/",
            "http://localhost/?a",
            "http://localhost/#a",
            "http://localhost/{a}",
            "http://localhost//api",
        ] {
            assert!(PublicUrl::new(&bad.parse().unwrap()).is_err(), "{bad}");
        }
    }
}
