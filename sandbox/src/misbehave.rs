//! The middleware before Teamwork's endpoints: logs each request, and misbehaves where told to.

use std::io;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::stream;

use crate::behaviour::Behaviour;
use crate::request_log::LoggedRequest;
use crate::sandbox::Sandbox;
use crate::site::host_of;

pub(crate) async fn misbehave(
    State(sandbox): State<Sandbox>,
    request: Request,
    next: Next,
) -> Response {
    let host = host_of(request.headers());
    let behaviour = sandbox.behaviour_for(&host, request.uri().path());
    sandbox.log(LoggedRequest::of(&host, &request));
    let Some(behaviour) = behaviour else {
        return next.run(request).await;
    };
    if let Some(delay) = behaviour.delay_ms {
        tokio::time::sleep(Duration::from_millis(delay)).await;
    }
    if behaviour.answers() { answer(behaviour) } else { next.run(request).await }
}

fn answer(behaviour: Behaviour) -> Response {
    let default_status = match behaviour.location {
        Some(_) => StatusCode::FOUND,
        None => StatusCode::OK,
    };
    let status = behaviour
        .status
        .and_then(|status| StatusCode::from_u16(status).ok())
        .unwrap_or(default_status);
    let body = if behaviour.close {
        broken_off()
    } else if let Some(length) = behaviour.huge_body {
        Body::from(huge(length))
    } else {
        Body::from(behaviour.body.unwrap_or_default())
    };
    let content_type = behaviour.content_type.unwrap_or_else(|| "application/json".to_owned());
    let mut response = (status, body).into_response();
    let headers = [
        (header::CONTENT_TYPE, Some(content_type)),
        (header::LOCATION, behaviour.location),
        (header::RETRY_AFTER, behaviour.retry_after.map(|seconds| seconds.to_string())),
    ];
    for (name, value) in headers {
        if let Some(value) = value.and_then(|value| HeaderValue::try_from(value).ok()) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// A JSON object that is good but for its size.
fn huge(length: usize) -> String {
    let frame = "{\"filler\":\"\"}".len();
    format!("{{\"filler\":\"{}\"}}", "a".repeat(length.saturating_sub(frame)))
}

/// A body whose second half never comes: the server can only close the socket.
fn broken_off() -> Body {
    let half = Ok(Bytes::from_static(b"{\"person\":"));
    let end = Err(io::Error::from(io::ErrorKind::ConnectionAborted));
    Body::from_stream(stream::iter([half, end]))
}
