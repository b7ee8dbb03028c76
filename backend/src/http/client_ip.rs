//! The address of the client.

use core::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, HeaderName, header};
use ipnet::IpNet;

use crate::app::App;

/// The address of the client, if known, from the connection or from a proxy's header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ClientIp(pub(crate) Option<IpAddr>);

impl ClientIp {
    /// Returns the address of the client. A header counts only if a trusted proxy sent it, and only
    /// the entries that trusted proxies appended, read from its end. Without a usable entry, the
    /// proxy's own address is returned, so that limits by address still apply.
    pub(crate) fn find(app: &App, headers: &HeaderMap, extensions: &Extensions) -> Self {
        let peer = extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map(|ConnectInfo(address)| address.ip().to_canonical());
        let found =
            peer.map(|peer| behind(peer, headers, &app.client_ip_header, &app.trusted_proxies));
        Self(found)
    }

    /// Returns the network that identifies the client: one owner has many IPv6 addresses.
    pub(crate) fn network(self) -> Option<String> {
        self.0.map(network)
    }
}

/// Returns the key of an address: an IPv4 address itself, or the /64 network of an IPv6 address.
pub(crate) fn network(ip: IpAddr) -> String {
    match ip.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let network = address.to_bits() & !u128::from(u64::MAX);
            format!("{}/64", Ipv6Addr::from_bits(network))
        }
    }
}

fn behind(peer: IpAddr, headers: &HeaderMap, name: &HeaderName, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |ip: &IpAddr| trusted.iter().any(|network| network.contains(ip));
    let mut found = peer;
    if !is_trusted(&peer) {
        return found;
    }
    let lines = headers.get_all(name).into_iter().rev();
    for entry in lines.flat_map(|line| line.to_str().unwrap_or("?").rsplit(',')) {
        let address = if *name == header::FORWARDED { forwarded_for(entry) } else { Some(entry) };
        // Entries before an invalid one can't be trusted either.
        let Some(ip) = address.and_then(parse) else { break };
        found = ip;
        if !is_trusted(&ip) {
            break;
        }
    }
    found
}

/// Returns the value of `for` in an element of `Forwarded` (RFC 7239).
fn forwarded_for(element: &str) -> Option<&str> {
    let mut pairs = element.split(';').filter_map(|pair| pair.trim().split_once('='));
    let (_, value) = pairs.find(|(name, _)| name.eq_ignore_ascii_case("for"))?;
    let value = value.trim();
    Some(value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value))
}

/// Parses an address as proxies write it: with or without a port, and IPv6 with or without
/// brackets.
fn parse(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let ip: Option<IpAddr> = bare.parse().ok();
    let ip = ip.or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))?;
    Some(ip.to_canonical())
}

impl FromRequestParts<App> for ClientIp {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self::find(app, &parts.headers, &parts.extensions))
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

    use super::{behind, network, parse};

    #[test]
    fn an_ipv6_network_counts_as_one_client() {
        let network = |ip: &str| network(ip.parse().unwrap());
        assert_eq!(network("192.0.2.1"), "192.0.2.1");
        assert_eq!(network("::ffff:192.0.2.1"), "192.0.2.1");
        assert_eq!(network("2001:db8:1:2:3::4"), "2001:db8:1:2::/64");
    }

    fn found(peer: &str, name: HeaderName, lines: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(name.clone(), HeaderValue::from_str(line).unwrap());
        }
        let trusted = ["10.0.0.0/8".parse().unwrap(), "fd00::/8".parse().unwrap()];
        behind(peer.parse().unwrap(), &headers, &name, &trusted).to_string()
    }

    #[test]
    fn m8_the_list_is_read_from_its_end_while_proxies_are_trusted() {
        for (peer, lines, expected) in [
            ("192.0.2.9", vec!["198.51.100.7"], "192.0.2.9"),
            ("10.0.0.1", vec![], "10.0.0.1"),
            ("10.0.0.1", vec![""], "10.0.0.1"),
            ("10.0.0.1", vec!["192.0.2.1"], "192.0.2.1"),
            ("10.0.0.1", vec!["198.51.100.7, 192.0.2.1"], "192.0.2.1"),
            ("10.0.0.1", vec!["198.51.100.7,192.0.2.1 ,10.1.1.1"], "192.0.2.1"),
            ("10.0.0.1", vec!["198.51.100.7, 192.0.2.1", "10.1.1.1"], "192.0.2.1"),
            ("10.0.0.1", vec!["10.2.2.2, 10.1.1.1"], "10.2.2.2"),
            ("10.0.0.1", vec!["192.0.2.1, unknown"], "10.0.0.1"),
            ("10.0.0.1", vec!["192.0.2.1, unknown, 10.1.1.1"], "10.1.1.1"),
            ("fd00::1", vec!["[2001:db8::1]:443"], "2001:db8::1"),
        ] {
            let name = HeaderName::from_static("x-forwarded-for");
            assert_eq!(found(peer, name, &lines), expected, "{peer} {lines:?}");
        }
    }

    #[test]
    fn m8_parses_the_forwarded_header() {
        for (line, expected) in [
            ("for=192.0.2.1", "192.0.2.1"),
            ("for=198.51.100.7, proto=https;For=\"192.0.2.1:4711\";by=10.0.0.1", "192.0.2.1"),
            ("for=\"[2001:db8::1]:4711\"", "2001:db8::1"),
            ("for=\"[2001:db8::1]\"", "2001:db8::1"),
            ("for=192.0.2.1, for=_hidden", "10.0.0.1"),
            ("for=192.0.2.1, proto=https", "10.0.0.1"),
        ] {
            assert_eq!(found("10.0.0.1", header::FORWARDED, &[line]), expected, "{line}");
        }
    }

    #[test]
    fn m8_parses_addresses_with_and_without_ports_and_brackets() {
        for (text, expected) in [
            (" 192.0.2.1 ", Some("192.0.2.1")),
            ("192.0.2.1:80", Some("192.0.2.1")),
            ("2001:db8::1", Some("2001:db8::1")),
            ("[2001:db8::1]", Some("2001:db8::1")),
            ("[2001:db8::1]:80", Some("2001:db8::1")),
            ("::ffff:192.0.2.1", Some("192.0.2.1")),
            ("", None),
            ("unknown", None),
            ("192.0.2.1:", None),
            ("192.0.2", None),
            ("[192.0.2.1", None),
            ("app.example", None),
        ] {
            let expected: Option<IpAddr> = expected.map(|text| text.parse().unwrap());
            assert_eq!(parse(text), expected, "{text}");
        }
    }
}
