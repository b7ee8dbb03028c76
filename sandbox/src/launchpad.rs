//! Teamwork's sign-in for apps, the App Login Flow: OAuth 2.0 with its own paths.
//!
//! The user's browser visits the [login] page, then the [consent] page, and returns to the app with
//! a code. The app's server exchanges the code at the [token] endpoint. As with Teamwork, one
//! launchpad serves all sites. Here it responds on any hostname, because a browser can't choose its
//! `Host` header.
//!
//! Sources of paths and shapes: apidocs.teamwork.com/guides/teamwork/app-login-flow, and Teamwork's
//! MCP server for [userinfo].

mod app;
mod consent;
mod login;
mod page;
mod random;
mod send_back;
mod sign_ins;
mod token;
mod userinfo;

use axum::Router;

use crate::sandbox::Sandbox;

pub(crate) use app::App;
pub use app::{CLIENT_ID, CLIENT_SECRET};
pub(crate) use sign_ins::{Identity, SignIns};

pub(crate) fn router() -> Router<Sandbox> {
    Router::new()
        .merge(login::router())
        .merge(consent::router())
        .merge(token::router())
        .merge(userinfo::router())
}
