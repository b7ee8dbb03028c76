//! Refuses what a foreign page could make a browser send.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::http::api_error::ApiError;

/// Lets through only what was sent by a script that may: a form or an image cannot set the header, and
/// a script of another origin needs the leave that CORS gives.
pub(crate) async fn refuse_forged(
    State(app): State<App>,
    request: Request,
    next: Next,
) -> Response {
    match check(&app, request.headers()) {
        Ok(()) => next.run(request).await,
        Err(error) => error.into_response(),
    }
}

fn check(app: &App, headers: &HeaderMap) -> Result<(), ApiError> {
    let own = headers.get("x-requested-with").is_some_and(|value| value == "teamwork-connect");
    if !own {
        return Err(ApiError::RequestedWithMissing);
    }
    // Browsers say where a request comes from. Other clients say nothing, and are no danger here.
    let foreign = headers
        .get("sec-fetch-site")
        .is_some_and(|value| value == "cross-site" || value == "same-site");
    let allowed = headers
        .get(header::ORIGIN)
        .is_some_and(|origin| app.allowed_origins.iter().any(|own| own.as_header() == origin));
    if foreign && !allowed {
        return Err(ApiError::OriginNotAllowed { public_url: app.public_url.join("") });
    }
    Ok(())
}
