//! `/session` and `/sessions`: signing out, here or everywhere.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;

use crate::app::App;
use crate::auth::session;
use crate::http::api_error::ApiError;
use crate::http::cookies;
use crate::http::problem::Problem;
use crate::operations::audit::Event;
use crate::store::account::Account;

/// Ends the session of this browser, if it has one.
///
/// If the backend has one local account for everybody, the next `GET /config` begins another
/// session.
#[utoipa::path(
    delete,
    path = "/session",
    security(()),
    responses(
        (status = 204, headers(("Set-Cookie" = String, description = "Removes the cookie"))),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn end(
    State(app): State<App>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, ApiError> {
    let ended = session::end(&app.database, &app.public_url, cookies::all(&headers)).await?;
    if let Some(account) = ended {
        app.metrics.done(Event::SessionEnded, account.id());
    }
    let cookie = session::clear_cookie(&app.public_url);
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]))
}

/// Ends all sessions of the account, in every browser.
#[utoipa::path(
    delete,
    path = "/sessions",
    responses(
        (status = 204, headers(("Set-Cookie" = String, description = "Removes the cookie"))),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn end_all(
    State(app): State<App>,
    account: Account,
) -> Result<impl IntoResponse, ApiError> {
    app.limits.change(account.id())?;
    session::end_all(&app.database, account.id()).await?;
    app.metrics.done(Event::SessionsEnded, account.id());
    let cookie = session::clear_cookie(&app.public_url);
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]))
}
