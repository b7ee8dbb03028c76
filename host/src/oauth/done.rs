//! `GET /oauth/done/{id}`: says how an attempt ended, tells the panel to look, and closes the window.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use teamwork_connect_core::ResultCode;
use teamwork_connect_core::wire::{Authorization, AuthorizationStatus};

use super::page::{self, Page};
use super::{sentence, visitor};
use crate::api::PathId;
use crate::api_error::ApiError;
use crate::app::App;
use crate::authorization_store;

/// Says how an attempt ended, tells the panel to look, and closes the window.
#[utoipa::path(
    get,
    path = "/oauth/done/{id}",
    params(("id" = String, Path)),
    responses(
        (status = 200, description = "How it ended, for the browser that began it", content_type = "text/html", body = String),
        (status = 303, description = "In redirect mode, when it has ended: to the host's URL", headers(("Location" = String))),
    )
)]
pub(crate) async fn done(
    State(app): State<App>,
    id: Result<PathId, ApiError>,
    headers: HeaderMap,
) -> Response {
    match try_done(&app, id, &headers).await {
        Ok(response) => response,
        Err(error) => page::failure(&app, &error),
    }
}

async fn try_done(
    app: &App,
    id: Result<PathId, ApiError>,
    headers: &HeaderMap,
) -> Result<Response, ApiError> {
    let found = match id {
        Ok(id) => authorization_store::find_of_anybody(app.database.pool(), id.as_str()).await?,
        Err(_) => None,
    };
    let Some(row) = found else {
        return Ok(anonymous(app));
    };
    if !visitor::began(app, headers, &row).await? {
        return Ok(anonymous(app));
    }
    let authorization = row.to_authorization(app.clock.now())?;
    let return_url = row.return_key.as_ref().and_then(|key| app.return_urls.get(key));
    match return_url {
        Some(url) if !authorization.status.is_open() => Ok(page::go_to(url.as_str())),
        _ => Ok(page_of(app, StatusCode::OK, &authorization, true)),
    }
}

/// The page about an attempt, for the browser that began it.
pub(crate) fn page_of(
    app: &App,
    status: StatusCode,
    authorization: &Authorization,
    scripted: bool,
) -> Response {
    let (heading, sentence) = sentence::of(authorization);
    let origins = origins(app);
    let mut data = vec![
        ("authorization", authorization.id.as_str()),
        ("result", authorization.status.as_str()),
        ("origins", origins.as_str()),
    ];
    if let Some(code) = authorization.code {
        data.push(("code", ResultCode::as_str(code)));
    }
    let changing = authorization.status == AuthorizationStatus::Checking;
    Page { status, heading, sentence, data: &data, scripted, changing }.into_response(app)
}

/// The page for whoever cannot be told anything.
fn anonymous(app: &App) -> Response {
    Page {
        status: StatusCode::OK,
        heading: "Go on in the app",
        sentence: "How the sign-in ended is shown there.",
        data: &[],
        scripted: false,
        changing: false,
    }
    .into_response(app)
}

/// The origins of pages with a panel, which the script may send its hint to.
fn origins(app: &App) -> String {
    let allowed = app.allowed_origins.iter().filter_map(|origin| origin.as_header().to_str().ok());
    let mut origins = vec![app.public_url.origin()];
    origins.extend(allowed);
    origins.join(" ")
}
