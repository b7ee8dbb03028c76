//! The first call to Teamwork with a saved connection: who am I?
//!
//! `cargo run -p teamwork-connect-backend --example first_call` starts the sandbox as a stand-in for Teamwork and
//! a backend, saves a connection as the panel would, and then does what an integrator does next, in [`who_am_i`].
#![allow(clippy::print_stdout)] // Printing is its purpose.

use std::net::SocketAddr;

use anyhow::{Context, Result, ensure};
use axum::Router;
use reqwest::Client;
use serde_json::{Value, json};
use teamwork_connect_backend::{
    Authority, Backend, BackendConfig, EncryptionKeys, ServeLimits, serve,
};
use teamwork_connect_sandbox::Sandbox;
use tokio::net::TcpListener;

/// Asks Teamwork for the owner of a connection's credential.
///
/// An API key is the Basic user name, with any password; an access token is a bearer token.
pub(crate) async fn who_am_i(
    backend: &Backend,
    account: &str,
    connection: &Value,
    teamwork: &Teamwork,
) -> Result<String> {
    let id = connection["id"].as_str().context("a connection has an ID")?;
    let base = connection["apiBaseUrl"].as_str().context("v3 has a base URL")?;
    let request = teamwork.get(&format!("{base}/me.json"))?;
    // Both are overwritten in memory when they are dropped, so read them right before use, and don't keep them.
    let request = if let Some(key) = backend.api_key(account, id).await? {
        request.basic_auth(&*key, Some("x"))
    } else if let Some(token) = backend.access_token(account, id).await? {
        request.bearer_auth(&*token)
    } else {
        anyhow::bail!("this connection has not been authorized yet");
    };
    let answer = request.send().await?;
    // 401: the key was revoked. Tell the user to edit the connection, and don't retry.
    ensure!(answer.status().is_success(), "Teamwork answered with {}", answer.status());
    let me: Value = answer.json().await?;
    let person = &me["person"];
    Ok(format!("{} {}", person["firstName"], person["lastName"]).replace('"', ""))
}

/// Teamwork, or the sandbox as its stand-in, which reads the site's name from the `Host` header.
pub(crate) struct Teamwork {
    client: Client,
    sandbox: Option<SocketAddr>,
}

impl Teamwork {
    fn get(&self, url: &str) -> Result<reqwest::RequestBuilder> {
        let Some(sandbox) = self.sandbox else { return Ok(self.client.get(url)) };
        let path = url.strip_prefix("https://").context("Teamwork has TLS")?;
        let (site, path) = path.split_once('/').context("the URL has a path")?;
        Ok(self.client.get(format!("http://{sandbox}/{path}")).header("Host", site))
    }
}

/// Everything around it.
pub(crate) async fn run() -> Result<String> {
    let (sandbox, _) = start(Sandbox::new().router()).await?;
    let directory = tempfile::tempdir()?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let database = format!("sqlite:{}/connections.sqlite3", directory.path().display());
    let keys = EncryptionKeys::parse(&EncryptionKeys::generate("1")?)?;
    let mut config = BackendConfig::new(format!("http://{address}/api").parse()?, database, keys);
    config.allowed_hosts.extend(Authority::of_listener(address));
    config.sandbox_url = Some(format!("http://{sandbox}").parse()?);
    let backend = Backend::start(config).await?;
    tokio::spawn(serving(listener, backend.standalone_router()));

    // What the panel does.
    let client = Client::new();
    let api = format!("http://{address}/api");
    let config = client.get(format!("{api}/config")).header("X-Requested-With", "teamwork-connect");
    let answer = config.send().await?;
    let cookie = answer.headers().get("set-cookie").context("no session")?.clone();
    let connection: Value = client
        .post(format!("{api}/connections"))
        .header("X-Requested-With", "teamwork-connect")
        .header("Idempotency-Key", "first-call")
        .header("Cookie", cookie)
        .json(&json!({
            "name": "Acme",
            "apiType": "projects",
            "apiVersion": "v3",
            "region": "eu",
            "siteName": "acme",
            "siteUrl": "https://acme.eu.teamwork.com",
            "apiBaseUrl": "https://acme.eu.teamwork.com/projects/api/v3",
            "authType": "basic",
            "apiKey": "any-key",
        }))
        .send()
        .await?
        .json()
        .await?;

    let teamwork = Teamwork { client, sandbox: Some(sandbox) };
    let name = who_am_i(&backend, "local", &connection, &teamwork).await?;
    backend.close().await;
    Ok(name)
}

async fn start(router: Router) -> Result<(SocketAddr, tokio::task::JoinHandle<()>)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    Ok((listener.local_addr()?, tokio::spawn(serving(listener, router))))
}

async fn serving(listener: TcpListener, router: Router) {
    serve(listener, router, &ServeLimits::default(), std::future::pending()).await;
}

#[tokio::main]
#[allow(dead_code)] // A test runs the rest of it.
async fn main() -> Result<()> {
    println!("The key belongs to {}.", run().await?);
    Ok(())
}
