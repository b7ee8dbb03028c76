//! Whose browser it is that visits a page.

use axum::http::HeaderMap;

use crate::api_error::ApiError;
use crate::app::App;
use crate::authorization_row::AuthorizationRow;
use crate::{binding, session};

/// Whether the browser is the one that began an attempt, and nobody else signed in to it since.
pub(crate) async fn began(
    app: &App,
    headers: &HeaderMap,
    authorization: &AuthorizationRow,
) -> Result<bool, ApiError> {
    if !binding::is_bound(&app.public_url, headers, authorization) {
        return Ok(false);
    }
    let signed_in =
        session::find(app.database.pool(), &app.public_url, headers, app.clock.now()).await?;
    Ok(signed_in.is_none_or(|account| account == authorization.account()))
}
