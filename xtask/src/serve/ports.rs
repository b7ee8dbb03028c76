//! Checks that the ports are free before anything is started.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use anyhow::{Result, bail};

/// A port to listen on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Port {
    /// Its number.
    pub(super) number: u16,
    /// What will listen on it.
    pub(super) user: &'static str,
    /// The option to choose another port.
    pub(super) option: &'static str,
}

/// Fails if a port is taken, or assigned twice.
pub(super) fn check(ports: &[Port]) -> Result<()> {
    for (index, port) in ports.iter().enumerate() {
        if let Some(other) = ports[..index].iter().find(|other| other.number == port.number) {
            bail!(
                "port {} can't be used for both {} and {}; choose another one with {}",
                port.number,
                other.user,
                port.user,
                port.option
            );
        }
        if is_taken(port.number) {
            bail!(
                "port {} is taken, and {} needs it: stop the program that is listening there, or choose another port with {}",
                port.number,
                port.user,
                port.option
            );
        }
    }
    Ok(())
}

/// `localhost` resolves to two addresses, and a browser may try either.
fn is_taken(port: u16) -> bool {
    [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)].into_iter().any(|ip| {
        let address = SocketAddr::new(ip, port);
        // A listener on all addresses may not prevent binding to a single address, but it answers.
        let answers = TcpStream::connect_timeout(&address, Duration::from_millis(200)).is_ok();
        answers || cannot_be_bound(address)
    })
}

fn cannot_be_bound(address: SocketAddr) -> bool {
    match TcpListener::bind(address) {
        Ok(_) => false,
        // A machine may not have IPv6 at all.
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
    fn the_error_names_a_taken_port_with_its_user_and_option() {
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
    fn a_port_cannot_be_assigned_twice() {
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        assert!(check(&[port(free), port(free)]).unwrap_err().to_string().contains("both"));
    }
}
