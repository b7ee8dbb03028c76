//! Refuses requests for another hostname, or from a page that is not allowed, before they are
//! processed.
//!
//! A website can point its own DNS name to this backend (DNS rebinding). To the browser, its pages
//! then share the backend's origin, so no other check would notice.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::authority::Authority;
use crate::http::api_error::ApiError;

const X_FORWARDED_HOST: &str = "x-forwarded-host";

/// Passes requests for the public URL's hostname or for an additionally allowed one.
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

/// Passes requests without an origin or with an allowed one.
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

/// Does the same for forms. After redirects between sites, as in the sign-in, a browser may send
/// the origin of an earlier site with a navigation, so only forms are checked.
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

/// Returns whether the request names at least one authority and all of them are the backend's.
fn is_for(app: &App, request: &Request) -> bool {
    let in_line = request.uri().authority().map(|authority| authority.as_str());
    let in_headers = values(request.headers(), header::HOST.as_str());
    let names: Option<Vec<_>> =
        in_line.into_iter().chain(in_headers).map(|name| Authority::parse(name).ok()).collect();
    let Some(names) = names.filter(|names| !names.is_empty()) else {
        return false;
    };
    let port = app.public_url.default_port();
    let is_public = |name: &Authority| app.public_url.authority().is(name, port);
    if names.iter().all(is_public) {
        return true;
    }
    let is_known = |name| is_public(name) || app.allowed_hosts.iter().any(|own| own.is(name, port));
    names.iter().all(is_known) && was_for(app, request.headers())
}

/// Returns whether the authority that a proxy received was the backend's, as far as the proxy
/// reports it. A proxy that calls the backend by its own name would otherwise let every request in.
/// Some proxies omit the port.
fn was_for(app: &App, headers: &HeaderMap) -> bool {
    let port = app.public_url.default_port();
    let names = values(headers, X_FORWARDED_HOST).flat_map(|line| line.split(','));
    names.map(|name| Authority::parse(name.trim())).all(|name| {
        name.is_ok_and(|name| {
            app.public_url.authority().is_perhaps(&name, port)
                || app.allowed_hosts.iter().any(|own| own.is_perhaps(&name, port))
        })
    })
}

/// Returns the values of a header, with an empty string for a value that is not text.
fn values<'a>(headers: &'a HeaderMap, name: &str) -> impl Iterator<Item = &'a str> {
    headers.get_all(name).into_iter().map(|value| value.to_str().unwrap_or_default())
}

fn has_known_origin(app: &App, headers: &HeaderMap) -> bool {
    headers.get_all(header::ORIGIN).into_iter().all(|origin| {
        origin == app.public_url.origin()
            || app.allowed_origins.iter().any(|allowed| allowed.as_header() == origin)
    })
}
