//! The outermost middleware: an ID and a log line for each request, and headers that all responses
//! share.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tracing::field::Empty;
use tracing::{Instrument, info, info_span};
use uuid::Uuid;

use crate::app::App;
use crate::http::api_error::ApiError;
use crate::http::client_ip::ClientIp;
use crate::http::problem::Problem;
use crate::operations::audit;
use crate::trace::{self, TRACEPARENT, Trace};

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The maximum length of a logged method. Clients can invent methods.
const MAX_METHOD: usize = 16;

pub(crate) async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let id = Uuid::new_v4().simple().to_string();
    // Log the route, not the path or the query: a path can contain anything, and a query can
    // contain a code.
    let route = request.extensions().get::<MatchedPath>().map_or("unmatched", MatchedPath::as_str);
    let matched = request.extensions().get::<MatchedPath>().is_some();
    // Account and object are recorded later, where they become known.
    let span = info_span!("request", %id, method = shown(request.method()), route, account = Empty, object = Empty, trace = Empty);
    let traceparent = request.headers().get(TRACEPARENT).and_then(|value| value.to_str().ok());
    let trace = traceparent.and_then(Trace::parse);
    if let Some(trace) = &trace {
        span.record("trace", trace.id());
        trace.adopt(&span);
    }
    let (counted_as, method) = (route.to_owned(), known(request.method()));
    let ClientIp(ip) = ClientIp::find(&app, request.headers(), request.extensions());
    async move {
        let begun = Instant::now();
        let response = trace::within(trace, next.run(request)).await;
        if let Some(error) = response.extensions().get::<ApiError>()
            && (matched || !matches!(error, ApiError::NotFound))
            && error.is_about_the_sender()
        {
            audit::request_refused(error.kind().0, ip);
        }
        let response = finish(response, &id);
        let took = begun.elapsed();
        app.metrics.request(&counted_as, method, response.status().as_u16(), took);
        let latency_ms = took.as_millis();
        info!(status = response.status().as_u16(), latency_ms, "answered");
        response
    }
    .instrument(span)
    .await
}

/// Returns the method for the metrics. All invented methods count as one.
fn known(method: &Method) -> &'static str {
    let known = ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"];
    known.into_iter().find(|known| *known == method.as_str()).unwrap_or("other")
}

fn shown(method: &Method) -> &str {
    // A method is ASCII, so it can be cut anywhere.
    method.as_str().get(..MAX_METHOD).unwrap_or(method.as_str())
}

fn finish(mut response: Response, id: &str) -> Response {
    if let Some(error) = response.extensions_mut().remove::<ApiError>() {
        response = with_problem(response, &error, id);
    }
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert(X_REQUEST_ID, id);
    }
    response
}

/// Writes the problem document into the response and keeps its other headers, such as those of
/// CORS.
fn with_problem(response: Response, error: &ApiError, id: &str) -> Response {
    let problem = Problem::new(error, id).into_response();
    let (mut parts, _) = response.into_parts();
    let (problem, body) = problem.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.extend(problem.headers);
    if let Some(seconds) = error.retry_after() {
        parts.headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    Response::from_parts(parts, body)
}
