//! Clients that save, and how long it takes.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

/// A client of the backend, or of the bare server.
#[derive(Clone)]
pub(crate) struct Client {
    http: reqwest::Client,
    base: String,
    cookie: String,
}

impl Client {
    /// A client of a server without accounts.
    pub(crate) fn bare(address: SocketAddr) -> Self {
        Self {
            http: reqwest::Client::new(),
            base: format!("http://{address}"),
            cookie: String::new(),
        }
    }

    /// A client that is signed in to the backend's local account.
    pub(crate) async fn signed_in(address: SocketAddr) -> Result<Self> {
        Self::signed_in_at(address, "/config").await
    }

    /// A client that signs in by requesting this path.
    pub(crate) async fn signed_in_at(address: SocketAddr, path: &str) -> Result<Self> {
        let mut client = Self::bare(address);
        let answer = client.request(Method::GET, path).send().await?;
        let cookie = answer.headers().get("set-cookie").context("no session")?.to_str()?;
        client.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        Ok(client)
    }

    /// The same client, calling another address.
    pub(crate) fn at(&self, address: SocketAddr) -> Self {
        Self { base: format!("http://{address}"), ..self.clone() }
    }

    /// The same client, with a new connection for each request, as if each came from someone else.
    pub(crate) fn without_keep_alive(&self) -> Result<Self> {
        let http = reqwest::Client::builder().pool_max_idle_per_host(0).build()?;
        Ok(Self { http, ..self.clone() })
    }

    /// Saves a connection with an idempotency key, and returns the response's status and the connection's ID.
    pub(crate) async fn save(&self, key: &str) -> Result<(u16, Option<String>)> {
        let body = json!({
            "name": key,
            "apiType": "projects",
            "apiVersion": "v3",
            "region": "eu",
            "siteName": "acme",
            "siteUrl": "https://acme.eu.teamwork.com",
            "apiBaseUrl": "https://acme.eu.teamwork.com/projects/api/v3",
            "authType": "basic",
            "apiKey": "the-key",
        });
        let request = self.request(Method::POST, "/connections").header("Idempotency-Key", key);
        let answer = request.json(&body).send().await?;
        let status = answer.status().as_u16();
        let saved: Option<Value> = answer.json().await.ok();
        let id = saved.as_ref().and_then(|saved| saved["id"].as_str()).map(str::to_owned);
        Ok((status, id))
    }

    pub(crate) async fn delete(&self, id: &str) -> Result<u16> {
        let request = self.request(Method::DELETE, &format!("/connections/{id}"));
        Ok(request.send().await?.status().as_u16())
    }

    /// The IDs of all connections.
    pub(crate) async fn ids(&self) -> Result<Vec<String>> {
        let list: Vec<Value> =
            self.request(Method::GET, "/connections").send().await?.json().await?;
        Ok(list.iter().filter_map(|entry| entry["id"].as_str()).map(str::to_owned).collect())
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.base));
        request.header("X-Requested-With", "teamwork-connect").header("Cookie", &self.cookie)
    }
}

/// The latencies of many saves, and their total duration.
pub(crate) struct Figures {
    latencies: Vec<Duration>,
    whole: Duration,
}

impl Figures {
    /// Makes this many saves in total with this many concurrent clients. The name is part of their keys: the same
    /// saves are answered from stored responses.
    pub(crate) async fn measure(
        name: &str,
        clients: usize,
        saves: usize,
        client: &Client,
    ) -> Result<Self> {
        Self::of_all(name, saves, &vec![client.clone(); clients]).await
    }

    /// Makes this many saves in total with these clients.
    pub(crate) async fn of_all(name: &str, saves: usize, clients: &[Client]) -> Result<Self> {
        let each = saves.div_ceil(clients.len());
        let count = clients.len();
        let begun = Instant::now();
        let mut saving = Vec::new();
        for (number, client) in clients.iter().enumerate() {
            let (client, name) = (client.clone(), name.to_owned());
            saving.push(tokio::spawn(async move {
                let mut latencies = Vec::new();
                for save in 0..each {
                    let key = format!("{name}-{count}-{number}-{save}");
                    let begun = Instant::now();
                    let (status, _) = client.save(&key).await?;
                    ensure!(status == 201, "a save is answered with {status}");
                    latencies.push(begun.elapsed());
                }
                Ok(latencies)
            }));
        }
        let mut latencies = Vec::new();
        for client in saving {
            latencies.extend(client.await??);
        }
        latencies.sort_unstable();
        Ok(Self { latencies, whole: begun.elapsed() })
    }

    #[allow(clippy::cast_precision_loss)] // Thousands.
    pub(crate) fn per_second(&self) -> f64 {
        self.latencies.len() as f64 / self.whole.as_secs_f64()
    }

    /// The latency at this quantile.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Thousands.
    pub(crate) fn quantile_ms(&self, share: f64) -> f64 {
        let index = (self.latencies.len() as f64 * share) as usize;
        let latency = self.latencies.get(index).or(self.latencies.last());
        latency.map_or(0.0, |latency| latency.as_secs_f64() * 1000.0)
    }
}
