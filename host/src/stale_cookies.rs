//! Binding cookies that are of no use any more. Somebody who opens the window again and again must not
//! gather more cookies than a request can carry.

use axum::http::HeaderMap;
use sqlx::SqliteConnection;

use crate::api_error::ApiError;
use crate::app::App;
use crate::{authorization_store, binding};

/// The `Set-Cookie` values that remove the cookies of a request whose attempts have ended, whoever's they
/// were.
pub(crate) async fn of(
    app: &App,
    database: &mut SqliteConnection,
    headers: &HeaderMap,
) -> Result<Vec<String>, ApiError> {
    let now = app.clock.now();
    let mut stale = Vec::new();
    for id in binding::named(&app.public_url, headers) {
        let row = authorization_store::find_of_anybody(&mut *database, &id).await?;
        let open = match row {
            Some(row) => row.outcome(now)?.status.is_open(),
            None => false,
        };
        if !open {
            stale.push(binding::clear_cookie(&app.public_url, &id));
        }
    }
    Ok(stale)
}
