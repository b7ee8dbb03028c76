//! Binding cookies that are of no use any more. Somebody who opens the window again and again must not
//! gather more cookies than a request can carry.

use axum::http::HeaderMap;

use super::binding;
use crate::app::App;
use crate::http::api_error::ApiError;
use crate::store::named_authorizations;

/// The `Set-Cookie` values that remove the cookies of a request whose authorizations have ended, whoever's they
/// were. As many as are looked at: what is left over is removed the next time.
pub(crate) async fn of(app: &App, headers: &HeaderMap) -> Result<Vec<String>, ApiError> {
    let now = app.clock.now();
    let mut stale = binding::named(&app.public_url, headers);
    for row in named_authorizations::find(app.database.pool(), &stale).await? {
        if row.outcome(now)?.status.is_open() {
            stale.retain(|id| *id != row.id);
        }
    }
    Ok(stale.iter().map(|id| binding::clear_cookie(&app.public_url, id)).collect())
}
