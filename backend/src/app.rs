//! The state that every handler can reach.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use axum::http::HeaderName;
use ipnet::IpNet;
use teamwork_connect_core::wire::Links;
use tokio::sync::RwLock;
use url::Url;

use crate::auth::bearer_token::BearerToken;
use crate::authority::Authority;
use crate::clock::Clock;
use crate::crypto::EncryptionKeys;
use crate::limits::in_flight::InFlight;
use crate::limits::quotas::Quotas;
use crate::limits::rate_limits::Limiters;
use crate::operations::metrics::Metrics;
use crate::operations::readiness::Readiness;
use crate::origin::Origin;
use crate::provider::client::Provider;
use crate::public_url::PublicUrl;
use crate::store::database::Database;
use crate::store::idempotent_answers::Scope;

/// The state of the backend, shared by all requests.
#[derive(Clone, Debug)]
pub(crate) struct App(pub(crate) Arc<Parts>);

#[derive(Debug)]
pub(crate) struct Parts {
    pub(crate) public_url: PublicUrl,
    pub(crate) database: Arc<Database>,
    pub(crate) readiness: Readiness,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) keys: EncryptionKeys,
    pub(crate) provider: Provider,
    pub(crate) in_flight: InFlight<Scope>,
    pub(crate) allowed_hosts: Vec<Authority>,
    pub(crate) allowed_origins: Vec<Origin>,
    pub(crate) return_urls: BTreeMap<String, Url>,
    pub(crate) local_account: Option<String>,
    pub(crate) bearer_token: Option<BearerToken>,
    pub(crate) links: Option<Links>,
    pub(crate) session_lifetime_ms: i64,
    pub(crate) quotas: Quotas,
    pub(crate) limits: Limiters,
    pub(crate) trusted_proxies: Vec<IpNet>,
    pub(crate) client_ip_header: HeaderName,
    pub(crate) pkce: bool,
    pub(crate) sever_opener: bool,
    /// Every check of Teamwork's answer holds a read lock on this while it runs.
    pub(crate) checks: RwLock<()>,
    pub(crate) clock: Clock,
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
