//! The middleware in front of Teamwork's endpoints. It logs each request and applies the behavior.

mod body;

use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::stream;

use crate::behavior::Behavior;
use crate::request_log::LoggedRequest;
use crate::sandbox::Sandbox;
use crate::site::host_of;

pub(crate) async fn misbehave(
    State(sandbox): State<Sandbox>,
    mut request: Request,
    next: Next,
) -> Response {
    let host = host_of(request.headers());
    let turn = sandbox.hold().turn();
    let behavior = sandbox.behavior_for(&host, request.uri().path()).unwrap_or_default();
    sandbox.log(LoggedRequest::of(&host, &request));
    if let Some(delay) = behavior.delay_ms {
        tokio::time::sleep(Duration::from_millis(delay)).await;
    }
    if behavior.hold {
        turn.wait().await;
    }
    if behavior.hang_up {
        return body::failing().into_response();
    }
    let opener_policy = behavior.cross_origin_opener_policy.clone();
    let no_answer = behavior.no_answer;
    let mut response = if behavior.answers() {
        answer(behavior)
    } else {
        // The endpoints apply the remaining fields.
        request.extensions_mut().insert(behavior);
        next.run(request).await
    };
    if no_answer {
        response = body::failing().into_response();
    }
    set_header(&mut response, OPENER_POLICY, opener_policy);
    response
}

const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

fn answer(behavior: Behavior) -> Response {
    let default_status = match behavior.location {
        Some(_) => StatusCode::FOUND,
        None => StatusCode::OK,
    };
    let status = behavior
        .status
        .and_then(|status| StatusCode::from_u16(status).ok())
        .unwrap_or(default_status);
    let body = if behavior.close {
        body::broken_off()
    } else if let Some(length) = behavior.huge_body {
        body::dripping(body::huge(length), behavior.drip_ms)
    } else {
        let body = Bytes::from(behavior.body.unwrap_or_default());
        match behavior.drip_ms {
            None => Body::from(body),
            wait => body::dripping(stream::iter([body]), wait),
        }
    };
    let content_type = behavior.content_type.unwrap_or_else(|| "application/json".to_owned());
    let mut response = (status, body).into_response();
    let retry_after = behavior.retry_after.map(|seconds| seconds.to_string());
    set_header(&mut response, header::CONTENT_TYPE, Some(content_type));
    set_header(&mut response, header::LOCATION, behavior.location);
    set_header(&mut response, header::RETRY_AFTER, retry_after);
    response
}

fn set_header(response: &mut Response, name: HeaderName, value: Option<String>) {
    if let Some(value) = value.and_then(|value| HeaderValue::try_from(value).ok()) {
        response.headers_mut().insert(name, value);
    }
}
