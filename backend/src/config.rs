//! What a backend is told when it starts.

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
    /// Where browsers reach the backend, such as `https://app.example/api`. It decides every URL that the
    /// backend writes, and the path below which its routes lie; no request header does.
    pub public_url: Url,
    /// The database: `sqlite:connections.sqlite3`, where the file is created if there is none, or
    /// `postgres://user:password@server/database`, which several processes can share.
    pub database_url: String,
    /// How long a request waits for others that write to the database, before it is told to come again.
    pub busy_timeout: Duration,
    /// How many bytes SQLite's file may have; what would make it larger is refused until something is
    /// deleted. `None` unless set: then the disk decides.
    pub max_database_size: Option<u64>,
    /// How many connections to PostgreSQL this process opens at most.
    pub database_connections: u32,
    /// The keys that credentials are encrypted with, the current one first.
    pub encryption_keys: EncryptionKeys,
    /// Where to send what is for Teamwork, or `None` for Teamwork itself.
    pub sandbox_url: Option<Url>,
    /// The way out to Teamwork: a proxy, and certificate authorities of one's own. Straight, unless set.
    pub egress: Egress,
    /// The names besides that of the public URL under which requests may reach the backend, such as the one by
    /// which a proxy or a health check calls it. None, unless set: any other is refused, since it may be
    /// a website's that somebody has pointed here.
    pub allowed_hosts: Vec<Authority>,
    /// The origins of pages on other origins that may call. None, unless set.
    pub allowed_origins: Vec<Origin>,
    /// Where the done page goes on to in redirect mode, under the names that pages give as `returnKey`.
    /// None, unless set: then everybody signs in in a window.
    pub return_urls: BTreeMap<String, Url>,
    /// The account that whoever calls `GET /config` is signed in to. `None` where the server that the
    /// backend is mounted in knows its users: by [`Backend::sign_in`](crate::Backend::sign_in), or by a
    /// [`Caller`](crate::http::caller::Caller) with each request.
    pub local_account: Option<String>,
    /// For trying out a page on another site: whoever sends this token is the local account, and nobody is
    /// signed in to it by a cookie. `None` unless set.
    pub bearer_token: Option<BearerToken>,
    /// How long a test of a connection may take as a whole, and how long the exchange of a code.
    pub test_timeout: Duration,
    /// How long a session lasts.
    pub session_lifetime: Duration,
    /// How much one account may have.
    pub quotas: Quotas,
    /// How often things may be asked for.
    pub rate_limits: RateLimits,
    /// The networks of the proxies before the backend, whose word counts for where a request comes from. None,
    /// unless set: then it is the address of who connects.
    pub trusted_proxies: Vec<IpNet>,
    /// The header in which these proxies say it: `x-forwarded-for`, `forwarded`, or one with a single address.
    pub client_ip_header: HeaderName,
    /// Whether the sign-in uses PKCE (RFC 7636). Teamwork's documents do not mention it, so it does not unless
    /// set.
    pub pkce: bool,
    /// Whether the window of the sign-in is cut off from the page that opened it, so that Teamwork's pages
    /// cannot send that page elsewhere. The page then learns by asking, only later. Not unless set.
    pub sever_opener: bool,
    /// Links in place of those to Teamwork in the panel's help.
    pub links: Option<Links>,
    /// What time it is.
    pub clock: Clock,
}

impl BackendConfig {
    /// A backend with one local account, for pages on its own origin, that calls Teamwork itself.
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
