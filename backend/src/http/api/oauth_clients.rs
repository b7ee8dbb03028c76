//! `/oauth-clients`: listing, creating, reading, replacing and deleting clients.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use teamwork_connect_core::oauth_client::validate_oauth_client_body;
use teamwork_connect_core::wire::{OauthClient, OauthClientBody};

use crate::app::App;
use crate::crypto::sealed_secret::SealedSecret;
use crate::http::api_error::ApiError;
use crate::http::entity_tag::{IfMatch, entity_tag};
use crate::http::idempotency::{answer_before, respond};
use crate::http::json_body::JsonBody;
use crate::http::path_id::PathId;
use crate::http::problem::Problem;
use crate::limits::quotas;
use crate::operations::audit::Event;
use crate::store::account::Account;
use crate::store::idempotent_answers::{IdempotencyKey, Saved, Scope};
use crate::store::oauth_client_row::OauthClientRow;
use crate::store::oauth_clients::{self, secret_place};

/// Lists all OAuth 2.0 clients of the account, oldest first.
#[utoipa::path(
    get,
    path = "/oauth-clients",
    responses(
        (status = 200, body = Vec<OauthClient>),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    account: Account,
) -> Result<Json<Vec<OauthClient>>, ApiError> {
    let rows = oauth_clients::list(app.database.pool(), &account).await?;
    Ok(Json(rows.iter().map(OauthClientRow::to_client).collect()))
}

/// Creates a client.
///
/// A repeated request with the same idempotency key and body within a day returns the same response
/// and creates nothing.
#[utoipa::path(
    post,
    path = "/oauth-clients",
    params(("Idempotency-Key" = String, Header, description = "1 to 255 printable ASCII characters")),
    request_body = OauthClientBody,
    responses(
        (status = 201, body = OauthClient, headers(("Location" = String), ("ETag" = String))),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn create(
    State(app): State<App>,
    account: Account,
    key: IdempotencyKey,
    body: JsonBody<OauthClientBody>,
) -> Result<Response, ApiError> {
    let now = app.clock.now();
    app.limits.save(account.id())?;
    let settings = validate_oauth_client_body(&body.value).map_err(ApiError::InvalidSettings)?;
    let scope = Scope { account, route: "POST /oauth-clients".to_owned(), key };
    let _working = app.in_flight.enter(&scope)?;

    let mut transaction = app.database.write(&scope.account).await?;
    let before = answer_before(&scope, &mut transaction, &app.keys, &body.bytes, now);
    if let Some(answer) = before.await? {
        return Ok(answer);
    }
    let count = oauth_clients::count(&mut transaction, &scope.account).await?;
    quotas::check(count, app.quotas.oauth_clients)?;
    let id = PathId::generate();
    let row = OauthClientRow::new(id.as_str().to_owned(), &settings, now);
    let secret = seal(&app, &scope.account, &row, &body.value)?;
    oauth_clients::insert(&mut transaction, &scope.account, &row, &secret).await?;
    let location = app.public_url.join(&format!("/oauth-clients/{}", id.as_str()));
    let answer = saved(StatusCode::CREATED, Some(location), &row)?;
    scope.store(&mut transaction, &app.keys, &body.bytes, &answer, now).await?;
    transaction.commit().await?;
    app.metrics.done(Event::OauthClientCreated, id.as_str());
    Ok(respond(answer))
}

/// Returns a client without its secret.
#[utoipa::path(
    get,
    path = "/oauth-clients/{id}",
    params(("id" = String, Path)),
    responses(
        (status = 200, body = OauthClient, headers(("ETag" = String))),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get(
    State(app): State<App>,
    account: Account,
    id: PathId,
) -> Result<Response, ApiError> {
    let row = oauth_clients::find(app.database.pool(), &account, id.as_str())
        .await?
        .ok_or(ApiError::NotFound)?;
    let etag = [(header::ETAG, entity_tag(row.version))];
    Ok((etag, Json(row.to_client())).into_response())
}

/// Replaces all of a client.
///
/// The secret must be sent again. With If-Match, replaces only the given version. Authorized
/// connections stay authorized.
#[utoipa::path(
    put,
    path = "/oauth-clients/{id}",
    params(
        ("id" = String, Path),
        ("If-Match" = Option<String>, Header, description = "The ETag of the version that was read"),
        ("Idempotency-Key" = String, Header, description = "1 to 255 printable ASCII characters"),
    ),
    request_body = OauthClientBody,
    responses(
        (status = 200, body = OauthClient, headers(("ETag" = String))),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn replace(
    State(app): State<App>,
    account: Account,
    id: PathId,
    key: IdempotencyKey,
    headers: HeaderMap,
    body: JsonBody<OauthClientBody>,
) -> Result<Response, ApiError> {
    let now = app.clock.now();
    app.limits.save(account.id())?;
    let route = format!("PUT /oauth-clients/{}", id.as_str());
    let scope = Scope { account, route, key };
    let _working = app.in_flight.enter(&scope)?;

    let mut transaction = app.database.write(&scope.account).await?;
    let old = oauth_clients::find(&mut *transaction, &scope.account, id.as_str())
        .await?
        .ok_or(ApiError::NotFound)?;
    let settings = validate_oauth_client_body(&body.value).map_err(ApiError::InvalidSettings)?;
    // This comes before the If-Match check: a client that lost the response repeats the version
    // from before the save.
    let before = answer_before(&scope, &mut transaction, &app.keys, &body.bytes, now);
    if let Some(answer) = before.await? {
        return Ok(answer);
    }
    if IfMatch::of(&headers).is_some_and(|if_match| !if_match.covers(old.version)) {
        return Err(ApiError::Stale);
    }
    let row = old.replaced(&settings, now);
    let secret = seal(&app, &scope.account, &row, &body.value)?;
    oauth_clients::replace(&mut transaction, &scope.account, &row, &secret).await?;
    let answer = saved(StatusCode::OK, None, &row)?;
    scope.store(&mut transaction, &app.keys, &body.bytes, &answer, now).await?;
    transaction.commit().await?;
    app.metrics.done(Event::OauthClientReplaced, id.as_str());
    Ok(respond(answer))
}

/// Deletes a client with its secret unless a connection uses it.
///
/// With If-Match, deletes only the given version.
#[utoipa::path(
    delete,
    path = "/oauth-clients/{id}",
    params(
        ("id" = String, Path),
        ("If-Match" = Option<String>, Header, description = "The ETag of the version that was read"),
    ),
    responses(
        (status = 204),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn delete(
    State(app): State<App>,
    account: Account,
    id: PathId,
    headers: HeaderMap,
) -> Result<StatusCode, ApiError> {
    app.limits.change(account.id())?;
    let mut transaction = app.database.write(&account).await?;
    let row = oauth_clients::find(&mut *transaction, &account, id.as_str())
        .await?
        .ok_or(ApiError::NotFound)?;
    if IfMatch::of(&headers).is_some_and(|if_match| !if_match.covers(row.version)) {
        return Err(ApiError::Stale);
    }
    if oauth_clients::is_used(&mut transaction, &account, id.as_str()).await? {
        return Err(ApiError::ClientInUse);
    }
    oauth_clients::delete(&mut transaction, &account, id.as_str()).await?;
    transaction.commit().await?;
    app.metrics.done(Event::OauthClientDeleted, id.as_str());
    Ok(StatusCode::NO_CONTENT)
}

fn seal(
    app: &App,
    account: &Account,
    row: &OauthClientRow,
    body: &OauthClientBody,
) -> Result<SealedSecret, ApiError> {
    // A validated body always has a secret.
    let secret = body.client_secret.as_ref().ok_or(ApiError::Internal)?;
    let place = secret_place(account.id(), &row.id, row.version);
    Ok(SealedSecret::seal(&app.keys, place, secret.expose())?)
}

fn saved(
    status: StatusCode,
    location: Option<String>,
    row: &OauthClientRow,
) -> Result<Saved, ApiError> {
    let body = serde_json::to_string(&row.to_client()).map_err(|_| ApiError::Internal)?;
    Ok(Saved { status: status.as_u16(), location, etag: entity_tag(row.version), body })
}
