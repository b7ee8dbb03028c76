//! The [`Backend`] type: starting it, its routers, and what an embedding server calls.

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

/// A running backend. Clones share the same state.
#[derive(Clone, Debug)]
pub struct Backend {
    app: App,
    janitor: Arc<JoinHandle<()>>,
}

impl Backend {
    /// Opens the database, runs its migrations, and checks the encryption keys.
    ///
    /// # Errors
    /// Returns a [`StartError`] if the configuration is invalid or the database can't be used.
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
        // This runs before the key check because deleting expired rows needs no key. Checks that
        // the previous process left unfinished will never complete, so they end here.
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

    /// Returns the router, with all routes below the path of the public URL, to merge with other
    /// routes.
    pub fn router(&self) -> Router {
        api::router(&self.app)
    }

    /// Returns the router for a server without other routes. Requests for any other path are
    /// refused and logged like the rest.
    pub fn standalone_router(&self) -> Router {
        api::standalone_router(&self.app)
    }

    /// Returns the routes for operators, to serve on a separate listen address that the public
    /// can't reach: `/metrics` for Prometheus, and `/health`, `/health/live` and `/health/ready`,
    /// all at the root.
    pub fn operations_router(&self) -> Router {
        api::operations_router(&self.app)
    }

    /// Signs a user in to an account and returns the `Set-Cookie` value for the response. Creates
    /// the account if it doesn't exist. Use it in a server that has its own sign-in and no local
    /// account.
    ///
    /// # Errors
    /// Returns an error if the session can't be stored.
    pub async fn sign_in(&self, account: &str) -> Result<String, SessionError> {
        let App(app) = &self.app;
        let (lifetime, now) = (app.session_lifetime_ms, app.clock.now());
        session::begin(&app.database, &app.public_url, account, lifetime, now).await
    }

    /// Ends all sessions of an account, in every browser. Returns how many there were.
    ///
    /// # Errors
    /// Returns an error if the change can't be stored.
    pub async fn sign_out_everywhere(&self, account: &str) -> Result<u64, SessionError> {
        Ok(session::end_all(&self.app.database, account).await?)
    }

    /// Returns the API key of a connection, for calls to Teamwork. Returns `None` if the account
    /// doesn't have that connection or the connection has no API key. The key is zeroed in memory
    /// when it is dropped.
    ///
    /// Send it as the user name of HTTP Basic, with any password, in requests below the
    /// connection's `apiBaseUrl`; see `examples/first_call.rs`. If Teamwork responds with 401, the
    /// key was revoked: ask the user to edit the connection.
    ///
    /// # Errors
    /// Returns an error if the key can't be read or decrypted.
    pub async fn api_key(
        &self,
        account: &str,
        connection: &str,
    ) -> Result<Option<Zeroizing<String>>, CredentialError> {
        let App(app) = &self.app;
        credential::api_key(app.database.pool(), &app.keys, account, connection).await
    }

    /// Returns the access token of a connection, for calls to Teamwork. Returns `None` if the
    /// account doesn't have that connection or the connection is not authorized. The token is
    /// zeroed in memory when it is dropped.
    ///
    /// Send it as `Authorization: Bearer …` in requests below the connection's `apiBaseUrl`, as in
    /// `examples/first_call.rs`. It does not expire by itself. If Teamwork responds with 401, it
    /// was revoked: ask the user to authorize the connection again.
    ///
    /// # Errors
    /// Returns an error if the token can't be read or decrypted.
    pub async fn access_token(
        &self,
        account: &str,
        connection: &str,
    ) -> Result<Option<Zeroizing<String>>, CredentialError> {
        let App(app) = &self.app;
        credential::access_token(app.database.pool(), &app.keys, account, connection).await
    }

    /// Deletes what has expired: sessions, stored responses to saves, authorizations, and tokens
    /// that nobody confirmed in time. The backend also does this by itself every 15 seconds.
    ///
    /// # Errors
    /// Returns an error if the database fails.
    pub async fn tidy(&self) -> Result<(), sqlx::Error> {
        let App(app) = &self.app;
        janitor::tidy(&app.database, &app.metrics, app.clock.now(), false).await
    }

    /// Encrypts all secrets under the current key that are still under an older key or in an older
    /// ciphertext format. It works in batches of a hundred secrets while the backend serves
    /// requests. Calling it again continues with what is left.
    ///
    /// # Errors
    /// Returns an error if the database fails. Finished batches stay.
    pub async fn rotate(&self) -> Result<Rotation, RotationError> {
        let App(app) = &self.app;
        let rotation = rotation::rotate(&app.database, &app.keys).await?;
        // SQLite's write-ahead log still contains the old ciphertexts.
        app.database.empty_log().await?;
        Ok(rotation)
    }

    /// Returns how much is encrypted under each key, by the key's ID. A key that encrypts nothing
    /// can be removed.
    ///
    /// # Errors
    /// Returns an error if the database fails.
    pub async fn key_usage(&self) -> Result<BTreeMap<String, KeyUsage>, RotationError> {
        Ok(rotation::usage(&self.app.database).await?)
    }

    /// Copies the database into a new file that only its owner can read, while the backend serves
    /// requests. The copy contains every change that was acknowledged before the call. It can
    /// replace the database as it is and needs the same keys.
    ///
    /// # Errors
    /// Returns an error if the file already exists or can't be created, or if the database fails.
    /// No partial file remains.
    pub async fn back_up(&self, file: &Path) -> Result<(), BackupError> {
        backup::back_up(&self.app.database, file).await
    }

    /// Counts the secrets that can and can't be decrypted, and logs the latter. Changes nothing.
    ///
    /// # Errors
    /// Returns an error if the database fails.
    pub async fn check_secrets(&self) -> Result<SecretsCheck, RotationError> {
        Ok(rotation::check(&self.app.database, &self.app.keys).await?)
    }

    /// Returns whether the backend can serve requests, as `/health/ready` reports it.
    pub async fn is_ready(&self) -> bool {
        self.app.readiness.look(&self.app.database).await
    }

    /// Waits until all running checks of Teamwork's answers have ended. They are bounded by their
    /// own timeout. The user can close the window during a check, so a check can outlive its
    /// request. Call this after the server has stopped.
    pub async fn settle(&self) {
        drop(self.app.checks.write().await);
    }

    /// Closes the database. Call it last, after the server has stopped.
    pub async fn close(&self) {
        self.janitor.abort();
        self.app.database.close().await;
    }
}

/// Accepts only http and https: a `javascript:` URL would run as a script of the backend's origin.
fn check_return_urls(urls: &BTreeMap<String, Url>) -> Result<(), StartError> {
    let bad = urls.iter().find(|(_, url)| !matches!(url.scheme(), "http" | "https"));
    match bad {
        Some((key, _)) => Err(StartError::ReturnUrl { key: key.clone() }),
        None => Ok(()),
    }
}
