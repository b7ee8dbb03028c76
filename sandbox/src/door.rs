//! Which requests get in: those for Teamwork or for this machine, and to the controls only what no website
//! has sent.
//!
//! A website can point its own name to this machine (DNS rebinding), or post forms to it. It must not control
//! the sandbox, nor read what was asked of it.

use std::net::IpAddr;

use axum::extract::Request;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Lets through what is for Teamwork or for this machine.
pub(crate) async fn known_names(request: Request, next: Next) -> Response {
    match names(&request) {
        Some(names) if names.iter().all(|name| is_teamwork(name) || is_this_machine(name)) => {
            next.run(request).await
        }
        _ => misdirected(),
    }
}

/// Lets through what is for this machine.
pub(crate) async fn this_machine(request: Request, next: Next) -> Response {
    match names(&request) {
        Some(names) if names.iter().all(is_this_machine) => next.run(request).await,
        _ => misdirected(),
    }
}

/// Lets through what is for this machine, and does not come from a page of somebody else.
pub(crate) async fn this_machine_alone(request: Request, next: Next) -> Response {
    match names(&request) {
        Some(names) if names.iter().all(is_this_machine) => {
            if is_foreign(request.headers(), &names) {
                let words = "Only local programs and the sandbox's own pages can control it.\n";
                (StatusCode::FORBIDDEN, words).into_response()
            } else {
                next.run(request).await
            }
        }
        _ => misdirected(),
    }
}

fn misdirected() -> Response {
    let words = "Use localhost, 127.0.0.1, or a Teamwork site as the hostname.\n";
    (StatusCode::MISDIRECTED_REQUEST, words).into_response()
}

/// Each name that a request is for. `None` where there is none, or one that cannot be read.
fn names(request: &Request) -> Option<Vec<Authority>> {
    let in_line = request.uri().authority().cloned().map(Some);
    let in_headers = request.headers().get_all(header::HOST).into_iter();
    let in_headers = in_headers.map(|value| value.to_str().ok()?.parse::<Authority>().ok());
    let names: Option<Vec<_>> = in_line.into_iter().chain(in_headers).collect();
    names.filter(|names| !names.is_empty() && names.iter().all(|name| !name.as_str().contains('@')))
}

fn is_teamwork(name: &Authority) -> bool {
    let host = name.host().to_ascii_lowercase();
    host == "teamwork.com" || host.ends_with(".teamwork.com")
}

fn is_this_machine(name: &Authority) -> bool {
    let host = name.host().to_ascii_lowercase();
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || address.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

/// Whether a browser says that a page of another origin sends it.
fn is_foreign(headers: &HeaderMap, names: &[Authority]) -> bool {
    let own = |origin: &str| {
        let uri = origin.parse::<Uri>().ok();
        uri.is_some_and(|uri| names.iter().all(|name| uri.authority() == Some(name)))
    };
    let mut origins = headers.get_all(header::ORIGIN).into_iter();
    let foreign_origin = origins.any(|origin| !origin.to_str().is_ok_and(own));
    let site = headers.get("sec-fetch-site");
    foreign_origin || site.is_some_and(|site| site == "cross-site" || site == "same-site")
}
