//! Refuses what is for another name, or from a page that may not call, before anything is done with it.
//!
//! A website can point its own name to this host (DNS rebinding). For the browser its pages are of the host's
//! own origin then, and no other check would notice.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::Authority;
use crate::api_error::ApiError;
use crate::app::App;

/// Lets through what is for the public URL's name, or for one that the host was configured with.
pub(crate) async fn refuse_misdirected(
    State(app): State<App>,
    request: Request,
    next: Next,
) -> Response {
    if is_for(&app, &request) {
        next.run(request).await
    } else {
        ApiError::Misdirected { public_url: app.public_url.join("") }.into_response()
    }
}

/// Lets through what names no origin, or one that may call.
pub(crate) async fn refuse_foreign(
    State(app): State<App>,
    request: Request,
    next: Next,
) -> Response {
    if has_known_origin(&app, request.headers()) {
        next.run(request).await
    } else {
        ApiError::OriginNotAllowed { public_url: app.public_url.join("") }.into_response()
    }
}

/// The same for forms. A browser that is sent from site to site, as in the sign-in, may say of a visit that it
/// is of an origin that it came by.
pub(crate) async fn refuse_foreign_forms(
    state: State<App>,
    request: Request,
    next: Next,
) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        next.run(request).await
    } else {
        refuse_foreign(state, request, next).await
    }
}

/// Whether each of the names that a request is for is one of the host's, and there is one.
fn is_for(app: &App, request: &Request) -> bool {
    let in_line = request.uri().authority().map(|authority| authority.as_str());
    let in_headers = request.headers().get_all(header::HOST);
    // What is no text is no name.
    let in_headers = in_headers.into_iter().map(|value| value.to_str().unwrap_or_default());
    let mut names = in_line.into_iter().chain(in_headers).peekable();
    names.peek().is_some() && names.all(|name| is_known(app, name))
}

fn is_known(app: &App, name: &str) -> bool {
    let Ok(authority) = Authority::parse(name) else {
        return false;
    };
    app.public_url.has_authority(&authority)
        || app.allowed_hosts.iter().any(|allowed| app.public_url.is_same(allowed, &authority))
}

fn has_known_origin(app: &App, headers: &HeaderMap) -> bool {
    headers.get_all(header::ORIGIN).into_iter().all(|origin| {
        origin == app.public_url.origin()
            || app.allowed_origins.iter().any(|allowed| allowed.as_header() == origin)
    })
}
