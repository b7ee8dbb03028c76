//! Accepting Teamwork's answer for an authorization, which happens once.

use axum::response::Response;
use tracing::info;

use super::page;
use super::visitor::Visitor;
use crate::app::App;
use crate::http::api_error::ApiError;
use crate::operations::audit::{Event, Refusal};
use crate::store::authorization_row::AuthorizationRow;
use crate::store::authorizations::{self, Returned};

/// Accepts the answer unless one was accepted before. Returns whether this is the first.
pub(super) async fn consume(
    app: &App,
    visitor: &Visitor,
    row: &AuthorizationRow,
    state_hash: Option<&str>,
    returned: Returned,
) -> Result<bool, ApiError> {
    let (pool, now) = (app.database.writer(), app.clock.now());
    let account = row.account();
    let first = authorizations::consume(pool, &account, &row.id, state_hash, returned, now).await?;
    match returned {
        _ if !first => visitor.refused(Refusal::Repeated, Some(row)),
        Returned::Code => info!(authorization = row.id, "Teamwork responded with a code"),
        Returned::Error(code) => app.metrics.done(Event::AuthorizationFailed(code), &row.id),
    }
    Ok(first)
}

/// Redirects to the done page, whose URL contains neither code nor state.
pub(super) fn to_done_page(app: &App, id: &str) -> Response {
    page::go_to(&app.public_url.join(&format!("/oauth/done/{id}")))
}
