//! An error without state, which may not come from Teamwork: the page asks the user, who confirms
//! with `POST /oauth/refused`.
//!
//! Reportedly, Teamwork omits the state when the user denies access. But any website can send a
//! browser to the callback like that and must not be able to end the user's sign-in.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use teamwork_connect_core::ResultCode;
use url::form_urlencoded;
use utoipa::ToSchema;

use super::answer::{consume, to_done_page};
use super::page::{self, Form, Page, WayOn};
use super::visitor::Visitor;
use crate::app::App;
use crate::http::api_error::ApiError;
use crate::oauth::return_url::return_url;
use crate::operations::audit::Refusal;
use crate::store::authorization_row::AuthorizationRow;
use crate::store::authorizations::{self, Returned};

/// The form on the page that asks. Its fields are read one by one, so that an invalid form is
/// answered like one without proof.
#[derive(ToSchema)]
#[allow(dead_code)] // Only describes the form.
struct RefusedForm {
    /// The authorization that the page asked about.
    authorization: String,
    /// A proof that only that page contains.
    proof: String,
    /// The result code with which the authorization ends.
    code: ResultCode,
}

/// The maximum size of the body.
const MAX_LENGTH: usize = 4096;
const PATIENCE: Duration = Duration::from_secs(10);

/// Returns the page that asks whether an error without state belongs to this authorization of the
/// visiting browser.
pub(crate) fn ask(
    app: &App,
    visitor: &Visitor,
    row: &AuthorizationRow,
    code: ResultCode,
) -> Result<Response, ApiError> {
    let proof = proof(&row.id, visitor.binding(app, row).ok_or(ApiError::Internal)?);
    let fields = [("authorization", row.id.as_str()), ("proof", &proof), ("code", code.as_str())];
    let leads_to = return_url(&app.return_urls, row);
    let page = Page {
        status: StatusCode::OK,
        heading: "End sign-in?",
        sentence: "This browser returned without signing in. If you denied access in Teamwork or \
                   saw an error there, end the sign-in here. Otherwise, close this window; \
                   nothing has changed.",
        verification_code: None,
        data: &[],
        scripted: false,
        way_on: WayOn::Confirm(Form {
            action: "/oauth/refused",
            fields: &fields,
            button: "End sign-in",
            leads_to: leads_to.as_deref(),
        }),
    };
    Ok(page.into_response(app))
}

/// Ends an authorization after the user has confirmed that Teamwork refused the sign-in.
///
/// Only the page that asked contains the proof that this request needs.
#[utoipa::path(
    post,
    path = "/oauth/refused",
    request_body(content = RefusedForm, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 303, description = "To the done page", headers(("Location" = String))),
        (status = 403, description = "The form isn't the one from that page", content_type = "text/html", body = String),
        (status = 408, description = "The form didn't arrive in time", content_type = "text/html", body = String),
        (status = 413, description = "The form is larger than 4 KiB", content_type = "text/html", body = String),
        (
            status = 429,
            description = "Too many visits from this address",
            headers(("Retry-After" = u32)),
            content_type = "text/html",
            body = String,
        ),
    )
)]
pub(crate) async fn end(State(app): State<App>, visitor: Visitor, body: Body) -> Response {
    match try_end(&app, &visitor, body).await {
        Ok(Some(response)) => response,
        Ok(None) => {
            visitor.refused(Refusal::ForeignBrowser, None);
            page::refusal(&app, StatusCode::FORBIDDEN, ResultCode::StateInvalid)
        }
        Err(error) => page::failure(&app, &error),
    }
}

async fn try_end(app: &App, visitor: &Visitor, body: Body) -> Result<Option<Response>, ApiError> {
    visitor.admit(app)?;
    let body = tokio::time::timeout(PATIENCE, to_bytes(body, MAX_LENGTH)).await;
    let body = body.map_err(|_| ApiError::BodyTooSlow)?.map_err(|_| ApiError::BodyTooLarge)?;
    let field = |name: &str| {
        let mut fields = form_urlencoded::parse(&body);
        fields.find(|(own, _)| own == name).map(|(_, value)| value.into_owned())
    };
    let (Some(id), Some(given), Some(code)) =
        (field("authorization"), field("proof"), field("code"))
    else {
        return Ok(None);
    };
    let Some(code) = ResultCode::parse(&code).filter(|code| is_of_an_error(*code)) else {
        return Ok(None);
    };
    let Some(row) = authorizations::find_of_anybody(app.database.pool(), &id).await? else {
        return Ok(None);
    };
    let expected = visitor.binding(app, &row).map(|binding| proof(&row.id, binding));
    let proven = expected.is_some_and(|proof| proof.as_bytes().ct_eq(given.as_bytes()).into());
    if !proven || !visitor.may_be_its_user(app, &row).await? {
        return Ok(None);
    }
    consume(app, visitor, &row, None, Returned::Error(code)).await?;
    Ok(Some(to_done_page(app, &row.id)))
}

/// Returns the proof for the browser with this cookie, so that no other page can submit the form.
fn proof(authorization: &str, cookie: &str) -> String {
    let purpose = "teamwork-connect/v1/refused";
    URL_SAFE_NO_PAD.encode(Sha256::digest(format!("{purpose}\0{authorization}\0{cookie}")))
}

/// Returns whether an error of the callback can have this result code.
const fn is_of_an_error(code: ResultCode) -> bool {
    matches!(
        code,
        ResultCode::Denied
            | ResultCode::ProviderUnavailable
            | ResultCode::ClientInvalid
            | ResultCode::GrantInvalid
    )
}
