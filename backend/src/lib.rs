//! The reference backend of teamwork-connect: everything that the panel calls.
//!
//! [`Backend`] provides an axum router over a database. Mount it in your own server or serve it as
//! it is. All of its routes are below the path of [`BackendConfig::public_url`]:
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
//! Use [`Backend::router`] in a server that has other routes, and serve it with [`serve`]. Plain
//! `axum::serve` limits neither the number of connections nor the time for a request's head, for an
//! idle connection, for a response that the client doesn't read, or for a graceful shutdown, so a
//! few hundred half-sent requests can block it. Any other server needs its own limits and must pass
//! the client's address to the backend as `ConnectInfo<SocketAddr>`. The backend uses that address
//! to limit how often a client visits the sign-in pages, begins sessions, or guesses tokens. See
//! [`Caller`] for a server that has its own users.
//!
//! A request for any hostname other than that of the public URL is refused with 421, because a
//! website can point its own DNS name at this server ([`BackendConfig::allowed_hosts`]).
//!
//! The backend publishes its API as an OpenAPI 3.1 document at `/openapi.json`.

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
