//! The files of a page, and their headers.

use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::services::ServeDir;

use crate::Engine;

/// The script that records console messages.
const COLLECTOR: &str = include_str!("collector.js");

/// Headers sent with every file of a page, as last set by a test.
#[derive(Clone, Debug, Default)]
pub(crate) struct PageHeaders(Arc<Mutex<HeaderMap>>);

impl PageHeaders {
    /// From now on, sends these headers with every file.
    pub(crate) fn set(&self, headers: &[(&str, &str)]) {
        let header = |(name, value): &(&str, &str)| {
            (name.parse::<HeaderName>().unwrap(), value.parse::<HeaderValue>().unwrap())
        };
        *self.0.lock().unwrap() = headers.iter().map(header).collect();
    }
}

/// Serves a directory with these headers. A page is modified only if the engine has no log: the script that
/// records console messages is inserted first.
pub(crate) fn site_files(directory: &Path, documents: Router, headers: PageHeaders) -> Router {
    let collector = || async { ([(CONTENT_TYPE, "text/javascript")], COLLECTOR) };
    documents
        .route("/collector.js", get(collector))
        .fallback_service(ServeDir::new(directory))
        .layer(from_fn_with_state(headers, dress))
}

async fn dress(State(headers): State<PageHeaders>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().extend(headers.0.lock().unwrap().clone());
    let is_page = response
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page || Engine::of_this_run().has_log() {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    parts.headers.remove(CONTENT_LENGTH);
    let page = to_bytes(body, usize::MAX).await.unwrap();
    let page = String::from_utf8(page.to_vec()).unwrap();
    let page = page.replacen("<head>", "<head><script src=\"/collector.js\"></script>", 1);
    (parts, Body::from(page)).into_response()
}
