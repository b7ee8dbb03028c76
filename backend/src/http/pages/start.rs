//! `GET /oauth/start/{id}`: redirects the browser that an authorization is bound to to Teamwork.

use axum::extract::State;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use teamwork_connect_core::ResultCode;
use teamwork_connect_core::wire::AuthorizationStatus;
use tracing::info;

use super::visitor::Visitor;
use super::{done, page};
use crate::app::App;
use crate::crypto::random_token;
use crate::http::api_error::ApiError;
use crate::http::path_id::PathId;
use crate::oauth::{binding, pkce, stale_cookies, state, verification_code};
use crate::operations::audit::Refusal;
use crate::store::authorization_row::AuthorizationRow;
use crate::store::{authorizations, confirmations, connections, oauth_clients};

const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

/// Redirects a browser to Teamwork.
///
/// It must be the browser that the authorization was bound to when it began. If the authorization
/// must be confirmed, the first browser that visits is bound to it with a cookie. Any other browser
/// is refused.
#[utoipa::path(
    get,
    path = "/oauth/start/{id}",
    params(("id" = String, Path)),
    responses(
        (
            status = 303,
            description = "To Teamwork's sign-in",
            headers(
                ("Location" = String),
                ("Set-Cookie" = String, description = "Binds the authorization to this browser, if it isn't bound yet"),
            ),
        ),
        (status = 403, description = "The authorization belongs to another browser or doesn't exist", content_type = "text/html", body = String),
        (status = 410, description = "The authorization has ended", content_type = "text/html", body = String),
        (
            status = 429,
            description = "Too many visits from this address",
            headers(("Retry-After" = u32)),
            content_type = "text/html",
            body = String,
        ),
    )
)]
pub(crate) async fn start(
    State(app): State<App>,
    id: Result<PathId, ApiError>,
    visitor: Visitor,
) -> Response {
    match try_start(&app, id, &visitor).await {
        Ok(response) => response,
        Err(error) => page::failure(&app, &error),
    }
}

async fn try_start(
    app: &App,
    id: Result<PathId, ApiError>,
    visitor: &Visitor,
) -> Result<Response, ApiError> {
    visitor.admit(app)?;
    let refuse = |refusal, row| {
        visitor.refused(refusal, row);
        Ok(page::refusal(app, StatusCode::FORBIDDEN, ResultCode::StateInvalid))
    };
    if !visitor.navigates() {
        return refuse(Refusal::NoNavigation, None);
    }
    let found = match id {
        Ok(id) => authorizations::find_of_anybody(app.database.pool(), id.as_str()).await?,
        Err(_) => None,
    };
    let Some(row) = found else {
        return refuse(Refusal::UnknownAuthorization, None);
    };
    let now = app.clock.now();
    let (binding, is_new) = match visitor.binding(app, &row) {
        Some(value) if visitor.may_be_its_user(app, &row).await? => (value.to_owned(), false),
        Some(_) => return refuse(Refusal::ForeignBrowser, Some(&row)),
        None => match bind(app, visitor, &row, now).await? {
            Some(value) => (value, true),
            None => return refuse(Refusal::ForeignBrowser, Some(&row)),
        },
    };
    let authorization = row.outcome(now)?;
    if authorization.status != AuthorizationStatus::Pending {
        visitor.refused(Refusal::TooLate, Some(&row));
        return Ok(done::page_of(app, StatusCode::GONE, visitor, &row, &authorization));
    }
    let cookies =
        if is_new { new_cookies(app, visitor, &row, &binding).await? } else { Vec::new() };
    let cookies = cookies.into_iter().map(|cookie| (header::SET_COOKIE, cookie));
    let cookies = AppendHeaders(cookies.collect::<Vec<_>>());
    let severed = app.sever_opener.then_some([(OPENER_POLICY, "same-origin")]);
    let to_teamwork = send(app, &row, &binding, now).await?;
    Ok((cookies, severed, to_teamwork).into_response())
}

/// Returns the `Set-Cookie` value that binds the authorization to this browser, and those that
/// remove stale cookies.
async fn new_cookies(
    app: &App,
    visitor: &Visitor,
    row: &AuthorizationRow,
    binding: &str,
) -> Result<Vec<String>, ApiError> {
    let now = app.clock.now();
    let stale = stale_cookies::of(&app.database, &app.public_url, visitor.cookies(), now);
    let mut cookies = stale.await?;
    cookies.push(binding::set_cookie(&app.public_url, &row.id, binding));
    Ok(cookies)
}

/// Binds an authorization that must be confirmed to the first browser that visits, and returns the
/// cookie's value. Returns `None` if this browser may not have it.
async fn bind(
    app: &App,
    visitor: &Visitor,
    row: &AuthorizationRow,
    now: i64,
) -> Result<Option<String>, ApiError> {
    if !row.needs_confirmation() || !visitor.may_be_its_user(app, row).await? {
        return Ok(None);
    }
    let (pool, account, id) = (app.database.writer(), row.account(), &row.id);
    let value = random_token::generate()?;
    let verification_code = verification_code::hash(id, &verification_code::of_cookie(id, &value))
        .ok_or(ApiError::Internal)?;
    let hash = random_token::hash(&value);
    let first = confirmations::bind(pool, &account, id, &hash, &verification_code, now).await?;
    Ok(first.then_some(value))
}

async fn send(
    app: &App,
    row: &AuthorizationRow,
    binding: &str,
    now: i64,
) -> Result<Response, ApiError> {
    let (pool, account) = (app.database.writer(), row.account());
    let connection = connections::find(pool, &account, &row.connection_id).await?;
    let client = connection
        .and_then(|connection| connection.oauth_client_id)
        // Deleting or changing a connection ends its authorizations, so this connection still has
        // both.
        .ok_or(ApiError::Internal)?;
    let client = oauth_clients::find(pool, &account, &client).await?;
    let client_id = client.ok_or(ApiError::Internal)?.client_id;
    // Every visit gets the same state, so an answer is accepted whichever window the user signs in
    // in.
    let state = state::of_cookie(&row.id, binding);
    let hash = random_token::hash(&state);
    if !authorizations::set_state(pool, &account, &row.id, &hash, &client_id, now).await? {
        return Ok(page::refusal(app, StatusCode::GONE, ResultCode::Expired));
    }
    let redirect_uri = app.public_url.join("/oauth/callback");
    let challenge = app.pkce.then(|| pkce::challenge(&pkce::verifier(&row.id, binding, &state)));
    let challenge = challenge.as_deref();
    let url = app.provider.authorization_url(&client_id, &redirect_uri, &state, challenge);
    info!(authorization = row.id, "redirecting the browser to Teamwork");
    Ok(page::go_to(url.ok_or(ApiError::Internal)?.as_str()))
}
