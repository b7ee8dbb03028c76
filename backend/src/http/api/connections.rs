//! `/connections`: listing, creating, reading, replacing and deleting connections.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use teamwork_connect_core::ResultCode;
use teamwork_connect_core::validation::validate_body;
use teamwork_connect_core::wire::{
    AuthorizationStatus, Connection, ConnectionBody, ConnectionSummary,
};

use super::list_query::ListQuery;
use super::saving::{check_client, passed, saved};
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
use crate::store::connection_row::{ConnectionRow, name_key};
use crate::store::connections::{self, api_key_place};
use crate::store::idempotent_answers::{IdempotencyKey, Scope};
use crate::store::{access_tokens, authorizations};

/// Lists the connections of the account, oldest first, one page at a time.
///
/// If there are more, the `Link` header leads to the next page.
#[utoipa::path(
    get,
    path = "/connections",
    params(
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "Page size. Default: 1000"),
        ("after" = Option<String>, Query, pattern = r"^[0-9]{1,18}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", description = "Start of the page, taken from a `Link` header"),
        ("name" = Option<String>, Query, description = "Only connections with this name, case-insensitive"),
    ),
    responses(
        (
            status = 200,
            body = Vec<ConnectionSummary>,
            headers(("Link" = Option<String>, description = "The URL of the next page, if any, with `rel=\"next\"`")),
        ),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    account: Account,
    query: ListQuery,
) -> Result<Response, ApiError> {
    let name = query.name.as_deref().map(name_key);
    // One row more than requested shows whether there is another page.
    let ahead = query.limit.saturating_add(1);
    let database = app.database.pool();
    let mut rows =
        connections::list(database, &account, name.as_deref(), &query.after, ahead).await?;
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|last| query.link_after(&app.public_url, last));
    let link = next.map(|link| [(header::LINK, link)]);
    let summaries: Result<Vec<_>, _> = rows.iter().map(ConnectionRow::to_summary).collect();
    Ok((link, Json(summaries?)).into_response())
}

/// Creates a connection.
///
/// A repeated request with the same idempotency key and body within a day returns the same response
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
    let now = app.clock.now();
    app.limits.save(account.id())?;
    let configuration = validate_body(&body.value).map_err(ApiError::InvalidSettings)?;
    let route = "POST /connections".to_owned();
    let scope = Scope { account, route, key };
    let _working = app.in_flight.enter(&scope)?;

    let mut transaction = app.database.write(&scope.account).await?;
    let before = answer_before(&scope, &mut transaction, &app.keys, &body.bytes, now);
    if let Some(answer) = before.await? {
        return Ok(answer);
    }
    check_client(&mut transaction, &scope.account, &configuration).await?;
    let count = connections::count(&mut transaction, &scope.account).await?;
    quotas::check(count, app.quotas.connections)?;
    let id = PathId::generate();
    let account = &scope.account;
    let passed = passed(&mut transaction, &app, account, &configuration, &body.value, now).await?;
    let row = ConnectionRow::new(id.as_str().to_owned(), &configuration, passed, now);
    let place = api_key_place(scope.account.id(), &row.id, row.version, row.site_key());
    let api_key = SealedSecret::seal_if_any(&app.keys, place, body.value.api_key.as_ref())?;
    connections::insert(&mut transaction, &scope.account, &row, api_key.as_ref()).await?;
    let location = app.public_url.join(&format!("/connections/{}", id.as_str()));
    let answer = saved(StatusCode::CREATED, Some(location), &row, None)?;
    scope.store(&mut transaction, &app.keys, &body.bytes, &answer, now).await?;
    transaction.commit().await?;
    app.metrics.done(Event::ConnectionCreated, id.as_str());
    Ok(respond(answer))
}

/// Returns a connection without its secrets.
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
    id: PathId,
) -> Result<Response, ApiError> {
    let row = connections::find(app.database.pool(), &account, id.as_str())
        .await?
        .ok_or(ApiError::NotFound)?;
    let pending =
        authorizations::find_open(app.database.pool(), &account, &row.id, app.clock.now());
    let connection = Connection { pending_authorization: pending.await?, ..row.to_connection()? };
    let etag = [(header::ETAG, entity_tag(row.version))];
    Ok((etag, Json(connection)).into_response())
}

/// Replaces all of a connection.
///
/// A secret must be sent again. An authorized connection stays authorized unless its API type, site
/// or client changes; then its token is deleted and its authorization ended.
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
    id: PathId,
    key: IdempotencyKey,
    if_match: IfMatch,
    body: JsonBody<ConnectionBody>,
) -> Result<Response, ApiError> {
    let now = app.clock.now();
    app.limits.save(account.id())?;
    let route = format!("PUT /connections/{}", id.as_str());
    let scope = Scope { account, route, key };
    let _working = app.in_flight.enter(&scope)?;

    let mut transaction = app.database.write(&scope.account).await?;
    let old = connections::find(&mut *transaction, &scope.account, id.as_str())
        .await?
        .ok_or(ApiError::NotFound)?;
    let configuration = validate_body(&body.value).map_err(ApiError::InvalidSettings)?;
    // This comes before the If-Match check: a client that lost the response repeats the version
    // from before the save.
    let before = answer_before(&scope, &mut transaction, &app.keys, &body.bytes, now);
    if let Some(answer) = before.await? {
        return Ok(answer);
    }
    if !if_match.covers(old.version) {
        return Err(ApiError::Stale);
    }
    check_client(&mut transaction, &scope.account, &configuration).await?;
    let account = &scope.account;
    let passed = passed(&mut transaction, &app, account, &configuration, &body.value, now).await?;
    let row = old.replaced(&configuration, passed, now)?;
    let place = api_key_place(scope.account.id(), &row.id, row.version, row.site_key());
    let api_key = SealedSecret::seal_if_any(&app.keys, place, body.value.api_key.as_ref())?;
    connections::replace(&mut transaction, &scope.account, &row, api_key.as_ref()).await?;
    if !old.shares_authorization(&row)? {
        let (account, superseded) = (&scope.account, AuthorizationStatus::Superseded);
        access_tokens::delete(&mut transaction, account, &row.id).await?;
        authorizations::end_all_of(&mut transaction, account, &row.id, superseded, None, now)
            .await?;
    }
    let pending =
        authorizations::find_open(&mut *transaction, &scope.account, &row.id, now).await?;
    let answer = saved(StatusCode::OK, None, &row, pending)?;
    scope.store(&mut transaction, &app.keys, &body.bytes, &answer, now).await?;
    transaction.commit().await?;
    app.metrics.done(Event::ConnectionReplaced, id.as_str());
    Ok(respond(answer))
}

/// Deletes a connection with its secrets and ends its authorizations.
///
/// With If-Match, deletes only the given version.
#[utoipa::path(
    delete,
    path = "/connections/{id}",
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
    let row = connections::find(&mut *transaction, &account, id.as_str())
        .await?
        .ok_or(ApiError::NotFound)?;
    if IfMatch::of(&headers).is_some_and(|if_match| !if_match.covers(row.version)) {
        return Err(ApiError::Stale);
    }
    let (status, code) = (AuthorizationStatus::Failed, Some(ResultCode::NotFound));
    let now = app.clock.now();
    authorizations::end_all_of(&mut transaction, &account, &row.id, status, code, now).await?;
    connections::delete(&mut transaction, &account, &row.id).await?;
    transaction.commit().await?;
    app.metrics.done(Event::ConnectionDeleted, id.as_str());
    Ok(StatusCode::NO_CONTENT)
}
