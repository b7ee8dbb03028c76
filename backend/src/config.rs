//! The configuration of a backend.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::http::HeaderName;
use ipnet::IpNet;
use teamwork_connect_core::wire::Links;
use url::Url;

use crate::auth::bearer_token::BearerToken;
use crate::authority::Authority;
use crate::clock::Clock;
use crate::crypto::EncryptionKeys;
use crate::limits::quotas::Quotas;
use crate::limits::rate_limits::RateLimits;
use crate::origin::Origin;
use crate::provider::egress::Egress;

/// The configuration of a [`Backend`](crate::backend::Backend).
#[derive(Clone, Debug)]
pub struct BackendConfig {
    /// The URL at which browsers reach the backend, such as `https://app.example/api`. It
    /// determines every URL that the backend writes and the path below which its routes are
    /// mounted. Request headers never do.
    pub public_url: Url,
    /// The database: `sqlite:connections.sqlite3`, which creates the file if it doesn't exist, or
    /// `postgres://user:password@server/database`, which several processes can share.
    pub database_url: String,
    /// How long a request waits for other writers of the database before it fails and the client is
    /// asked to retry.
    pub busy_timeout: Duration,
    /// The maximum size of SQLite's file in bytes. Writes that would exceed it are refused until
    /// something is deleted. `None` by default: only the disk limits it.
    pub max_database_size: Option<u64>,
    /// The maximum number of PostgreSQL connections that this process opens.
    pub database_connections: u32,
    /// The keys that encrypt credentials, the current one first.
    pub encryption_keys: EncryptionKeys,
    /// Where to send requests for Teamwork. `None` sends them to Teamwork itself.
    pub sandbox_url: Option<Url>,
    /// How requests reach Teamwork: an optional proxy and additional certificate authorities.
    /// Direct by default.
    pub egress: Egress,
    /// Hostnames, besides that of the public URL, by which requests may reach the backend, such as
    /// those that a proxy or a health check uses. Empty by default. Requests for any other hostname
    /// are refused: it may belong to a website that points its DNS name at this server.
    pub allowed_hosts: Vec<Authority>,
    /// The origins whose pages may call the backend, besides its own. Empty by default.
    pub allowed_origins: Vec<Origin>,
    /// The URLs to which the done page returns in redirect mode, by the name that pages send as
    /// `returnKey`. Empty by default: then every sign-in uses a window.
    pub return_urls: BTreeMap<String, Url>,
    /// The account that every caller of `GET /config` is signed in to. Use `None` if the embedding
    /// server knows its users: through [`Backend::sign_in`](crate::Backend::sign_in), or through a
    /// [`Caller`](crate::http::caller::Caller) with each request.
    pub local_account: Option<String>,
    /// A token for trying out a page on another site. A request with this token acts as the local
    /// account, and no cookie signs anybody in to it. `None` by default.
    pub bearer_token: Option<BearerToken>,
    /// The time limit of an entire connection test, and of a code exchange.
    pub test_timeout: Duration,
    /// How long a session lasts.
    pub session_lifetime: Duration,
    /// The limits on what one account can store.
    pub quotas: Quotas,
    /// The rate limits.
    pub rate_limits: RateLimits,
    /// The networks of trusted proxies in front of the backend, whose headers determine the
    /// client's address. Empty by default: then the address of the TCP connection counts.
    pub trusted_proxies: Vec<IpNet>,
    /// The header in which these proxies send the client's address: `x-forwarded-for`, `forwarded`,
    /// or one with a single address.
    pub client_ip_header: HeaderName,
    /// Whether the sign-in uses PKCE (RFC 7636). Teamwork's documentation doesn't mention it, so it
    /// is off by default.
    pub pkce: bool,
    /// Whether to cut the sign-in window off from the page that opened it, so that Teamwork's pages
    /// can't navigate that page. The page then learns the outcome later, by polling. Off by
    /// default.
    pub sever_opener: bool,
    /// Links that replace those to Teamwork in the panel's help.
    pub links: Option<Links>,
    /// The clock.
    pub clock: Clock,
}

impl BackendConfig {
    /// Returns a configuration with one local account, for pages on the backend's own origin, that
    /// calls Teamwork itself.
    #[must_use]
    pub fn new(
        public_url: Url,
        database_url: impl Into<String>,
        encryption_keys: EncryptionKeys,
    ) -> Self {
        Self {
            public_url,
            database_url: database_url.into(),
            busy_timeout: Duration::from_secs(5),
            max_database_size: None,
            database_connections: 10,
            encryption_keys,
            sandbox_url: None,
            egress: Egress::default(),
            allowed_hosts: Vec::new(),
            allowed_origins: Vec::new(),
            return_urls: BTreeMap::new(),
            local_account: Some("local".to_owned()),
            bearer_token: None,
            test_timeout: Duration::from_secs(15),
            session_lifetime: Duration::from_secs(30 * 24 * 60 * 60),
            quotas: Quotas::default(),
            rate_limits: RateLimits::default(),
            trusted_proxies: Vec::new(),
            client_ip_header: HeaderName::from_static("x-forwarded-for"),
            pkce: false,
            sever_opener: false,
            links: None,
            clock: Clock::system(),
        }
    }
}
