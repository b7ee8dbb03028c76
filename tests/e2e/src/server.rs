//! Page and backend on one origin, as behind trunk's proxy.

use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::Html;
use axum::routing::any;
use sqlx::Connection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use teamwork_connect_backend::{Backend, BackendConfig, Clock, EncryptionKeys};
use tempfile::TempDir;
use url::Url;

use crate::Website;
use crate::recorder::{Recorder, record};
use crate::served::Served;
use crate::setting::BackendChange;
use crate::site_files::{PageHeaders, site_files};
use crate::wait::until;

/// The server at `http://localhost:PORT`: the built page, and the backend at `/api`. It can be stopped, and
/// restarted on the same port with the same database.
#[derive(Debug)]
pub struct Server {
    port: u16,
    dist: PathBuf,
    directory: TempDir,
    keys: String,
    clock: Clock,
    sandbox_url: Url,
    recorder: Recorder,
    headers: PageHeaders,
    website: Arc<Website>,
    change: BackendChange,
    running: Mutex<Option<Running>>,
}

#[derive(Debug)]
struct Running {
    _served: Served,
    backend: Option<Backend>,
}

impl Server {
    /// Starts one with an empty database.
    pub(crate) fn start(
        dist: PathBuf,
        sandbox_url: Url,
        recorder: Recorder,
        website: Arc<Website>,
        change: BackendChange,
    ) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let server = Self {
            dist,
            port: listener.local_addr().unwrap().port(),
            directory: tempfile::tempdir().unwrap(),
            keys: EncryptionKeys::generate("e2e").unwrap().to_string(),
            clock: Clock::system(),
            sandbox_url,
            recorder,
            headers: PageHeaders::default(),
            website,
            change,
            running: Mutex::default(),
        };
        server.run(listener);
        server
    }

    /// The address of the page.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// From now on, sends these headers with the page and its files, such as a content security policy or an
    /// opener policy.
    pub fn send_headers_with_page(&self, headers: &[(&str, &str)]) {
        self.headers.set(headers);
    }

    /// Stops the server the way a crash would: connections are cut off, and new ones are refused.
    pub fn stop(&self) {
        *self.running.lock().unwrap() = None;
    }

    /// Restarts it.
    pub async fn start_again(&self) {
        let listener = self.listen().await;
        self.run(listener);
    }

    /// Restarts it with nothing at `/api`, like trunk without a backend.
    pub async fn start_without_backend(&self) {
        let nobody = Router::new().route("/api/{*path}", any(StatusCode::BAD_GATEWAY));
        self.start_router(nobody.fallback_service(self.page())).await;
    }

    /// Starts another server in its place, which answers every request with this page.
    pub async fn start_another_server(&self, page: &'static str) {
        self.start_router(Router::new().fallback(async move || Html(page))).await;
    }

    /// The backend.
    ///
    /// # Panics
    /// If it is not running.
    #[must_use]
    pub fn backend(&self) -> Backend {
        let running = self.running.lock().unwrap();
        let backend = running.as_ref().and_then(|running| running.backend.clone());
        backend.expect("the backend is not running")
    }

    /// The backend's clock, which a test can move.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Every file of the database.
    #[must_use]
    pub fn database_files(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.directory.path()).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    }

    /// The number of connections in the database itself.
    pub async fn count_connections(&self) -> i64 {
        let options = SqliteConnectOptions::new().filename(self.database());
        let mut database = SqliteConnection::connect_with(&options).await.unwrap();
        let count = sqlx::query_scalar("SELECT count(*) FROM connections")
            .fetch_one(&mut database)
            .await
            .unwrap();
        database.close().await.unwrap();
        count
    }

    /// Starts a router without a backend.
    async fn start_router(&self, router: Router) {
        let listener = self.listen().await;
        let (served, ()) = Served::start(listener, async move { (router, ()) });
        *self.running.lock().unwrap() = Some(Running { _served: served, backend: None });
    }

    fn database(&self) -> PathBuf {
        self.directory.path().join("backend.sqlite3")
    }

    /// It may take a moment until the old listener is gone.
    async fn listen(&self) -> TcpListener {
        let bind = async || TcpListener::bind((Ipv4Addr::LOCALHOST, self.port)).ok();
        until("the port to be free again", bind).await
    }

    fn run(&self, listener: TcpListener) {
        let mut config = BackendConfig {
            sandbox_url: Some(self.sandbox_url.clone()),
            return_urls: [("page".to_owned(), self.url().parse().unwrap())].into(),
            clock: self.clock.clone(),
            ..BackendConfig::new(
                format!("{}/api", self.url()).parse().unwrap(),
                format!("sqlite:{}", self.database().display()),
                EncryptionKeys::parse(&self.keys).unwrap(),
            )
        };
        self.change.apply(&mut config, &self.website);
        let recorder = self.recorder.clone();
        let page = self.page();
        // The backend runs on the runtime that is shut down with it, so that nothing outlives a stop.
        let (served, backend) = Served::start(listener, async move {
            let backend = Backend::start(config).await.unwrap();
            let api = backend.router().layer(from_fn_with_state(recorder, record));
            (api.fallback_service(page), backend)
        });
        *self.running.lock().unwrap() = Some(Running { _served: served, backend: Some(backend) });
    }

    fn page(&self) -> Router {
        site_files(&self.dist, Router::new(), self.headers.clone())
    }
}
