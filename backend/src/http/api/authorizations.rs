//! Authorizations of a connection: beginning, reading and canceling them.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use teamwork_connect_core::wire::{
    Authorization, AuthorizationBody, AuthorizationMode, AuthorizationStart, AuthorizationStatus,
};

use crate::app::App;
use crate::crypto::random_token;
use crate::http::api_error::ApiError;
use crate::http::caller::Caller;
use crate::http::cookies;
use crate::http::json_body::JsonBody;
use crate::http::path_id::PathId;
use crate::http::problem::Problem;
use crate::oauth::{binding, stale_cookies};
use crate::operations::audit::Event;
use crate::store::account::Account;
use crate::store::authorization_row::{AuthorizationRow, LIFETIME_MS};
use crate::store::{authorizations, connections};

/// The maximum number of open authorizations per account.
const MAX_OPEN: usize = 5;

/// Begins an authorization and replaces the one that the connection may have.
///
/// A caller with a session cookie gets another cookie with the response, which binds the
/// authorization to this browser. If the request carries a token instead, or comes from a page on
/// another site, browsers would not store that cookie. Then the authorization reaches
/// `awaiting_confirmation` and must be confirmed.
#[utoipa::path(
    post,
    path = "/connections/{id}/authorizations",
    params(("id" = String, Path)),
    request_body = AuthorizationBody,
    responses(
        (
            status = 201,
            body = AuthorizationStart,
            headers(
                ("Location" = String),
                ("Set-Cookie" = String, description = "Binds the authorization to this browser, if it accepts cookies"),
            ),
        ),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn begin(
    State(app): State<App>,
    caller: Caller,
    connection: PathId,
    headers: HeaderMap,
    body: JsonBody<AuthorizationBody>,
) -> Result<Response, ApiError> {
    let return_key = return_key(&app, body.value)?;
    let (account, now) = (caller.account(), app.clock.now());
    app.limits.start(account.id())?;
    let connection = connection.as_str();
    // Done before the transaction, so that other writers don't wait for it.
    let cookies = cookies::all(&headers);
    let stale = stale_cookies::of(&app.database, &app.public_url, cookies, now).await?;
    let mut transaction = app.database.write(account).await?;
    let row = connections::find(&mut *transaction, account, connection)
        .await?
        .ok_or(ApiError::NotFound)?;
    if row.oauth_client_id.is_none() {
        return Err(ApiError::NotOauth);
    }
    authorizations::purge(&mut transaction, now).await?;
    let superseded = AuthorizationStatus::Superseded;
    authorizations::end_all_of(&mut transaction, account, connection, superseded, None, now)
        .await?;
    let expiries = authorizations::open_expiries(&mut transaction, account, now).await?;
    if let Some(soonest) = expiries.first().filter(|_| expiries.len() >= MAX_OPEN) {
        let ms = u64::try_from(soonest.saturating_sub(now)).unwrap_or(0);
        let retry_after = u32::try_from(ms.div_ceil(1000).max(1)).unwrap_or(u32::MAX);
        return Err(ApiError::TooManyAuthorizations { retry_after });
    }

    let id = PathId::generate();
    let id = id.as_str();
    let bound = keeps_cookies(&caller, &headers);
    let binding = if bound { Some(random_token::generate()?) } else { None };
    let hash = binding.as_deref().map(random_token::hash);
    let mut row = AuthorizationRow::new(id.to_owned(), account, connection, hash, now);
    row.return_key = return_key;
    row.origin = origin(&app, &headers);
    authorizations::insert(&mut transaction, account, &row, now).await?;
    transaction.commit().await?;
    app.metrics.done(Event::AuthorizationBegan, id);

    let binding = binding.map(|binding| binding::set_cookie(&app.public_url, id, &binding));
    let cookies = binding.into_iter().chain(stale).map(|cookie| (header::SET_COOKIE, cookie));
    let cookies: Vec<_> = cookies.collect();
    let location = app.public_url.join(&format!("/authorizations/{id}"));
    let start = AuthorizationStart {
        id: id.to_owned(),
        start_url: app.public_url.join(&format!("/oauth/start/{id}")),
        expires_in: u32::try_from(LIFETIME_MS / 1000).unwrap_or(u32::MAX),
    };
    let headers = (AppendHeaders(cookies), [(header::LOCATION, location)]);
    Ok((StatusCode::CREATED, headers, Json(start)).into_response())
}

/// Returns the status of an authorization.
#[utoipa::path(
    get,
    path = "/authorizations/{id}",
    params(("id" = String, Path)),
    responses(
        (status = 200, body = Authorization),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get(
    State(app): State<App>,
    account: Account,
    id: PathId,
) -> Result<Json<Authorization>, ApiError> {
    let row = authorizations::find(app.database.pool(), &account, id.as_str())
        .await?
        .ok_or(ApiError::NotFound)?;
    app.limits.poll(&row.id)?;
    Ok(Json(row.to_authorization(app.clock.now())?))
}

/// Cancels an authorization.
///
/// An authorization that has ended stays as it is.
#[utoipa::path(
    delete,
    path = "/authorizations/{id}",
    params(("id" = String, Path)),
    responses(
        (status = 204),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn cancel(
    State(app): State<App>,
    account: Account,
    id: PathId,
) -> Result<StatusCode, ApiError> {
    app.limits.change(account.id())?;
    let pool = app.database.pool();
    authorizations::find(pool, &account, id.as_str()).await?.ok_or(ApiError::NotFound)?;
    let (writer, now) = (app.database.writer(), app.clock.now());
    if authorizations::cancel(writer, &account, id.as_str(), now).await? {
        app.metrics.done(Event::AuthorizationCancelled, id.as_str());
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Returns whether the browser will store a cookie from the response. It must have sent one, and
/// its headers must not indicate a page on another site.
fn keeps_cookies(caller: &Caller, headers: &HeaderMap) -> bool {
    let cross_site = headers.get("sec-fetch-site").is_some_and(|value| value == "cross-site");
    caller.sends_cookies() && !cross_site
}

/// Returns the origin of the page that begins the authorization, if the backend knows that origin.
fn origin(app: &App, headers: &HeaderMap) -> Option<String> {
    let origin = headers.get(header::ORIGIN)?.to_str().ok()?;
    let known = origin == app.public_url.origin()
        || app.allowed_origins.iter().any(|allowed| allowed.as_header() == origin);
    known.then(|| origin.to_owned())
}

/// Validates the page's `returnKey`. The page only chooses a name; the backend's configuration has
/// the URL.
fn return_key(app: &App, body: AuthorizationBody) -> Result<Option<String>, ApiError> {
    match body.mode {
        AuthorizationMode::Popup => Ok(None),
        AuthorizationMode::Redirect => {
            let known = body.return_key.filter(|key| app.return_urls.contains_key(key));
            known.map(Some).ok_or(ApiError::UnknownReturnKey)
        }
    }
}
