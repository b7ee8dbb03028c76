//! A stand-in for Teamwork on this machine, for the standalone page and for tests.
//!
//! [`Sandbox`] is an axum router with Teamwork's sign-in for apps and the few endpoints of Teamwork that
//! a connection test calls, with their real paths, methods and JSON shapes. As Teamwork does, it tells sites apart by the `Host`
//! header. It holds nothing of this project: what it knows of Teamwork, it knows on its own, so that a
//! mistake in one is found by the other.
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
