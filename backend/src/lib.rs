//! The reference backend of teamwork-connect: everything that the panel calls.
//!
//! [`Backend`] is an axum router over a database, to mount in one's own server or to serve as it is. All
//! of its routes lie below the path of [`BackendConfig::public_url`]:
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use teamwork_connect_backend::{EncryptionKeys, Backend, BackendConfig, ServeLimits, serve};
//!
//! let keys = EncryptionKeys::parse(&std::env::var("ENCRYPTION_KEYS")?)?;
//! let config = BackendConfig::new("https://app.example/api".parse()?, "sqlite:connections.sqlite3", keys);
//! let backend = Backend::start(config).await?;
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:8081").await?;
//! let stop = async { tokio::signal::ctrl_c().await.unwrap_or_default() };
//! serve(listener, backend.standalone_router(), &ServeLimits::default(), stop).await;
//! backend.settle().await;
//! backend.close().await;
//! # Ok(())
//! # }
//! ```
//!
//! [`Backend::router`] is for a server that has other routes as well. Serve it with [`serve`]: plain
//! `axum::serve` has no limit of connections and no deadline for a request's head, for an idle connection, for
//! an answer that nobody reads, or for a graceful stop, so that a few hundred half-sent requests stop it. A
//! server of another kind needs limits of its own, and gives the backend the address of who connects as
//! `ConnectInfo<SocketAddr>`: by it the backend limits how often somebody comes to the pages of the sign-in,
//! begins sessions, or guesses tokens. [`Caller`] says how a server has its own users.
//!
//! A request for another name than that of the public URL is refused with 421, as a website that points its
//! own name here would have it ([`BackendConfig::allowed_hosts`]).
//!
//! The contract that it keeps is published by itself, as OpenAPI 3.1 at `/openapi.json`.

mod app;
mod auth;
mod authority;
mod backend;
mod clock;
mod config;
mod crypto;
mod durations;
mod http;
mod limits;
mod oauth;
mod operations;
mod origin;
mod provider;
mod public_url;
mod start_error;
mod store;
mod trace;

pub use auth::bearer_token::{BearerToken, BearerTokenError};
pub use auth::credential::CredentialError;
pub use auth::session::SessionError;
pub use authority::{Authority, AuthorityError};
pub use backend::Backend;
pub use clock::Clock;
pub use config::BackendConfig;
pub use crypto::key_provider::{KeyFile, KeyProvider, KeyVariable};
pub use crypto::{EncryptionKeys, KeyError};
pub use http::caller::Caller;
pub use http::serve::{ServeLimits, serve};
pub use limits::quotas::{Quotas, QuotasError};
pub use limits::rate_limits::{RateLimits, RateLimitsError};
pub use operations::backup::BackupError;
pub use operations::copy::{Copied, CopyError, copy_database};
pub use operations::rotation::{KeyUsage, Rotation, RotationError, SecretsCheck};
pub use origin::{Origin, OriginError};
pub use provider::egress::{Egress, EgressError};
pub use start_error::StartError;
