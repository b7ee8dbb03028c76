//! The sandbox, which stands in for Teamwork, on its own port.

use std::net::TcpListener;

use teamwork_connect_sandbox::Sandbox;
use url::Url;

use crate::served::Served;

/// A running sandbox.
#[derive(Debug)]
pub struct SandboxServer {
    /// Its controls: the requests it received, and how it should misbehave.
    pub sandbox: Sandbox,
    url: Url,
    _served: Served,
}

impl SandboxServer {
    /// Starts one.
    pub(crate) fn start() -> Self {
        let sandbox = Sandbox::new();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = sandbox.router();
        let (served, ()) = Served::start(listener, async move { (router, ()) });
        Self { sandbox, url: url.parse().unwrap(), _served: served }
    }

    pub(crate) fn url(&self) -> Url {
        self.url.clone()
    }
}
