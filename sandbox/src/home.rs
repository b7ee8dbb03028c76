//! The page at `/`, for people who open the sandbox in a browser.

use axum::Router;
use axum::response::Html;
use axum::routing::get;

use crate::sandbox::Sandbox;

pub(crate) fn router() -> Router<Sandbox> {
    Router::new().route("/", get(async || Html(include_str!("home.html"))))
}
