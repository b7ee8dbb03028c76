//! A host on a loopback socket over a database file of its own, with the sandbox in Teamwork's place.

use std::net::SocketAddr;
use std::path::PathBuf;

use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use teamwork_connect_host::{
    Authority, Caller as Known, Clock, EncryptionKeys, Host, HostConfig, Origin, RateLimits,
    ServeLimits,
};
use teamwork_connect_sandbox::Sandbox;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::browser::{APP_ORIGIN, Browser};
use super::caller::Caller;

pub(crate) const KEYS: &str = "test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

/// Where a code is exchanged.
pub(crate) const TOKEN_PATH: &str = "/launchpad/v1/token.json";

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

impl TestHost {
    /// Starts one.
    pub(crate) async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// Starts one that is configured otherwise.
    pub(crate) async fn start_with(change: impl FnOnce(&mut HostConfig)) -> Self {
        Self::start_as(change, mounted).await
    }

    /// Starts one that is the only thing that its server serves.
    pub(crate) async fn start_standalone() -> Self {
        Self::start_as(|_| {}, Host::standalone_router).await
    }

    async fn start_as(
        change: impl FnOnce(&mut HostConfig),
        router: impl FnOnce(&Host) -> Router,
    ) -> Self {
        let sandbox = Sandbox::new();
        let (sandbox_address, _) = serve(bind().await, sandbox.router());
        let directory = tempfile::tempdir().unwrap();
        let mut config = config_for(&directory, sandbox_address);
        change(&mut config);
        let clock = config.clock.clone();
        let (host, address, serving) = start(config, router).await;
        Self { host, sandbox, clock, address, directory, sandbox_address, serving }
    }

    /// Starts one whose clock stands still unless it is moved.
    pub(crate) async fn start_standing() -> Self {
        Self::start_with(|config| config.clock = Clock::standing()).await
    }

    /// Starts one that a page on another site may call.
    pub(crate) async fn start_cross_site() -> Self {
        Self::start_with(|config| {
            config.clock = Clock::standing();
            config.allowed_origins = vec![Origin::parse(APP_ORIGIN).unwrap()];
        })
        .await
    }

    /// What [`start`](Self::start) would start with on the same database.
    pub(crate) fn config(&self) -> HostConfig {
        config_for(&self.directory, self.sandbox_address)
    }

    /// Stops serving, and starts again on the same database.
    pub(crate) async fn restart(self) -> Self {
        self.restart_with(|_| {}).await
    }

    /// The same, configured otherwise.
    pub(crate) async fn restart_with(self, change: impl FnOnce(&mut HostConfig)) -> Self {
        self.stop().await;
        let mut config = self.config();
        change(&mut config);
        let clock = config.clock.clone();
        let (host, address, serving) = start(config, mounted).await;
        Self { host, clock, address, serving, ..self }
    }

    /// Stops serving at once, and closes the database.
    pub(crate) async fn stop(&self) {
        self.serving.abort();
        self.host.close().await;
    }

    /// How often a code was exchanged since the sandbox was reset.
    pub(crate) fn exchanges(&self) -> usize {
        let requests = self.sandbox.requests();
        requests.iter().filter(|request| request.path == TOKEN_PATH).count()
    }

    /// The database file.
    pub(crate) fn database(&self) -> PathBuf {
        self.directory.path().join("host.sqlite3")
    }

    /// Somebody who is not signed in.
    pub(crate) fn stranger(&self) -> Caller {
        Caller::new(self.address)
    }

    /// Somebody who is signed in to the local account, as the panel is: by reading the configuration.
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
        browser.keep_cookie(&self.host.sign_in(account).await.unwrap());
        browser
    }

    /// A browser whose user is signed in to no account.
    pub(crate) fn foreign_browser(&self) -> Browser {
        Browser::new(self.address, self.sandbox_address)
    }

    /// A browser with the panel in a page on another site, whose user has a token of this account.
    pub(crate) fn cross_site_browser(&self, account: &str) -> Browser {
        self.foreign_browser().with_token(&format!("{TOKEN_OF}{account}"))
    }

    /// Somebody who is signed in to another account, as a server does that has its own sign-in.
    pub(crate) async fn caller_of(&self, account: &str) -> Caller {
        let cookie = self.host.sign_in(account).await.unwrap();
        self.stranger().with_cookie(&cookie)
    }
}

fn config_for(directory: &TempDir, sandbox: SocketAddr) -> HostConfig {
    let database = format!("sqlite:{}/host.sqlite3", directory.path().display());
    let keys = EncryptionKeys::parse(KEYS).unwrap();
    let mut config = HostConfig::new("http://localhost:8080/api".parse().unwrap(), database, keys);
    config.sandbox_url = Some(format!("http://{sandbox}").parse().unwrap());
    config.rate_limits = RateLimits::OFF;
    config
}

/// The host in a server that knows its users by tokens, too.
fn mounted(host: &Host) -> Router {
    host.router().layer(from_fn(recognise))
}

/// A bearer token that begins so, and goes on with the account.
const TOKEN_OF: &str = "token-of-";

async fn recognise(mut request: Request, next: Next) -> Response {
    let authorization =
        request.headers().get("authorization").and_then(|value| value.to_str().ok());
    let token = authorization.and_then(|value| value.strip_prefix("Bearer "));
    if let Some(account) = token.and_then(|token| token.strip_prefix(TOKEN_OF)) {
        let caller = Known::by_token(account);
        request.extensions_mut().insert(caller);
    }
    next.run(request).await
}

/// Starts a host that is called by its address, as a proxy before it might.
async fn start(
    mut config: HostConfig,
    router: impl FnOnce(&Host) -> Router,
) -> (Host, SocketAddr, JoinHandle<()>) {
    let listener = bind().await;
    config.allowed_hosts.push(authority(listener.local_addr().unwrap()));
    let host = Host::start(config).await.unwrap();
    let (address, serving) = serve(listener, router(&host));
    (host, address, serving)
}

/// The name by which a host at this address is called.
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
        teamwork_connect_host::serve(listener, router, &ServeLimits::default(), stop).await;
    });
    (address, serving)
}
