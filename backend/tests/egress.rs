//! Outgoing calls: through a proxy, and with a private certificate authority.

use std::net::SocketAddr;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use teamwork_connect_backend::Egress;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

use crate::common::{TestBackend, projects};

/// A proxy that rejects every request, and reports what was requested.
async fn proxy() -> (SocketAddr, mpsc::UnboundedReceiver<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (asked, told) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let mut stream = BufReader::new(stream);
            let mut lines = Vec::new();
            loop {
                let mut line = String::new();
                stream.read_line(&mut line).await.unwrap();
                if line.trim().is_empty() {
                    break;
                }
                lines.push(line.trim().to_owned());
            }
            asked.send(lines).unwrap();
            stream.write_all(b"HTTP/1.1 502 Bad Gateway\r\n\r\n").await.unwrap();
        }
    });
    (address, told)
}

#[tokio::test]
async fn l9_calls_use_the_configured_proxy() {
    let (address, mut told) = proxy().await;
    let url = format!("http://user:secret@{address}").parse().unwrap();
    let backend = TestBackend::start_with(|config| {
        config.sandbox_url = None;
        config.egress = Egress::default().by_proxy(&url).unwrap();
    })
    .await;
    let report = backend.caller().await.test(&projects("Acme", "key")).await;
    assert_eq!(report["ok"], false);
    let asked = told.recv().await.unwrap();
    assert_eq!(asked[0], "CONNECT acme.eu.teamwork.com:443 HTTP/1.1");
    let has = |header: &str| asked.iter().any(|line| line.eq_ignore_ascii_case(header));
    assert!(has("proxy-authorization: Basic dXNlcjpzZWNyZXQ="), "{asked:?}");
}

/// A server on this machine with a certificate of an unknown authority, and its PEM.
async fn tls_server() -> (SocketAddr, String) {
    let mut params = CertificateParams::new([]).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(["localhost".to_owned()]).unwrap();
    let certificate = params.signed_by(&key, &authority).unwrap();
    let key = PrivatePkcs8KeyDer::from(key.serialize_der());
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key.into())
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // A client that doesn't trust it hangs up.
            let Ok(mut stream) = acceptor.accept(stream).await else { continue };
            let mut request = [0; 4096];
            let _ = stream.read(&mut request).await;
            let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
            let _ = stream.write_all(answer).await;
            let _ = stream.shutdown().await;
        }
    });
    (address, authority.pem())
}

#[tokio::test]
async fn l9_a_configured_certificate_authority_is_trusted() {
    let (address, pem) = tls_server().await;
    for (egress, trusted) in
        [(Egress::default(), false), (Egress::default().trusting(pem.as_bytes()).unwrap(), true)]
    {
        let backend = TestBackend::start_with(|config| {
            let url = format!("https://localhost:{}", address.port());
            config.sandbox_url = Some(url.parse().unwrap());
            config.egress = egress;
        })
        .await;
        let report = backend.caller().await.test(&projects("Acme", "key")).await;
        assert_eq!(report["ok"], trusted, "{report}");
    }
}
