//! `GET /oauth/callback`: the redirect URI, to which Teamwork sends the browser after the sign-in.
//!
//! An answer is accepted once. A browser that repeats it, by reloading, going back, or at the same
//! time, is redirected to the done page. A browser that the authorization is not bound to changes
//! nothing.

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use teamwork_connect_core::ResultCode;
use teamwork_connect_core::wire::AuthorizationStatus;
use tracing::{Instrument, Span, error};
use zeroize::Zeroizing;

use super::answer::{consume, to_done_page};
use super::callback_query::CallbackQuery;
use super::visitor::Visitor;
use super::{page, refused};
use crate::app::App;
use crate::crypto::random_token;
use crate::http::api_error::ApiError;
use crate::oauth::exchange::Code;
use crate::oauth::{check, pkce};
use crate::operations::audit::Refusal;
use crate::store::authorization_row::AuthorizationRow;
use crate::store::authorizations::{self, Returned};
use crate::store::named_authorizations;
use crate::trace;

/// The redirect URI, to which Teamwork sends the browser with a code or an error.
///
/// An answer is accepted once.
#[utoipa::path(
    get,
    path = "/oauth/callback",
    params(
        ("code" = Option<String>, Query),
        ("state" = Option<String>, Query, description = "Can be missing only with an error"),
        ("error" = Option<String>, Query),
    ),
    responses(
        (status = 200, description = "An error without a state: asks the user whether it belongs to this sign-in", content_type = "text/html", body = String),
        (status = 303, description = "To the done page", headers(("Location" = String))),
        (status = 400, description = "No matching authorization", content_type = "text/html", body = String),
        (status = 403, description = "The authorization belongs to another browser", content_type = "text/html", body = String),
        (
            status = 429,
            description = "Too many visits from this address",
            headers(("Retry-After" = u32)),
            content_type = "text/html",
            body = String,
        ),
    )
)]
pub(crate) async fn callback(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    visitor: Visitor,
) -> Response {
    match take(&app, &visitor, query.as_deref().unwrap_or_default()).await {
        Ok(response) => response,
        Err(Refused::Unknown(refusal)) => {
            visitor.refused(refusal, None);
            page::refusal(&app, StatusCode::BAD_REQUEST, ResultCode::StateInvalid)
        }
        Err(Refused::Foreign(row)) => {
            visitor.refused(Refusal::ForeignBrowser, Some(&row));
            page::refusal(&app, StatusCode::FORBIDDEN, ResultCode::StateInvalid)
        }
        Err(Refused::Failed(error)) => page::failure(&app, &error),
    }
}

/// Why a callback has no effect.
enum Refused {
    /// It belongs to no authorization, for this reason.
    Unknown(Refusal),
    /// It belongs to an authorization that is bound to another browser.
    Foreign(Box<AuthorizationRow>),
    /// The backend failed.
    Failed(ApiError),
}

async fn take(app: &App, visitor: &Visitor, query: &str) -> Result<Response, Refused> {
    visitor.admit(app)?;
    if !visitor.navigates() {
        return Err(Refused::Unknown(Refusal::NoNavigation));
    }
    match CallbackQuery::parse(query) {
        Some(CallbackQuery::Code { code, state }) => take_code(app, visitor, &state, code).await,
        Some(CallbackQuery::Error { code, state: Some(state) }) => {
            take_error(app, visitor, &state, code).await
        }
        Some(CallbackQuery::Error { code, state: None }) => {
            take_error_without_state(app, visitor, code).await
        }
        None => Err(Refused::Unknown(Refusal::Malformed)),
    }
}

async fn take_code(
    app: &App,
    visitor: &Visitor,
    state: &str,
    code: Zeroizing<String>,
) -> Result<Response, Refused> {
    let (row, hash) = find(app, visitor, state).await?;
    if consume(app, visitor, &row, Some(&hash), Returned::Code).await? {
        let binding = visitor.binding(app, &row).filter(|_| app.pkce);
        let verifier = binding.map(|binding| pkce::verifier(&row.id, binding, state));
        let code = Code { code, verifier };
        let (backend, authorization) = (app.clone(), row.clone());
        // Run the check as a task of its own: if the user closes the window now, the request is
        // dropped but the check must complete.
        let check = async move { check::check(&backend, &authorization, &code).await };
        if tokio::spawn(trace::carried(check.instrument(Span::current()))).await.is_err() {
            error!(authorization = row.id, "checking a response was interrupted");
        }
    }
    Ok(to_done_page(app, &row.id))
}

async fn take_error(
    app: &App,
    visitor: &Visitor,
    state: &str,
    code: ResultCode,
) -> Result<Response, Refused> {
    let (row, hash) = find(app, visitor, state).await?;
    consume(app, visitor, &row, Some(&hash), Returned::Error(code)).await?;
    Ok(to_done_page(app, &row.id))
}

/// Reportedly, Teamwork omits the state when the user denies access. The error may then belong to
/// the only pending authorization of this browser, so the user is asked. If several are pending,
/// none can be identified and none is ended.
async fn take_error_without_state(
    app: &App,
    visitor: &Visitor,
    code: ResultCode,
) -> Result<Response, Refused> {
    let mut pending = Vec::new();
    for row in named_authorizations::find(app.database.pool(), &visitor.authorizations(app)).await?
    {
        let status = row.to_authorization(app.clock.now())?.status;
        if status == AuthorizationStatus::Pending && visitor.is_bound_to(app, &row).await? {
            pending.push(row);
        }
    }
    match pending.as_slice() {
        [row] => Ok(refused::ask(app, visitor, row, code)?),
        [] => Err(Refused::Unknown(Refusal::NoAuthorization)),
        _ => Err(Refused::Unknown(Refusal::SeveralAuthorizations)),
    }
}

/// Returns the authorization of a state, if it is bound to this browser, and the hash of the state.
async fn find(
    app: &App,
    visitor: &Visitor,
    state: &str,
) -> Result<(AuthorizationRow, String), Refused> {
    let hash = random_token::hash(state);
    let row = authorizations::find_by_state(app.database.pool(), &hash).await?;
    let row = row.ok_or(Refused::Unknown(Refusal::UnknownState))?;
    // Check this before anything is consumed: the authorization continues in the browser where it
    // began.
    if !visitor.is_bound_to(app, &row).await? {
        return Err(Refused::Foreign(Box::new(row)));
    }
    Ok((row, hash))
}

impl<E: Into<ApiError>> From<E> for Refused {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}
