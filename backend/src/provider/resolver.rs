//! Name resolution that never leads back into the operator's own network.

use std::net::SocketAddr;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use thiserror::Error;

use super::public_address::is_public;

/// The system's resolver, without the addresses that are not public. The client connects to what this
/// gives, so that a name cannot point elsewhere in between.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PublicResolver;

/// DNS does not know the backend, or only at addresses where Teamwork cannot be.
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

/// Whether DNS could not be asked, rather than not knowing. The standard library tells them apart by
/// their texts alone: those of glibc, musl and macOS, and the codes of Windows.
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
    fn keeps_public_addresses_only() {
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
