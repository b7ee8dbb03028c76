//! `GET /oauth/start/{id}`: sends the browser that began an attempt to Teamwork.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use teamwork_connect_core::ResultCode;
use teamwork_connect_core::wire::AuthorizationStatus;
use tracing::{info, warn};

use super::{done, page, visitor};
use crate::api::PathId;
use crate::api_error::ApiError;
use crate::app::App;
use crate::authorization_row::AuthorizationRow;
use crate::{authorization_store, connection_store, oauth_client_store, random_token};

/// Sends the browser that began an attempt to Teamwork. Any other is refused.
#[utoipa::path(
    get,
    path = "/oauth/start/{id}",
    params(("id" = String, Path)),
    responses(
        (status = 303, description = "To Teamwork's sign-in", headers(("Location" = String))),
        (status = 403, description = "Another browser, or no such attempt", content_type = "text/html", body = String),
        (status = 410, description = "The attempt has ended", content_type = "text/html", body = String),
    )
)]
pub(crate) async fn start(
    State(app): State<App>,
    id: Result<PathId, ApiError>,
    headers: HeaderMap,
) -> Response {
    match try_start(&app, id, &headers).await {
        Ok(response) => response,
        Err(error) => page::failure(&app, &error),
    }
}

async fn try_start(
    app: &App,
    id: Result<PathId, ApiError>,
    headers: &HeaderMap,
) -> Result<Response, ApiError> {
    let foreign = || page::refusal(app, StatusCode::FORBIDDEN, ResultCode::StateInvalid);
    let found = match id {
        Ok(id) => authorization_store::find_of_anybody(app.database.pool(), id.as_str()).await?,
        Err(_) => None,
    };
    let Some(row) = found else {
        warn!("the start page of an unknown attempt was asked for");
        return Ok(foreign());
    };
    if !visitor::began(app, headers, &row).await? {
        warn!(authorization = row.id, "a foreign browser asked for the start page");
        return Ok(foreign());
    }
    let now = app.clock.now();
    let authorization = row.to_authorization(now)?;
    if authorization.status != AuthorizationStatus::Pending {
        warn!(authorization = row.id, status = %authorization.status, "the start page came too late");
        return Ok(done::page_of(app, StatusCode::GONE, &authorization, false));
    }
    send(app, &row, now).await
}

async fn send(app: &App, row: &AuthorizationRow, now: i64) -> Result<Response, ApiError> {
    let (pool, account) = (app.database.pool(), row.account());
    let connection = connection_store::find(pool, &account, &row.connection_id).await?;
    let client = connection
        .and_then(|connection| connection.oauth_client_id)
        // A connection that is deleted or changed ends its attempts, so this one had both.
        .ok_or(ApiError::Internal)?;
    let client = oauth_client_store::find(pool, &account, &client).await?;
    let client_id = client.ok_or(ApiError::Internal)?.client_id;
    // A new state for each visit, since only its hash is kept. The one before is void.
    let state = random_token::generate()?;
    let hash = random_token::hash(&state);
    if !authorization_store::set_state(pool, &account, &row.id, &hash, &client_id, now).await? {
        return Ok(page::refusal(app, StatusCode::GONE, ResultCode::Expired));
    }
    let redirect_uri = app.public_url.join("/oauth/callback");
    let url = app.provider.authorization_url(&client_id, &redirect_uri, &state);
    info!(authorization = row.id, "the browser goes to Teamwork");
    Ok(page::go_to(url.ok_or(ApiError::Internal)?.as_str()))
}
