//! A host on a loopback socket over a database file of its own, with the sandbox in Teamwork's place.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use reqwest::{Client, Method, RequestBuilder, Response, redirect};
use serde_json::{Value, json};
use teamwork_connect_host::{Clock, EncryptionKeys, Host, HostConfig};
use teamwork_connect_sandbox::Sandbox;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub(crate) const KEYS: &str = "test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

/// A running host, and the directory with its database.
pub(crate) struct TestHost {
    pub(crate) host: Host,
    pub(crate) sandbox: Sandbox,
    pub(crate) clock: Clock,
    pub(crate) address: SocketAddr,
    directory: TempDir,
    sandbox_address: SocketAddr,
    serving: JoinHandle<()>,
}

/// Somebody who calls it, signed in or not.
#[derive(Clone)]
pub(crate) struct Caller {
    client: Client,
    base: String,
    cookie: Option<String>,
}

impl TestHost {
    /// Starts one.
    pub(crate) async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// Starts one that is configured otherwise.
    pub(crate) async fn start_with(change: impl FnOnce(&mut HostConfig)) -> Self {
        let sandbox = Sandbox::new();
        let (sandbox_address, _) = serve(sandbox.router()).await;
        let directory = tempfile::tempdir().unwrap();
        let clock = Clock::system();
        let mut config = config_for(&directory, sandbox_address);
        config.clock = clock.clone();
        change(&mut config);
        let host = Host::start(config).await.unwrap();
        let (address, serving) = serve(host.router()).await;
        Self {
            host,
            sandbox,
            clock,
            address,
            directory,
            sandbox_address,
            serving,
        }
    }

    /// What [`start`](Self::start) would start with on the same database.
    pub(crate) fn config(&self) -> HostConfig {
        config_for(&self.directory, self.sandbox_address)
    }

    /// Stops serving, and starts again on the same database.
    pub(crate) async fn restart(self) -> Self {
        self.stop().await;
        let config = self.config();
        let clock = config.clock.clone();
        let host = Host::start(config).await.unwrap();
        let (address, serving) = serve(host.router()).await;
        Self {
            host,
            clock,
            address,
            serving,
            ..self
        }
    }

    /// Stops serving at once, and closes the database.
    pub(crate) async fn stop(&self) {
        self.serving.abort();
        self.host.close().await;
    }

    /// The database file.
    pub(crate) fn database(&self) -> PathBuf {
        self.directory.path().join("host.sqlite3")
    }

    /// Somebody who is not signed in.
    pub(crate) fn stranger(&self) -> Caller {
        let client = Client::builder()
            .redirect(redirect::Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        Caller {
            client,
            base: format!("http://{}/api", self.address),
            cookie: None,
        }
    }

    /// Somebody who is signed in to the local account, as the panel is: by reading the configuration.
    pub(crate) async fn caller(&self) -> Caller {
        let stranger = self.stranger();
        let answer = stranger.get("/config").await;
        assert_eq!(answer.status(), 200);
        let cookie = answer.headers()["set-cookie"].to_str().unwrap();
        stranger.with_cookie(cookie)
    }

    /// Somebody who is signed in to another account, as a server does that has its own sign-in.
    pub(crate) async fn caller_of(&self, account: &str) -> Caller {
        let cookie = self.host.sign_in(account).await.unwrap();
        self.stranger().with_cookie(&cookie)
    }
}

impl Caller {
    /// The same one with the cookie of a `Set-Cookie`.
    pub(crate) fn with_cookie(&self, set_cookie: &str) -> Self {
        let cookie = set_cookie.split(';').next().unwrap().to_owned();
        Self {
            cookie: Some(cookie),
            ..self.clone()
        }
    }

    /// The same one, calling at another address.
    pub(crate) fn at(&self, address: SocketAddr) -> Self {
        Self {
            base: format!("http://{address}/api"),
            ..self.clone()
        }
    }

    /// A request with what every request of the panel has.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.bare(method, path)
            .header("X-Requested-With", "teamwork-connect")
    }

    /// A request with nothing but the session.
    pub(crate) fn bare(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.base));
        match &self.cookie {
            Some(cookie) => request.header("Cookie", cookie),
            None => request,
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.unwrap()
    }

    pub(crate) async fn get_json(&self, path: &str) -> Value {
        let answer = self.get(path).await;
        assert_eq!(answer.status(), 200, "{path}");
        answer.json().await.unwrap()
    }

    /// Posts a connection with an idempotency key of its own.
    pub(crate) async fn create(&self, body: &Value) -> Response {
        self.create_as(&fresh_key(), body).await
    }

    /// Posts a connection with this idempotency key.
    pub(crate) async fn create_as(&self, key: &str, body: &Value) -> Response {
        let request = self.request(Method::POST, "/connections");
        request
            .header("Idempotency-Key", key)
            .json(body)
            .send()
            .await
            .unwrap()
    }

    /// Posts a connection, and gives its ID.
    pub(crate) async fn created(&self, body: &Value) -> String {
        let answer = self.create(body).await;
        assert_eq!(answer.status(), 201);
        id_of(&answer.json().await.unwrap())
    }

    /// Replaces a connection with an idempotency key of its own.
    pub(crate) async fn replace(&self, id: &str, etag: &str, body: &Value) -> Response {
        self.replace_as(&fresh_key(), id, etag, body).await
    }

    /// Replaces a connection with this idempotency key.
    pub(crate) async fn replace_as(
        &self,
        key: &str,
        id: &str,
        etag: &str,
        body: &Value,
    ) -> Response {
        let request = self.request(Method::PUT, &format!("/connections/{id}"));
        let request = request
            .header("Idempotency-Key", key)
            .header("If-Match", etag);
        request.json(body).send().await.unwrap()
    }

    pub(crate) async fn delete(&self, id: &str) -> Response {
        let request = self.request(Method::DELETE, &format!("/connections/{id}"));
        request.send().await.unwrap()
    }

    /// The report of a test of these settings.
    pub(crate) async fn test(&self, body: &Value) -> Value {
        let request = self.request(Method::POST, "/connections/test");
        let answer = request.json(body).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        answer.json().await.unwrap()
    }

    /// How many connections the account has.
    pub(crate) async fn count(&self) -> usize {
        self.get_json("/connections")
            .await
            .as_array()
            .unwrap()
            .len()
    }
}

/// A connection to Projects v3 in the EU with an API key.
pub(crate) fn projects(name: &str, api_key: &str) -> Value {
    json!({
        "name": name,
        "apiType": "projects",
        "apiVersion": "v3",
        "region": "eu",
        "siteName": "acme",
        "siteUrl": "https://acme.eu.teamwork.com",
        "apiBaseUrl": "https://acme.eu.teamwork.com/projects/api/v3",
        "authType": "basic",
        "apiKey": api_key,
    })
}

/// A connection to Desk, which has OAuth 2.0 only.
pub(crate) fn desk(name: &str) -> Value {
    json!({
        "name": name,
        "apiType": "desk",
        "apiVersion": "v2",
        "region": "us",
        "siteName": "acme",
        "siteUrl": "https://acme.teamwork.com",
        "apiBaseUrl": "https://acme.teamwork.com/desk/api/v2",
        "oauthClientId": "some-client",
    })
}

/// The same body with one key set otherwise.
pub(crate) fn with(mut body: Value, key: &str, value: impl Into<Value>) -> Value {
    body[key] = value.into();
    body
}

pub(crate) fn id_of(connection: &Value) -> String {
    connection["id"].as_str().unwrap().to_owned()
}

/// Checks that an answer is a problem with this status and code, and gives its document.
pub(crate) async fn problem(answer: Response, status: u16, code: &str) -> Value {
    assert_eq!(answer.status(), status);
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    let request_id = answer.headers()["x-request-id"]
        .to_str()
        .unwrap()
        .to_owned();
    let document: Value = answer.json().await.unwrap();
    assert_eq!(document["status"], status);
    assert_eq!(document["code"], code);
    assert_eq!(document["requestId"], request_id);
    assert!(!document["title"].as_str().unwrap().is_empty());
    let kind = document["type"].as_str().unwrap();
    assert!(kind.starts_with("urn:teamwork-connect:problem:"), "{kind}");
    document
}

/// An idempotency key that no other request has.
pub(crate) fn fresh_key() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("key-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

fn config_for(directory: &TempDir, sandbox: SocketAddr) -> HostConfig {
    let database = format!("sqlite:{}/host.sqlite3", directory.path().display());
    let keys = EncryptionKeys::parse(KEYS).unwrap();
    let mut config = HostConfig::new("http://localhost:8080/api".parse().unwrap(), database, keys);
    config.sandbox_url = Some(format!("http://{sandbox}").parse().unwrap());
    config
}

async fn serve(router: axum::Router) -> (SocketAddr, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (address, serving)
}
