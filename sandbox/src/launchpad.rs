//! Teamwork's sign-in for apps, the App Login Flow: OAuth 2.0 with its own paths.
//!
//! A user's browser comes to the [login] page, goes on to the [consent] page and back to the app with a
//! code. The app's server exchanges the code at the [token] endpoint. As with Teamwork, there is one
//! launchpad for all sites; here it answers on any host, since a browser cannot choose its `Host`.
//!
//! Paths and shapes: apidocs.teamwork.com/guides/teamwork/app-login-flow, and Teamwork's MCP server for
//! [userinfo].

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
