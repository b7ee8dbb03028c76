//! `GET /config`: what the backend offers. Signs the caller in to the local account, if there is
//! one.

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use teamwork_connect_core::wire::{Capability, Config};

use crate::app::App;
use crate::auth::session;
use crate::http::api_error::ApiError;
use crate::http::caller::Caller;
use crate::http::client_ip::ClientIp;
use crate::http::problem::Problem;

/// The optional parts of the API that this backend supports.
const CAPABILITIES: [Capability; 5] = [
    Capability::Connections,
    Capability::Test,
    Capability::OauthClients,
    Capability::ManageOauthClients,
    Capability::Authorizations,
];

/// Returns what the backend offers.
///
/// A caller without a session gets one for the local account, if the backend is configured with
/// one.
#[utoipa::path(
    get,
    path = "/config",
    responses(
        (status = 200, body = Config, headers(("Set-Cookie" = String, description = "The session, if it's new"))),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (
            status = 421,
            body = Problem,
            content_type = "application/problem+json",
            description = "The backend serves another hostname: the one in `publicUrl`",
        ),
        (status = 429, body = Problem, content_type = "application/problem+json", description = "Too many new sessions from this address"),
    )
)]
pub(crate) async fn config(
    State(app): State<App>,
    ip: ClientIp,
    caller: Result<Caller, ApiError>,
) -> Result<Response, ApiError> {
    let config = Json(Config {
        redirect_uri: Some(app.public_url.join("/oauth/callback")),
        capabilities: CAPABILITIES.map(|capability| capability.to_string()).to_vec(),
        links: app.links.clone(),
    });
    match caller {
        Ok(_) => Ok(config.into_response()),
        Err(ApiError::SignedOut) => {
            // If a bearer token is required, no cookie is issued.
            let account = app.local_account.as_deref().filter(|_| app.bearer_token.is_none());
            let (account, now) = (account.ok_or(ApiError::SignedOut)?, app.clock.now());
            app.limits.session(ip.network().as_deref())?;
            let lifetime = app.session_lifetime_ms;
            let cookie =
                session::begin(&app.database, &app.public_url, account, lifetime, now).await?;
            Ok(([(header::SET_COOKIE, cookie)], config).into_response())
        }
        Err(error) => Err(error),
    }
}
