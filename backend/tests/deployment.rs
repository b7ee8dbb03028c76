//! The nginx recipe, `backend/deploy/nginx.conf`, in front of two backends. `NGINX` names the program.

use std::net::SocketAddr;
use std::path::Path;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use reqwest::{Certificate, Client, Method, RequestBuilder, Response};
use serde_json::Value;
use teamwork_connect_backend::BackendConfig;

use crate::common::nginx::Nginx;
use crate::common::{Log, Second, TestBackend, fresh_key, projects};

const RECIPE: &str = include_str!("../deploy/nginx.conf");

/// The recipe with this test's addresses and files.
fn recipe(directory: &Path, port: u16, backends: [SocketAddr; 2]) -> String {
    let path = directory.display();
    let mut recipe = RECIPE.to_owned();
    for (own, here) in [
        ("127.0.0.1:8081", backends[0].to_string()),
        ("127.0.0.1:8082", backends[1].to_string()),
        ("listen 443 ssl http2", format!("listen 127.0.0.1:{port} ssl http2")),
        ("/etc/ssl/connect.example.pem", format!("{path}/certificate.pem")),
        ("/etc/ssl/private/connect.example.key", format!("{path}/key.pem")),
    ] {
        assert!(recipe.contains(own), "{own}");
        recipe = recipe.replace(own, &here);
    }
    recipe
}

/// A page behind the proxy.
struct Page {
    client: Client,
    base: String,
    cookie: String,
}

impl Page {
    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.base));
        request
            .header("X-Requested-With", "teamwork-connect")
            .header("Origin", "https://connect.example")
            .header("Cookie", &self.cookie)
    }

    async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).header("Accept-Encoding", "gzip").send().await.unwrap()
    }
}

#[tokio::test]
async fn behind_nginx_there_is_tls_compression_and_the_client_address() {
    let log = Log::get();
    let settings = |config: &mut BackendConfig| {
        config.public_url = "https://connect.example/api".parse().unwrap();
        config.trusted_proxies = vec!["127.0.0.1".parse().map(std::net::IpAddr::into).unwrap()];
    };
    let backend = TestBackend::start_with(settings).await;
    let mut config = backend.config();
    settings(&mut config);
    let second = Second::start(config).await;
    let directory = tempfile::tempdir().unwrap();
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(["connect.example".to_owned()]).unwrap();
    std::fs::write(directory.path().join("certificate.pem"), cert.pem()).unwrap();
    std::fs::write(directory.path().join("key.pem"), signing_key.serialize_pem()).unwrap();
    // A port that was free a moment ago.
    let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let nginx = std::env::var_os("NGINX").expect("NGINX names the program");
    let backends = [backend.address, second.address];
    let recipe = recipe(directory.path(), address.port(), backends);
    let _nginx = Nginx::run(nginx.as_ref(), directory, &recipe, address).await;

    let client = Client::builder()
        .add_root_certificate(Certificate::from_pem(cert.pem().as_bytes()).unwrap())
        .resolve("connect.example", address)
        .no_proxy()
        .build()
        .unwrap();
    let base = format!("https://connect.example:{}/api", address.port());
    let mut page = Page { client, base, cookie: String::new() };
    let answer = page.get("/config").await;
    assert_eq!(answer.status(), 200);
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.starts_with("__Host-teamwork-connect-session="), "{cookie}");
    page.cookie = cookie.split(';').next().unwrap().to_owned();

    // Whichever backend creates it, the other one knows it.
    let created = page
        .request(Method::POST, "/connections")
        .header("Idempotency-Key", fresh_key())
        .json(&projects(&"ü".repeat(100), "the-key"));
    let created = created.send().await.unwrap();
    assert_eq!(created.status(), 201);
    let location = created.headers()["location"].to_str().unwrap().to_owned();
    let path = location.strip_prefix("https://connect.example/api").unwrap();
    let mut etags = Vec::new();
    for _ in 0..2 {
        let read = page.get(path).await;
        assert_eq!(read.status(), 200);
        assert_eq!(read.headers()["content-encoding"], "gzip");
        etags.push(read.headers()["etag"].to_str().unwrap().to_owned());
    }
    assert_eq!(etags, ["W/\"1\"", "W/\"1\""], "compression weakens the ETag");
    let replaced = page
        .request(Method::PUT, path)
        .header("Idempotency-Key", fresh_key())
        .header("If-Match", &etags[0])
        .json(&projects("Renamed", "the-key"));
    assert_eq!(replaced.send().await.unwrap().status(), 200, "the version is the same");

    // The address claimed by a client doesn't count.
    let refused = page.client.post(format!("{}/connections", page.base));
    let refused = refused.header("X-Forwarded-For", "203.0.113.9").header("Cookie", &page.cookie);
    let refused = refused.send().await.unwrap();
    assert_eq!(refused.status(), 403);
    let _: Value = refused.json().await.unwrap();
    assert!(log.audited("request.refused", &["ip=127.0.0.1"]) > 0);
    assert_eq!(log.audited("request.refused", &["ip=203.0.113.9"]), 0);
    second.stop().await;
}
