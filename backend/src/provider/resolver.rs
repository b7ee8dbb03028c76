//! DNS resolution that never returns addresses in the operator's own network.

use std::net::SocketAddr;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use thiserror::Error;

use super::public_address::is_public;

/// The system's resolver, without addresses that are not public. The client connects to exactly the
/// returned addresses, so a hostname can't change its target in between.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PublicResolver;

/// The hostname doesn't exist in DNS, or only with addresses where Teamwork can't be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("Hostname not found.")]
pub(crate) struct NoSuchHost;

impl Resolve for PublicResolver {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            match tokio::net::lookup_host((name.as_str(), 0)).await {
                Ok(found) => public_only(found),
                Err(cause) if is_temporary(&cause) => Err(cause.into()),
                Err(_) => Err(NoSuchHost.into()),
            }
        })
    }
}

fn public_only(
    found: impl Iterator<Item = SocketAddr>,
) -> Result<Addrs, Box<dyn std::error::Error + Send + Sync>> {
    let public: Vec<SocketAddr> = found.filter(|address| is_public(address.ip())).collect();
    if public.is_empty() {
        return Err(NoSuchHost.into());
    }
    Ok(Box::new(public.into_iter()))
}

/// Returns whether the lookup failed temporarily, rather than finding no such name. The standard
/// library distinguishes them only by their messages: those of glibc, musl and macOS, and the codes
/// of Windows.
fn is_temporary(cause: &std::io::Error) -> bool {
    const TRY_AGAIN: i32 = 11002;
    let text = cause.to_string();
    cause.raw_os_error() == Some(TRY_AGAIN)
        || text.contains("Temporary failure")
        || text.contains("Try again")
}

#[cfg(test)]
mod tests {
    use super::{NoSuchHost, public_only};

    #[test]
    fn keeps_only_public_addresses() {
        let resolve = |addresses: &[&str]| {
            let found: Vec<_> = addresses.iter().map(|a| a.parse().unwrap()).collect();
            public_only(found.into_iter()).map(Iterator::collect::<Vec<_>>)
        };
        let mixed = resolve(&["127.0.0.1:0", "93.184.216.34:0", "[::1]:0"]).unwrap();
        assert_eq!(mixed, ["93.184.216.34:0".parse().unwrap()]);
        for only in [&["10.0.0.1:0", "[fd00::1]:0"][..], &[]] {
            assert!(resolve(only).err().is_some_and(|error| error.is::<NoSuchHost>()));
        }
    }
}
