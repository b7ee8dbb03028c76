//! Binding cookies that are of no use any more. Somebody who opens the window again and again must not
//! gather more cookies than a request can carry.

use super::binding;
use crate::public_url::PublicUrl;
use crate::store::database::Database;
use crate::store::error::StoreError;
use crate::store::named_authorizations;

/// The `Set-Cookie` values that remove the cookies of a request whose authorizations have ended, whoever's they
/// were. As many as are looked at: what is left over is removed the next time.
pub(crate) async fn of<'a>(
    database: &Database,
    public_url: &PublicUrl,
    cookies: impl Iterator<Item = (&'a str, &'a str)>,
    now: i64,
) -> Result<Vec<String>, StoreError> {
    let mut stale = binding::named(public_url, cookies);
    for row in named_authorizations::find(database.pool(), &stale).await? {
        if row.outcome(now)?.status.is_open() {
            stale.retain(|id| *id != row.id);
        }
    }
    Ok(stale.iter().map(|id| binding::clear_cookie(public_url, id)).collect())
}
