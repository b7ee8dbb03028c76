//! `POST /authorizations/{id}/confirm`: completes an authorization that no cookie could bind to a
//! browser when it began.

use axum::Json;
use axum::extract::State;
use sqlx::AnyConnection;
use subtle::ConstantTimeEq;
use teamwork_connect_core::wire::{Authorization, AuthorizationStatus, ConfirmationBody};

use crate::app::App;
use crate::crypto::decrypt;
use crate::http::api_error::ApiError;
use crate::http::json_body::JsonBody;
use crate::http::path_id::PathId;
use crate::http::problem::Problem;
use crate::oauth::bring_online::bring_online;
use crate::oauth::verification_code;
use crate::operations::audit::{self, Event};
use crate::store::account::Account;
use crate::store::authorization_row::AuthorizationRow;
use crate::store::{authorizations, confirmations, connections};

/// The maximum number of wrong verification codes. It leaves room for a few typing errors.
const MAX_TRIES: i64 = 5;

/// Completes an authorization with the verification code that its browser shows.
///
/// Teamwork's answer takes effect from then on. A verification code can be used once; sending it
/// again returns the same response and changes nothing. After five wrong codes the authorization
/// fails with `state_invalid`.
#[utoipa::path(
    post,
    path = "/authorizations/{id}/confirm",
    params(("id" = String, Path)),
    request_body = ConfirmationBody,
    responses(
        (status = 200, body = Authorization, description = "The result, which may be a failure"),
        (status = 409, body = Problem, content_type = "application/problem+json", description = "The authorization isn't awaiting confirmation"),
        (status = 422, body = Problem, content_type = "application/problem+json", description = "The verification code is incorrect"),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn confirm(
    State(app): State<App>,
    account: Account,
    id: PathId,
    body: JsonBody<ConfirmationBody>,
) -> Result<Json<Authorization>, ApiError> {
    app.limits.change(account.id())?;
    let (id, now) = (id.as_str(), app.clock.now());
    let mut transaction = app.database.write(&account).await?;
    let row =
        authorizations::find(&mut *transaction, &account, id).await?.ok_or(ApiError::NotFound)?;
    let status = row.to_authorization(now)?.status;
    let awaits = status == AuthorizationStatus::AwaitingConfirmation;
    // A client that lost the response may ask for it again.
    let ended = matches!(status, AuthorizationStatus::Succeeded | AuthorizationStatus::Failed);
    let (true, Some(stored)) = (awaits || ended, &row.verification_code_hash) else {
        return Err(ApiError::NotAwaiting);
    };
    let given = verification_code::hash(id, body.value.verification_code.expose())
        .ok_or(ApiError::VerificationCodeMalformed)?;
    if !bool::from(given.as_bytes().ct_eq(stored.as_bytes())) {
        if ended {
            return Err(ApiError::NotAwaiting);
        }
        confirmations::count_wrong_verification_code(&mut transaction, &account, id).await?;
        if row.wrong_verification_codes + 1 >= MAX_TRIES {
            confirmations::give_up(&mut transaction, &account, id).await?;
        }
        transaction.commit().await?;
        audit::verification_code_refused(id);
        return Err(ApiError::VerificationCodeWrong);
    }
    if awaits {
        complete(&app, &mut transaction, &account, &row, now).await?;
    }
    let confirmed = authorizations::find(&mut *transaction, &account, id).await?;
    let confirmed = confirmed.ok_or(ApiError::Internal)?.to_authorization(now)?;
    transaction.commit().await?;
    if awaits {
        app.metrics.done(Event::AuthorizationConfirmed, id);
        app.metrics.done(
            confirmed.code.map_or(Event::AuthorizationSucceeded, Event::AuthorizationFailed),
            id,
        );
    }
    Ok(Json(confirmed))
}

async fn complete(
    app: &App,
    database: &mut AnyConnection,
    account: &Account,
    row: &AuthorizationRow,
    now: i64,
) -> Result<(), ApiError> {
    let outcome = row.outcome(now)?;
    if outcome.code.is_none() {
        let connection = connections::find(&mut *database, account, &row.connection_id).await?;
        // Deleting or changing a connection ends its authorizations. If that should ever fail, a
        // token must not reach a site that it was not meant for.
        let connection = connection.ok_or(ApiError::Internal)?;
        let site = connection.to_oauth_target()?.site.to_string();
        let signed_in = outcome.account.filter(|account| account.site_url == site);
        let signed_in = signed_in.ok_or(ApiError::Internal)?;
        let sealed = confirmations::find_token(database, account, &row.id).await?;
        let place = confirmations::token_place(account.id(), &row.id, &site);
        let token = decrypt(&app.keys, place, &sealed.ok_or(ApiError::Internal)?)?;
        let token = (token.as_str(), signed_in.user_name.as_str());
        bring_online(database, &app.keys, account, &connection, token, now).await?;
    }
    confirmations::complete(database, account, &row.id, outcome.code).await?;
    Ok(())
}
