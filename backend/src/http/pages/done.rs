//! `GET /oauth/done/{id}`: shows the outcome of an authorization, notifies the panel, and closes
//! the window.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use teamwork_connect_core::ResultCode;
use teamwork_connect_core::wire::{Authorization, AuthorizationStatus};

use super::page::{self, Page, WayOn};
use super::sentence;
use super::visitor::Visitor;
use crate::app::App;
use crate::http::api_error::ApiError;
use crate::http::path_id::PathId;
use crate::oauth::return_url::return_url;
use crate::operations::audit::Refusal;
use crate::store::authorization_row::AuthorizationRow;
use crate::store::authorizations;

/// Shows the outcome of an authorization, notifies the panel, and closes the window.
///
/// If the authorization awaits confirmation, its browser gets the verification code: the script
/// sends it to the page that began the authorization, and the user can read it.
#[utoipa::path(
    get,
    path = "/oauth/done/{id}",
    params(("id" = String, Path)),
    responses(
        (status = 200, description = "The result, for the browser it's bound to", content_type = "text/html", body = String),
        (status = 403, description = "Shown in a frame", content_type = "text/html", body = String),
        (
            status = 303,
            description = "In redirect mode, once it has ended: redirects to the return URL, with the ID in the parameter `teamwork-connect`",
            headers(("Location" = String)),
        ),
    )
)]
pub(crate) async fn done(
    State(app): State<App>,
    id: Result<PathId, ApiError>,
    visitor: Visitor,
) -> Response {
    match try_done(&app, id, &visitor).await {
        Ok(response) => response,
        Err(error) => page::failure(&app, &error),
    }
}

async fn try_done(
    app: &App,
    id: Result<PathId, ApiError>,
    visitor: &Visitor,
) -> Result<Response, ApiError> {
    if visitor.is_framed() {
        visitor.refused(Refusal::NoNavigation, None);
        return Ok(anonymous(app, StatusCode::FORBIDDEN));
    }
    let found = match id {
        Ok(id) => authorizations::find_of_anybody(app.database.pool(), id.as_str()).await?,
        Err(_) => None,
    };
    let Some(row) = found else {
        return Ok(anonymous(app, StatusCode::OK));
    };
    if !visitor.is_bound_to(app, &row).await? {
        return Ok(anonymous(app, StatusCode::OK));
    }
    let authorization = row.outcome(app.clock.now())?;
    match return_url(&app.return_urls, &row) {
        Some(url) if !authorization.status.is_open() => Ok(page::go_to(&url)),
        _ => Ok(page_of(app, StatusCode::OK, visitor, &row, &authorization)),
    }
}

/// Returns the page about an authorization, for the browser that it is bound to.
pub(crate) fn page_of(
    app: &App,
    status: StatusCode,
    visitor: &Visitor,
    row: &AuthorizationRow,
    authorization: &Authorization,
) -> Response {
    let (heading, sentence) = sentence::of(authorization);
    let awaits = authorization.status == AuthorizationStatus::AwaitingConfirmation;
    let verification_code = awaits.then(|| visitor.verification_code(app, row)).flatten();
    let origins = origins(app, row);
    let return_url = return_url(&app.return_urls, row);
    let mut data = vec![
        ("authorization", authorization.id.as_str()),
        ("result", authorization.status.as_str()),
        ("origins", origins.as_str()),
    ];
    if let Some(code) = authorization.code {
        data.push(("code", ResultCode::as_str(code)));
    }
    if let Some(verification_code) = &verification_code {
        data.push(("verification-code", verification_code));
    }
    let checking = authorization.status == AuthorizationStatus::Checking;
    let way_on = match &return_url {
        _ if checking => WayOn::LookAgain,
        Some(url) => WayOn::To(url),
        None if awaits => WayOn::CloseLater,
        None => WayOn::Close,
    };
    // When the link leads back to the page with the panel, no other page needs to be notified.
    let scripted = status == StatusCode::OK && (checking || return_url.is_none());
    let verification_code = verification_code.as_deref();
    Page { status, heading, sentence, verification_code, data: &data, scripted, way_on }
        .into_response(app)
}

/// Returns the page for a browser that may learn nothing about the authorization.
fn anonymous(app: &App, status: StatusCode) -> Response {
    Page {
        status,
        heading: "Continue in the app",
        sentence: "The app shows how the sign-in ended.",
        verification_code: None,
        data: &[],
        scripted: false,
        way_on: WayOn::Close,
    }
    .into_response(app)
}

/// Returns the origins to which the script may send its message: the page that began the
/// authorization or, if unknown, all origins with a panel. The browser delivers it only to the page
/// that opened the window.
fn origins(app: &App, row: &AuthorizationRow) -> String {
    if let Some(origin) = &row.origin {
        return origin.clone();
    }
    let allowed = app.allowed_origins.iter().filter_map(|origin| origin.as_header().to_str().ok());
    let mut origins = vec![app.public_url.origin()];
    origins.extend(allowed);
    origins.join(" ")
}
