//! The backend as a whole.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use tokio::sync::RwLock;
use tokio::task::JoinHandle;
use tracing::warn;
use url::Url;
use zeroize::Zeroizing;

use crate::app::{App, Parts};
use crate::auth::credential::{self, CredentialError};
use crate::auth::session::{self, SessionError};
use crate::config::BackendConfig;
use crate::http::api;
use crate::limits::in_flight::InFlight;
use crate::limits::rate_limits::Limiters;
use crate::operations::backup::{self, BackupError};
use crate::operations::janitor;
use crate::operations::metrics::Metrics;
use crate::operations::readiness::Readiness;
use crate::operations::rotation::{self, KeyUsage, Rotation, RotationError, SecretsCheck};
use crate::provider::client::Provider;
use crate::public_url::PublicUrl;
use crate::start_error::StartError;
use crate::store::connections;
use crate::store::database::{Database, DatabaseLimits};
use crate::store::key_check::check_keys;

/// A running backend. Clones are the same one.
#[derive(Clone, Debug)]
pub struct Backend {
    app: App,
    janitor: Arc<JoinHandle<()>>,
}

impl Backend {
    /// Opens the database, brings its tables up to date, and checks the keys.
    ///
    /// # Errors
    /// [`StartError`] says what is wrong with the configuration or with the database.
    pub async fn start(config: BackendConfig) -> Result<Self, StartError> {
        let public_url = PublicUrl::new(&config.public_url)?;
        if public_url.is_plain_and_remote() {
            warn!(
                "the public URL is http:// and not on this machine: others on the network can \
                 read the traffic, and browsers reject the cookie for the Teamwork sign-in"
            );
        }
        let provider = Provider::new(config.sandbox_url, config.egress, config.test_timeout)?;
        check_return_urls(&config.return_urls)?;
        let limits = DatabaseLimits {
            patience: config.busy_timeout,
            max_size: config.max_database_size,
            connections: config.database_connections,
            sessions: config.quotas.sessions,
        };
        let database = Arc::new(Database::open(&config.database_url, limits).await?);
        let metrics = Arc::new(Metrics::new(&database));
        let now = config.clock.now();
        // Before the keys are checked: what is out of date needs no key. Nobody waits for what the process
        // before this one was checking.
        janitor::tidy(&database, &metrics, now, database.is_alone()).await?;
        connections::fill_in_name_keys(&database).await?;
        check_keys(&database, &config.encryption_keys, now).await?;
        if let (Some(_), Some(account)) = (&config.bearer_token, &config.local_account) {
            let ended = session::end_all(&database, account).await?;
            if ended > 0 {
                warn!(ended, "ended the local account's sessions because it now has a token");
            }
        }
        let app = App(Arc::new(Parts {
            public_url,
            database,
            readiness: Readiness::default(),
            metrics,
            keys: config.encryption_keys,
            provider,
            in_flight: InFlight::default(),
            allowed_hosts: config.allowed_hosts,
            allowed_origins: config.allowed_origins,
            return_urls: config.return_urls,
            local_account: config.local_account,
            bearer_token: config.bearer_token,
            links: config.links,
            quotas: config.quotas,
            session_lifetime_ms: i64::try_from(config.session_lifetime.as_millis())
                .unwrap_or(i64::MAX),
            limits: Limiters::new(config.rate_limits, config.clock.clone()),
            trusted_proxies: config.trusted_proxies,
            client_ip_header: config.client_ip_header,
            pkce: config.pkce,
            sever_opener: config.sever_opener,
            checks: RwLock::default(),
            clock: config.clock,
        }));
        let janitor = janitor::start(&app.database, Arc::clone(&app.metrics), app.clock.clone());
        Ok(Self { app, janitor: Arc::new(janitor) })
    }

    /// Its routes, all below the path of the public URL, to mount beside others.
    pub fn router(&self) -> Router {
        api::router(&self.app)
    }

    /// Its routes for a server that has no others: what lies elsewhere is refused and logged as the rest.
    pub fn standalone_router(&self) -> Router {
        api::standalone_router(&self.app)
    }

    /// What operators ask, for a listen address of its own that nobody else reaches: `/metrics` for Prometheus, and
    /// `/health`, `/health/live` and `/health/ready`, all at the root.
    pub fn operations_router(&self) -> Router {
        api::operations_router(&self.app)
    }

    /// Signs somebody in to an account, which is made if there is none. Gives the `Set-Cookie` value
    /// to answer with. For a server that has its own sign-in, and no local account.
    ///
    /// # Errors
    /// Where the session cannot be stored.
    pub async fn sign_in(&self, account: &str) -> Result<String, SessionError> {
        let App(app) = &self.app;
        let (lifetime, now) = (app.session_lifetime_ms, app.clock.now());
        session::begin(&app.database, &app.public_url, account, lifetime, now).await
    }

    /// Ends all sessions of an account, in every browser, and gives how many there were.
    ///
    /// # Errors
    /// Where that cannot be stored.
    pub async fn sign_out_everywhere(&self, account: &str) -> Result<u64, SessionError> {
        Ok(session::end_all(&self.app.database, account).await?)
    }

    /// The API key of a connection, for calls to Teamwork, if the account has that connection and it
    /// has a key. It is overwritten in memory when it is dropped.
    ///
    /// It is the user name of HTTP Basic, with any password, for requests below the connection's `apiBaseUrl`:
    /// `examples/first_call.rs` makes the first one. Where Teamwork answers with 401, the key was withdrawn: have
    /// the user edit the connection.
    ///
    /// # Errors
    /// Where it cannot be read or decrypted.
    pub async fn api_key(
        &self,
        account: &str,
        connection: &str,
    ) -> Result<Option<Zeroizing<String>>, CredentialError> {
        let App(app) = &self.app;
        credential::api_key(app.database.pool(), &app.keys, account, connection).await
    }

    /// The access token of a connection, for calls to Teamwork, if the account has that connection and
    /// it is authorized. It is overwritten in memory when it is dropped.
    ///
    /// It goes as `Authorization: Bearer …` with requests below the connection's `apiBaseUrl`, as in
    /// `examples/first_call.rs`. It does not expire by itself; where Teamwork answers with 401, it was withdrawn:
    /// have the user authorize the connection again.
    ///
    /// # Errors
    /// Where it cannot be read or decrypted.
    pub async fn access_token(
        &self,
        account: &str,
        connection: &str,
    ) -> Result<Option<Zeroizing<String>>, CredentialError> {
        let App(app) = &self.app;
        credential::access_token(app.database.pool(), &app.keys, account, connection).await
    }

    /// Removes what is out of date, which the backend also does by itself every 15 seconds: sessions, answers to
    /// saves, authorizations, and what nobody has confirmed in time.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn tidy(&self) -> Result<(), sqlx::Error> {
        let App(app) = &self.app;
        janitor::tidy(&app.database, &app.metrics, app.clock.now(), false).await
    }

    /// Encrypts under the current key whatever is under an older one, or in an older format of ciphertexts, a
    /// hundred secrets at a time: requests are served meanwhile. It can be called again, and goes on with what is
    /// left.
    ///
    /// # Errors
    /// Where the database fails. What was done before stays.
    pub async fn rotate(&self) -> Result<Rotation, RotationError> {
        let App(app) = &self.app;
        let rotation = rotation::rotate(&app.database, &app.keys).await?;
        // The log beside the file still holds what was there before.
        app.database.empty_log().await?;
        Ok(rotation)
    }

    /// What is encrypted under which key, by its ID. A key under which nothing is can be dropped.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn key_usage(&self) -> Result<BTreeMap<String, KeyUsage>, RotationError> {
        Ok(rotation::usage(&self.app.database).await?)
    }

    /// Copies the database into a new file, which only its owner may read: all that was answered before this was
    /// called. Requests are served meanwhile. The copy takes the place of the database as it is, and needs the same
    /// keys.
    ///
    /// # Errors
    /// Where there is such a file already, it cannot be made, or the database fails. Nothing is left then.
    pub async fn back_up(&self, file: &Path) -> Result<(), BackupError> {
        backup::back_up(&self.app.database, file).await
    }

    /// How many secrets can be decrypted, and how many cannot. The log says which these are. Nothing is changed.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn check_secrets(&self) -> Result<SecretsCheck, RotationError> {
        Ok(rotation::check(&self.app.database, &self.app.keys).await?)
    }

    /// Whether requests can be served, as `/health/ready` says it.
    pub async fn is_ready(&self) -> bool {
        self.app.readiness.look(&self.app.database).await
    }

    /// Waits until every answer of Teamwork is checked, which takes no longer than the checks may. A window
    /// may be closed before that, so no request stands for them. Call it when nothing is served any more.
    pub async fn settle(&self) {
        drop(self.app.checks.write().await);
    }

    /// Closes the database. Call it last, when nothing is served any more.
    pub async fn close(&self) {
        self.janitor.abort();
        self.app.database.close().await;
    }
}

/// A `javascript:` URL would be a script of the backend's.
fn check_return_urls(urls: &BTreeMap<String, Url>) -> Result<(), StartError> {
    let bad = urls.iter().find(|(_, url)| !matches!(url.scheme(), "http" | "https"));
    match bad {
        Some((key, _)) => Err(StartError::ReturnUrl { key: key.clone() }),
        None => Ok(()),
    }
}
