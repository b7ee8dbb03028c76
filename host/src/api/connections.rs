//! `/connections`: list, create, read, replace, delete.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use teamwork_connect_core::wire::{Connection, ConnectionBody, ConnectionSummary};

use super::connection_id::ConnectionId;
use super::saving::{read_configuration, saved};
use crate::account::Account;
use crate::api_error::ApiError;
use crate::app::App;
use crate::connection_row::ConnectionRow;
use crate::connection_store::{self, SealedKey};
use crate::entity_tag::{IfMatch, entity_tag};
use crate::idempotency::{IdempotencyKey, Scope};
use crate::json_body::JsonBody;
use crate::problem::Problem;

/// All connections of the account, in the order in which they were made.
#[utoipa::path(
    get,
    path = "/connections",
    responses(
        (status = 200, body = Vec<ConnectionSummary>),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    account: Account,
) -> Result<Json<Vec<ConnectionSummary>>, ApiError> {
    let rows = connection_store::list(app.database.pool(), &account).await?;
    let summaries: Result<_, _> = rows.iter().map(ConnectionRow::to_summary).collect();
    Ok(Json(summaries?))
}

/// Creates a connection. Sent again with the same key and body within a day, it gives the same answer
/// and creates nothing.
#[utoipa::path(
    post,
    path = "/connections",
    params(("Idempotency-Key" = String, Header, description = "1 to 255 printable ASCII characters")),
    request_body = ConnectionBody,
    responses(
        (status = 201, body = Connection, headers(("Location" = String), ("ETag" = String))),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn create(
    State(app): State<App>,
    account: Account,
    key: IdempotencyKey,
    body: JsonBody<ConnectionBody>,
) -> Result<Response, ApiError> {
    let configuration = read_configuration(&body.value)?;
    let route = "POST /connections".to_owned();
    let scope = Scope { account, route, key };
    let _working = app.in_flight.enter(&scope)?;

    let now = app.clock.now();
    let mut transaction = app.database.write().await?;
    if let Some(saved) = scope.find(&mut transaction, &app.keys, &body.bytes, now).await? {
        return Ok(saved.into_response());
    }
    let id = ConnectionId::generate();
    let row = ConnectionRow::new(id.as_str().to_owned(), &configuration, now);
    let api_key = body.value.api_key.as_ref();
    let api_key = SealedKey::seal(&app.keys, &scope.account, id.as_str(), api_key)?;
    connection_store::insert(&mut transaction, &scope.account, &row, &api_key).await?;
    let location = app.public_url.join(&format!("/connections/{}", id.as_str()));
    let answer = saved(StatusCode::CREATED, Some(location), &row)?;
    scope.store(&mut transaction, &app.keys, &body.bytes, &answer, now).await?;
    transaction.commit().await?;
    Ok(answer.into_response())
}

/// A connection without its secrets.
#[utoipa::path(
    get,
    path = "/connections/{id}",
    params(("id" = String, Path)),
    responses(
        (status = 200, body = Connection, headers(("ETag" = String))),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get(
    State(app): State<App>,
    account: Account,
    id: ConnectionId,
) -> Result<Response, ApiError> {
    let row = connection_store::find(app.database.pool(), &account, id.as_str())
        .await?
        .ok_or(ApiError::NotFound)?;
    let etag = [(header::ETAG, entity_tag(row.version))];
    Ok((etag, Json(row.to_connection()?)).into_response())
}

/// Replaces a connection, all of it. A secret must be given again.
#[utoipa::path(
    put,
    path = "/connections/{id}",
    params(
        ("id" = String, Path),
        ("If-Match" = String, Header, description = "The ETag of the version that was read"),
        ("Idempotency-Key" = String, Header, description = "1 to 255 printable ASCII characters"),
    ),
    request_body = ConnectionBody,
    responses(
        (status = 200, body = Connection, headers(("ETag" = String))),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn replace(
    State(app): State<App>,
    account: Account,
    id: ConnectionId,
    key: IdempotencyKey,
    if_match: IfMatch,
    body: JsonBody<ConnectionBody>,
) -> Result<Response, ApiError> {
    let route = format!("PUT /connections/{}", id.as_str());
    let scope = Scope { account, route, key };
    let _working = app.in_flight.enter(&scope)?;

    let now = app.clock.now();
    let mut transaction = app.database.write().await?;
    let old = connection_store::find(&mut *transaction, &scope.account, id.as_str())
        .await?
        .ok_or(ApiError::NotFound)?;
    let configuration = read_configuration(&body.value)?;
    // Before If-Match: whoever lost the answer sends the version from before the save.
    if let Some(saved) = scope.find(&mut transaction, &app.keys, &body.bytes, now).await? {
        return Ok(saved.into_response());
    }
    if !if_match.covers(old.version) {
        return Err(ApiError::Stale);
    }
    let row = old.replaced(&configuration, now);
    let api_key = body.value.api_key.as_ref();
    let api_key = SealedKey::seal(&app.keys, &scope.account, id.as_str(), api_key)?;
    connection_store::replace(&mut transaction, &scope.account, &row, &api_key).await?;
    let answer = saved(StatusCode::OK, None, &row)?;
    scope.store(&mut transaction, &app.keys, &body.bytes, &answer, now).await?;
    transaction.commit().await?;
    Ok(answer.into_response())
}

/// Removes a connection with its secrets. With If-Match, only the version that was read.
#[utoipa::path(
    delete,
    path = "/connections/{id}",
    params(("id" = String, Path)),
    responses(
        (status = 204),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn delete(
    State(app): State<App>,
    account: Account,
    id: ConnectionId,
    headers: HeaderMap,
) -> Result<StatusCode, ApiError> {
    let mut transaction = app.database.write().await?;
    let row = connection_store::find(&mut *transaction, &account, id.as_str())
        .await?
        .ok_or(ApiError::NotFound)?;
    if IfMatch::of(&headers).is_some_and(|if_match| !if_match.covers(row.version)) {
        return Err(ApiError::Stale);
    }
    connection_store::delete(&mut transaction, &account, id.as_str()).await?;
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
