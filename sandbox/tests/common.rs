//! A sandbox on a loopback socket, and a client that calls it as Teamwork's clients do.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use reqwest::{Client, Method, RequestBuilder, redirect};
use serde_json::Value;
use teamwork_connect_sandbox::Sandbox;
use tokio::net::TcpListener;

/// A running sandbox.
pub(crate) struct Running {
    /// The sandbox behind the socket.
    pub(crate) sandbox: Sandbox,
    address: SocketAddr,
    client: Client,
}

impl Running {
    /// Starts a sandbox.
    pub(crate) async fn start() -> Self {
        Self::start_as(Sandbox::new()).await
    }

    /// Starts the given sandbox.
    pub(crate) async fn start_as(sandbox: Sandbox) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = sandbox.router();
        tokio::spawn(async move { axum::serve(listener, router).await });
        let client =
            Client::builder().redirect(redirect::Policy::none()).no_proxy().build().unwrap();
        Self { sandbox, address, client }
    }

    /// Builds a request for a hostname.
    pub(crate) fn request(&self, method: Method, host: &str, path: &str) -> RequestBuilder {
        let url = format!("http://{}{path}", self.address);
        self.client.request(method, url).header("Host", host)
    }

    /// Sends a raw request and returns every byte of the response.
    pub(crate) async fn bytes_of(&self, request: String) -> Vec<u8> {
        let address = self.address;
        let exchange = move || {
            let mut socket = TcpStream::connect(address).unwrap();
            socket.write_all(request.as_bytes()).unwrap();
            let mut bytes = Vec::new();
            // The connection may end with a reset. What arrived before counts.
            let _ = socket.read_to_end(&mut bytes);
            bytes
        };
        tokio::task::spawn_blocking(exchange).await.unwrap()
    }

    /// Sends a `GET` with an API key and returns status and JSON.
    pub(crate) async fn get(&self, host: &str, path: &str, key: &str) -> (u16, Value) {
        let request = self.request(Method::GET, host, path).basic_auth(key, Some("x"));
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        (status, response.json().await.unwrap())
    }
}
