//! The host as a whole.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use tokio::sync::RwLock;
use tracing::warn;
use url::Url;
use zeroize::Zeroizing;

use crate::app::{App, Parts};
use crate::credential::CredentialError;
use crate::database::Database;
use crate::in_flight::InFlight;
use crate::key_check::check_keys;
use crate::provider::Provider;
use crate::public_url::PublicUrl;
use crate::rate_limits::Limiters;
use crate::session::SessionError;
use crate::{HostConfig, StartError, api, authorization_store, credential, session};

/// A running host. Clones are the same one.
#[derive(Clone, Debug)]
pub struct Host {
    app: App,
}

impl Host {
    /// Opens the database, brings its tables up to date, and checks the keys.
    ///
    /// # Errors
    /// [`StartError`] says what is wrong with the configuration or with the database.
    pub async fn start(config: HostConfig) -> Result<Self, StartError> {
        let public_url = PublicUrl::new(&config.public_url)?;
        if public_url.is_plain_and_remote() {
            warn!(
                "the public URL is http:// and not on this machine: whoever is on the way reads along, and \
                 browsers refuse the cookie of the sign-in to Teamwork"
            );
        }
        let provider = Provider::new(config.sandbox_url, config.egress, config.test_timeout)?;
        check_return_urls(&config.return_urls)?;
        let database = Database::open(&config.database_url).await?;
        check_keys(&database, &config.encryption_keys, config.clock.now()).await?;
        end_what_broke_off(&database, config.clock.now()).await?;
        if let (Some(_), Some(account)) = (&config.bearer_token, &config.local_account) {
            let ended = session::end_all(&database, account).await?;
            if ended > 0 {
                warn!(
                    ended,
                    "the sessions of the local account were ended, since it has a token now"
                );
            }
        }
        Ok(Self {
            app: App(Arc::new(Parts {
                public_url,
                database,
                keys: config.encryption_keys,
                provider,
                in_flight: InFlight::default(),
                allowed_hosts: config.allowed_hosts,
                allowed_origins: config.allowed_origins,
                return_urls: config.return_urls,
                local_account: config.local_account,
                bearer_token: config.bearer_token,
                links: config.links,
                session_lifetime_ms: i64::try_from(config.session_lifetime.as_millis())
                    .unwrap_or(i64::MAX),
                limits: Limiters::new(config.rate_limits, config.clock.clone()),
                trusted_proxies: config.trusted_proxies,
                client_ip_header: config.client_ip_header,
                pkce: config.pkce,
                sever_opener: config.sever_opener,
                checks: RwLock::default(),
                clock: config.clock,
            })),
        })
    }

    /// Its routes, all below the path of the public URL, to mount beside others.
    pub fn router(&self) -> Router {
        api::router(&self.app)
    }

    /// Its routes for a server that has no others: what lies elsewhere is refused and logged as the rest.
    pub fn standalone_router(&self) -> Router {
        api::standalone_router(&self.app)
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
    /// it is authorised. It is overwritten in memory when it is dropped.
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

    /// Waits until every answer of Teamwork is checked, which takes no longer than the checks may. A window
    /// may be closed before that, so no request stands for them. Call it when nothing is served any more.
    pub async fn settle(&self) {
        drop(self.app.checks.write().await);
    }

    /// Closes the database. Call it last, when nothing is served any more.
    pub async fn close(&self) {
        self.app.database.pool().close().await;
    }
}

/// Ends the attempts that were being checked when the host stopped, so that nobody waits for them.
async fn end_what_broke_off(database: &Database, now: i64) -> sqlx::Result<()> {
    let mut transaction = database.write().await?;
    authorization_store::purge(&mut transaction, now).await?;
    let ended = authorization_store::end_broken_off(&mut transaction).await?;
    transaction.commit().await?;
    if ended > 0 {
        warn!(
            ended,
            "attempts were being checked when the host stopped; how they ended is unknown"
        );
    }
    Ok(())
}

/// A `javascript:` URL would be a script of the host's.
fn check_return_urls(urls: &BTreeMap<String, Url>) -> Result<(), StartError> {
    let bad = urls.iter().find(|(_, url)| !matches!(url.scheme(), "http" | "https"));
    match bad {
        Some((key, _)) => Err(StartError::ReturnUrl { key: key.clone() }),
        None => Ok(()),
    }
}
