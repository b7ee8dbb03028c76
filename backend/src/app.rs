//! What every handler can reach.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use axum::http::HeaderName;
use ipnet::IpNet;
use teamwork_connect_core::wire::Links;
use tokio::sync::RwLock;
use url::Url;

use crate::database::Database;
use crate::in_flight::InFlight;
use crate::metrics::Metrics;
use crate::provider::Provider;
use crate::public_url::PublicUrl;
use crate::rate_limits::Limiters;
use crate::readiness::Readiness;
use crate::{Authority, BearerToken, Clock, EncryptionKeys, Origin, Quotas};

/// The state of the backend, shared by all requests.
#[derive(Clone, Debug)]
pub(crate) struct App(pub(crate) Arc<Parts>);

#[derive(Debug)]
pub(crate) struct Parts {
    pub(crate) public_url: PublicUrl,
    pub(crate) database: Database,
    pub(crate) readiness: Readiness,
    pub(crate) metrics: Metrics,
    pub(crate) keys: EncryptionKeys,
    pub(crate) provider: Provider,
    pub(crate) in_flight: InFlight,
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
    /// Read by every check of Teamwork's answer as long as it goes on.
    pub(crate) checks: RwLock<()>,
    pub(crate) clock: Clock,
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
