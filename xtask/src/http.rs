//! A minimal HTTP client that checks whether one of our servers responds.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::time::Duration;

/// The response status of `GET path` on this machine, if there is a response. `localhost` resolves to two
/// addresses, and a server may listen on either.
pub(crate) fn status(port: u16, path: &str) -> Option<u16> {
    let addresses = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
    addresses.into_iter().find_map(|ip| status_at(SocketAddr::new(ip, port), path))
}

/// The session cookie of the reference backend on this port, as sent in a request.
pub(crate) fn session(port: u16) -> Option<String> {
    let address = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port);
    let header = "X-Requested-With: teamwork-connect\r\n";
    cookie_of(&answer_of(address, "/api/config", header, 4096)?)
}

/// The response body of `GET path` on this port.
pub(crate) fn body(port: u16, path: &str) -> Option<String> {
    let address = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port);
    body_of(&answer_of(address, path, "", 1 << 22)?)
}

fn status_at(address: SocketAddr, path: &str) -> Option<u16> {
    status_of(&answer_of(address, path, "", 64)?)
}

/// The beginning of a response.
fn answer_of(address: SocketAddr, path: &str, headers: &str, bytes: u64) -> Option<Vec<u8>> {
    let port = address.port();
    let patience = Duration::from_secs(2);
    let mut stream = TcpStream::connect_timeout(&address, patience).ok()?;
    stream.set_read_timeout(Some(patience)).ok()?;
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\n{headers}Connection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = Vec::new();
    stream.take(bytes).read_to_end(&mut answer).ok()?;
    Some(answer)
}

fn cookie_of(answer: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(answer);
    let line = text.lines().find(|line| line.to_ascii_lowercase().starts_with("set-cookie:"))?;
    Some(line.split_once(':')?.1.split(';').next()?.trim().to_owned())
}

/// The body of a 200 response that has a length.
fn body_of(answer: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(answer).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let whole = status_of(answer) == Some(200)
        && head.to_ascii_lowercase().contains(&format!("\r\ncontent-length: {}", body.len()));
    whole.then(|| body.to_owned())
}

fn status_of(answer: &[u8]) -> Option<u16> {
    let text = String::from_utf8_lossy(answer);
    text.strip_prefix("HTTP/1.1 ")?.get(..3)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, TcpListener};

    use super::{body_of, cookie_of, status, status_of};

    #[test]
    fn finds_a_server_on_either_address() {
        for ip in [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)] {
            // A machine may not have IPv6 at all.
            let Ok(listener) = TcpListener::bind((ip, 0)) else {
                assert!(ip.is_ipv6());
                continue;
            };
            let port = listener.local_addr().unwrap().port();
            let server = std::thread::spawn(move || {
                let (mut stream, _) = listener.accept().unwrap();
                // Unread data would reset the connection.
                assert!(BufReader::new(&stream).lines().any(|line| line.unwrap().is_empty()));
                stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").unwrap();
            });
            assert_eq!(status(port, "/"), Some(204), "{ip}");
            server.join().unwrap();
        }
    }

    #[test]
    fn reads_the_cookie_without_its_attributes() {
        let answer = b"HTTP/1.1 200 OK\r\nset-cookie: a=b; Path=/api; HttpOnly\r\n\r\n{}";
        assert_eq!(cookie_of(answer).as_deref(), Some("a=b"));
        assert_eq!(cookie_of(b"HTTP/1.1 200 OK\r\n\r\n"), None);
    }

    #[test]
    fn reads_only_complete_bodies() {
        let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
        assert_eq!(body_of(answer).as_deref(), Some("{}"));
        assert_eq!(body_of(&answer[..answer.len() - 1]), None);
        assert_eq!(body_of(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"), None);
    }

    #[test]
    fn the_status_is_read_from_the_first_line() {
        assert_eq!(status_of(b"HTTP/1.1 404 Not Found\r\n"), Some(404));
        assert_eq!(status_of(b"HTTP/1.1 200"), Some(200));
        assert_eq!(status_of(b"SSH-2.0-OpenSSH\r\n"), None);
        assert_eq!(status_of(b""), None);
    }
}
