//! Seeing to it that the ports are free before anything is started.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use anyhow::{Result, bail};

/// One port that is going to be listened on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Port {
    /// Its number.
    pub(super) number: u16,
    /// What is going to listen on it.
    pub(super) user: &'static str,
    /// The option that chooses another one.
    pub(super) option: &'static str,
}

/// Refuses ports that are taken already, or wanted twice.
pub(super) fn check(ports: &[Port]) -> Result<()> {
    for (index, port) in ports.iter().enumerate() {
        if let Some(other) = ports[..index].iter().find(|other| other.number == port.number) {
            bail!(
                "port {} can't be used for both {} and {}; choose another with {}",
                port.number,
                other.user,
                port.user,
                port.option
            );
        }
        if is_taken(port.number) {
            bail!(
                "port {} is in use, but {} needs it; stop the program that uses it, or choose \
                 another with {}",
                port.number,
                port.user,
                port.option
            );
        }
    }
    Ok(())
}

/// `localhost` is two addresses, and a browser may try either.
fn is_taken(port: u16) -> bool {
    [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)].into_iter().any(|ip| {
        let address = SocketAddr::new(ip, port);
        // Where a listener on all addresses does not hinder one on a single address, it answers.
        let answers = TcpStream::connect_timeout(&address, Duration::from_millis(200)).is_ok();
        answers || cannot_be_bound(address)
    })
}

fn cannot_be_bound(address: SocketAddr) -> bool {
    match TcpListener::bind(address) {
        Ok(_) => false,
        // A machine may be without IPv6 altogether.
        Err(error) => address.is_ipv4() || error.kind() == std::io::ErrorKind::AddrInUse,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn port(number: u16) -> Port {
        Port { number, user: "the page", option: "--page-port" }
    }

    #[test]
    fn a_taken_port_is_named_with_its_user_and_option() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let number = listener.local_addr().unwrap().port();
        let error = check(&[port(number)]).unwrap_err().to_string();
        for word in [number.to_string().as_str(), "the page", "--page-port"] {
            assert!(error.contains(word), "{error}");
        }
        drop(listener);
        check(&[port(number)]).unwrap();
    }

    #[test]
    fn a_port_is_not_given_twice() {
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        assert!(check(&[port(free), port(free)]).unwrap_err().to_string().contains("both"));
    }
}
