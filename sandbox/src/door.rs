//! Access control: requests must be for Teamwork's hostnames or for this machine, and no website
//! can use the control endpoints.
//!
//! A website can point its own DNS name to this machine (DNS rebinding) or post forms to it. It
//! must neither control the sandbox nor read its request log.

use std::net::IpAddr;

use axum::extract::Request;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Passes requests for Teamwork's hostnames or for this machine.
pub(crate) async fn known_names(request: Request, next: Next) -> Response {
    match names(&request) {
        Some(names) if names.iter().all(|name| is_teamwork(name) || is_this_machine(name)) => {
            next.run(request).await
        }
        _ => misdirected(),
    }
}

/// Passes requests for this machine.
pub(crate) async fn this_machine(request: Request, next: Next) -> Response {
    match names(&request) {
        Some(names) if names.iter().all(is_this_machine) => next.run(request).await,
        _ => misdirected(),
    }
}

/// Passes requests for this machine unless a page of another origin sent them.
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

/// Returns every authority that the request names. Returns `None` if it names no authority or an
/// invalid one.
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

/// Returns whether the headers show that a page of another origin sent the request.
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
