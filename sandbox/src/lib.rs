//! A stand-in for Teamwork on this machine, for the standalone page and for tests.
//!
//! [`Sandbox`] provides an axum router with Teamwork's sign-in for apps and the few Teamwork
//! endpoints that a connection test calls, with their real paths, methods and JSON shapes. Like
//! Teamwork, it distinguishes sites by the `Host` header. It shares no code with the rest of this
//! project: its knowledge of Teamwork is independent, so that each side reveals mistakes of the
//! other.
//!
//! ```no_run
//! # async fn example() -> std::io::Result<()> {
//! let sandbox = teamwork_connect_sandbox::Sandbox::new();
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
//! axum::serve(listener, sandbox.router()).await
//! # }
//! ```

mod api_error;
mod authentication;
mod behavior;
mod clock;
mod control;
mod door;
mod hold;
mod home;
mod launchpad;
mod misbehave;
mod products;
mod request_log;
mod routes;
mod sandbox;
mod site;
mod user;

pub use behavior::Behavior;
pub use launchpad::{CLIENT_ID, CLIENT_SECRET};
pub use request_log::{AuthorizationScheme, LoggedRequest};
pub use sandbox::Sandbox;
