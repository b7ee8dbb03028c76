//! Protection against requests that a foreign page makes a browser send.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::http::api_error::ApiError;

/// Passes only requests with the custom header: a form or an image can't set it, and a script of
/// another origin needs CORS permission to.
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
    // Browsers send this header. Other clients may omit it: without a browser there is no forged
    // request.
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
