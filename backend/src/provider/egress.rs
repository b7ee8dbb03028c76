//! How requests reach Teamwork from networks with rules of their own.

use core::fmt;

use reqwest::{Certificate, ClientBuilder, Proxy};
use thiserror::Error;
use url::Url;

/// How requests reach Teamwork. By default they go there directly and trust the certificate
/// authorities of Mozilla and of the system.
#[derive(Clone, Default)]
pub struct Egress {
    proxy: Option<Proxy>,
    authorities: Vec<Certificate>,
}

/// Why an egress setting can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EgressError {
    /// The proxy's URL is not an http or https URL.
    #[error("The proxy must be an http or https URL.")]
    Proxy,
    /// The text contains no PEM certificate.
    #[error("No PEM certificate found.")]
    Authorities,
}

impl Egress {
    /// Sends requests through this HTTP proxy, whose URL may contain a user name and a password.
    /// The proxy then resolves the hostnames of Teamwork's sites, so it must refuse private
    /// addresses.
    ///
    /// # Errors
    /// Returns an error if the URL is not an http or https URL.
    pub fn by_proxy(mut self, url: &Url) -> Result<Self, EgressError> {
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return Err(EgressError::Proxy);
        }
        self.proxy = Some(Proxy::all(url.clone()).map_err(|_| EgressError::Proxy)?);
        Ok(self)
    }

    /// Also trusts these certificate authorities, given as one or more PEM certificates.
    ///
    /// # Errors
    /// Returns an error if the text contains no certificate.
    pub fn trusting(mut self, pem: &[u8]) -> Result<Self, EgressError> {
        let more = Certificate::from_pem_bundle(pem).map_err(|_| EgressError::Authorities)?;
        if more.is_empty() {
            return Err(EgressError::Authorities);
        }
        self.authorities.extend(more);
        Ok(self)
    }

    /// Returns whether a proxy resolves the hostnames.
    pub(crate) const fn has_proxy(&self) -> bool {
        self.proxy.is_some()
    }

    pub(crate) fn apply(self, builder: ClientBuilder) -> ClientBuilder {
        // Only this setting counts, never a proxy from the environment.
        let mut builder = builder.no_proxy();
        if let Some(proxy) = self.proxy {
            builder = builder.proxy(proxy);
        }
        for authority in self.authorities {
            builder = builder.add_root_certificate(authority);
        }
        builder
    }
}

impl fmt::Debug for Egress {
    /// Omits the proxy's password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Egress")
            .field("proxy", &self.has_proxy())
            .field("authorities", &self.authorities.len())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{Egress, EgressError};

    #[test]
    fn l9_rejects_invalid_proxies_and_certificates() {
        for bad in ["socks5://localhost:1", "file:///proxy", "mailto:a@b.example"] {
            let error = Egress::default().by_proxy(&bad.parse().unwrap()).unwrap_err();
            assert_eq!(error, EgressError::Proxy, "{bad}");
        }
        for bad in ["", "x", "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----"] {
            let error = Egress::default().trusting(bad.as_bytes()).unwrap_err();
            assert_eq!(error, EgressError::Authorities, "{bad}");
        }
    }

    #[test]
    fn l9_hides_the_password_of_the_proxy() {
        let url = "http://user:canary@localhost:3128".parse().unwrap();
        let egress = Egress::default().by_proxy(&url).unwrap();
        assert!(!format!("{egress:?}").contains("canary"));
    }
}
