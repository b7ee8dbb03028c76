//! The address that a request comes from.

use core::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;

use crate::app::App;

/// The address that a request comes from, where it is known: from the server, or from a header that a proxy
/// sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ClientIp(pub(crate) Option<IpAddr>);

impl ClientIp {
    /// Who it is, as far as an address says: one of version 6 is one of many that its owner has.
    pub(crate) fn network(self) -> Option<String> {
        Some(match self.0?.to_canonical() {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => {
                let network = address.to_bits() & !u128::from(u64::MAX);
                format!("{}/64", Ipv6Addr::from_bits(network))
            }
        })
    }
}

impl FromRequestParts<App> for ClientIp {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let Some(name) = &app.client_ip_header else {
            let server = parts.extensions.get::<ConnectInfo<SocketAddr>>();
            return Ok(Self(server.map(|ConnectInfo(address)| address.ip())));
        };
        // The proxy appends what it sees to what the client says, which may be anything.
        let last = parts.headers.get_all(name).into_iter().next_back();
        let last = last.and_then(|value| value.to_str().ok()?.rsplit(',').next());
        Ok(Self(last.and_then(|address| address.trim().parse().ok())))
    }
}

#[cfg(test)]
mod tests {
    use super::ClientIp;

    #[test]
    fn a_network_is_one_owners() {
        let network = |ip: &str| ClientIp(Some(ip.parse().unwrap())).network().unwrap();
        assert_eq!(network("192.0.2.1"), "192.0.2.1");
        assert_eq!(network("::ffff:192.0.2.1"), "192.0.2.1");
        assert_eq!(network("2001:db8:1:2:3::4"), "2001:db8:1:2::/64");
        assert_eq!(ClientIp(None).network(), None);
    }
}
