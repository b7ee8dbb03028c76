//! A backend on a loopback socket with its own database, and the sandbox as a stand-in for Teamwork. If
//! `TEST_NGINX` names that program, there are two backends behind it, and requests alternate between them.

use std::net::SocketAddr;
use std::path::PathBuf;

use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use sqlx::AnyConnection;
use teamwork_connect_backend::{
    Authority, Backend, BackendConfig, Caller as Known, Clock, EncryptionKeys, Origin, RateLimits,
    ServeLimits,
};
use teamwork_connect_sandbox::Sandbox;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::browser::{APP_ORIGIN, Browser};
use super::caller::Caller;
use super::database::TestDatabase;
use super::nginx::Nginx;

pub(crate) const KEYS: &str = "test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

/// Where a code is exchanged.
pub(crate) const TOKEN_PATH: &str = "/launchpad/v1/token.json";

/// A running backend and its database.
pub(crate) struct TestBackend {
    pub(crate) backend: Backend,
    pub(crate) sandbox: Sandbox,
    pub(crate) clock: Clock,
    pub(crate) address: SocketAddr,
    database: TestDatabase,
    sandbox_address: SocketAddr,
    serving: JoinHandle<()>,
    /// The other backend, if there is one, and nginx in front of both.
    second: Option<(Second, Nginx)>,
}

/// Another backend on the same database.
pub(crate) struct Second {
    pub(crate) backend: Backend,
    pub(crate) address: SocketAddr,
    serving: JoinHandle<()>,
}

impl Second {
    /// Starts it.
    pub(crate) async fn start(mut config: BackendConfig) -> Self {
        let listener = bind().await;
        config.allowed_hosts.push(authority(listener.local_addr().unwrap()));
        let backend = Backend::start(config).await.unwrap();
        let (address, serving) = serve(listener, mounted(&backend));
        Self { backend, address, serving }
    }

    /// Stops serving at once, and closes the database.
    pub(crate) async fn stop(&self) {
        self.serving.abort();
        self.backend.close().await;
    }
}

impl TestBackend {
    /// Starts a backend.
    pub(crate) async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// Starts a backend with a changed configuration.
    pub(crate) async fn start_with(change: impl FnOnce(&mut BackendConfig)) -> Self {
        Self::start_as(change, mounted).await
    }

    /// Starts a backend that is the only thing its server serves.
    pub(crate) async fn start_standalone() -> Self {
        Self::start_as(|_| {}, Backend::standalone_router).await
    }

    async fn start_as(
        change: impl FnOnce(&mut BackendConfig),
        router: impl Fn(&Backend) -> Router,
    ) -> Self {
        let sandbox = Sandbox::new();
        let (sandbox_address, _) = serve(bind().await, sandbox.router());
        let database = TestDatabase::new().await;
        let mut config = config_for(&database, sandbox_address);
        change(&mut config);
        let clock = config.clock.clone();
        let Started { backend, address, serving, second } = start(config, router).await;
        Self { backend, sandbox, clock, address, database, sandbox_address, serving, second }
    }

    /// Starts a backend whose clock stands still unless it is moved.
    pub(crate) async fn start_standing() -> Self {
        Self::start_with(|config| config.clock = Clock::standing()).await
    }

    /// Starts a backend that pages on another site may call.
    pub(crate) async fn start_cross_site() -> Self {
        Self::start_with(|config| {
            config.clock = Clock::standing();
            config.allowed_origins = vec![Origin::parse(APP_ORIGIN).unwrap()];
        })
        .await
    }

    /// The configuration that [`start`](Self::start) would use for the same database.
    pub(crate) fn config(&self) -> BackendConfig {
        config_for(&self.database, self.sandbox_address)
    }

    /// Stops serving, and restarts with the same database.
    pub(crate) async fn restart(self) -> Self {
        self.restart_with(|_| {}).await
    }

    /// Restarts with a changed configuration.
    pub(crate) async fn restart_with(self, change: impl FnOnce(&mut BackendConfig)) -> Self {
        self.stop().await;
        let mut config = self.config();
        change(&mut config);
        let clock = config.clock.clone();
        let Started { backend, address, serving, second } = start(config, mounted).await;
        Self { backend, clock, address, serving, second, ..self }
    }

    /// Stops serving at once, and closes the database.
    pub(crate) async fn stop(&self) {
        self.serving.abort();
        self.backend.close().await;
        if let Some((second, _)) = &self.second {
            second.stop().await;
        }
    }

    /// How many times a code was exchanged since the sandbox was reset.
    pub(crate) fn exchanges(&self) -> usize {
        let requests = self.sandbox.requests();
        requests.iter().filter(|request| request.path == TOKEN_PATH).count()
    }

    /// SQLite's file.
    pub(crate) fn database(&self) -> PathBuf {
        self.database.file()
    }

    /// Whether the database is SQLite.
    pub(crate) fn has_sqlite(&self) -> bool {
        self.database.is_sqlite()
    }

    /// The database URL.
    pub(crate) fn database_url(&self) -> &str {
        self.database.url()
    }

    /// Opens the database alongside the backend.
    pub(crate) async fn open_database(&self) -> AnyConnection {
        self.database.open().await
    }

    /// Holds a write lock on the database until the returned connection is dropped.
    pub(crate) async fn lock_database(&self) -> AnyConnection {
        self.database.lock().await
    }

    /// A caller that is not signed in.
    pub(crate) fn stranger(&self) -> Caller {
        Caller::new(self.address)
    }

    /// A caller that is signed in to the local account the way the panel is: by reading the configuration.
    pub(crate) async fn caller(&self) -> Caller {
        let stranger = self.stranger();
        let answer = stranger.get("/config").await;
        assert_eq!(answer.status(), 200);
        let cookie = answer.headers()["set-cookie"].to_str().unwrap();
        stranger.with_cookie(cookie)
    }

    /// A browser whose user is signed in to the local account.
    pub(crate) async fn browser(&self) -> Browser {
        let browser = self.foreign_browser();
        let answer = browser.caller().get("/config").await;
        browser.keep_cookies(&answer);
        browser
    }

    /// A browser whose user is signed in to another account.
    pub(crate) async fn browser_of(&self, account: &str) -> Browser {
        let browser = self.foreign_browser();
        browser.keep_cookie(&self.backend.sign_in(account).await.unwrap());
        browser
    }

    /// A browser whose user is not signed in.
    pub(crate) fn foreign_browser(&self) -> Browser {
        Browser::new(self.address, self.sandbox_address)
    }

    /// A browser with the panel in a page on another site, whose user has a token for this account.
    pub(crate) fn cross_site_browser(&self, account: &str) -> Browser {
        self.foreign_browser().with_token(&format!("{TOKEN_OF}{account}"))
    }

    /// A caller that a server with its own sign-in has signed in to another account.
    pub(crate) async fn caller_of(&self, account: &str) -> Caller {
        let cookie = self.backend.sign_in(account).await.unwrap();
        self.stranger().with_cookie(&cookie)
    }
}

fn config_for(database: &TestDatabase, sandbox: SocketAddr) -> BackendConfig {
    let keys = EncryptionKeys::parse(KEYS).unwrap();
    let mut config =
        BackendConfig::new("http://localhost:8080/api".parse().unwrap(), database.url(), keys);
    config.sandbox_url = Some(format!("http://{sandbox}").parse().unwrap());
    config.rate_limits = RateLimits::OFF;
    config
}

/// The backend mounted in a server that also identifies its users by tokens.
fn mounted(backend: &Backend) -> Router {
    backend.router().layer(from_fn(recognize))
}

/// The prefix of a bearer token, followed by the account.
const TOKEN_OF: &str = "token-of-";

async fn recognize(mut request: Request, next: Next) -> Response {
    let authorization =
        request.headers().get("authorization").and_then(|value| value.to_str().ok());
    let token = authorization.and_then(|value| value.strip_prefix("Bearer "));
    if let Some(account) = token.and_then(|token| token.strip_prefix(TOKEN_OF)) {
        let caller = Known::by_token(account);
        request.extensions_mut().insert(caller);
    }
    next.run(request).await
}

struct Started {
    backend: Backend,
    address: SocketAddr,
    serving: JoinHandle<()>,
    second: Option<(Second, Nginx)>,
}

/// Starts a backend that is reached by its address, as if by a proxy, or two of them behind nginx.
async fn start(mut config: BackendConfig, router: impl Fn(&Backend) -> Router) -> Started {
    let listener = bind().await;
    let address = listener.local_addr().unwrap();
    config.allowed_hosts.push(authority(address));
    let Some(nginx) = std::env::var_os("TEST_NGINX") else {
        let backend = Backend::start(config).await.unwrap();
        let (address, serving) = serve(listener, router(&backend));
        return Started { backend, address, serving, second: None };
    };
    let first = Backend::start(config.clone()).await.unwrap();
    let second = Backend::start(config).await.unwrap();
    let (first_address, serving) = serve(bind().await, router(&first));
    let (second_address, second_serving) = serve(bind().await, router(&second));
    // The port is nginx's.
    drop(listener);
    let nginx = Nginx::start(nginx.as_ref(), address, &[first_address, second_address]).await;
    let second = Second { backend: second, address: second_address, serving: second_serving };
    Started { backend: first, address, serving, second: Some((second, nginx)) }
}

/// The authority under which a backend at this address is reached.
pub(crate) fn authority(address: SocketAddr) -> Authority {
    Authority::parse(&address.to_string()).unwrap()
}

async fn bind() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").await.unwrap()
}

fn serve(listener: TcpListener, router: Router) -> (SocketAddr, JoinHandle<()>) {
    let address = listener.local_addr().unwrap();
    let serving = tokio::spawn(async move {
        let stop = std::future::pending();
        teamwork_connect_backend::serve(listener, router, &ServeLimits::default(), stop).await;
    });
    (address, serving)
}
