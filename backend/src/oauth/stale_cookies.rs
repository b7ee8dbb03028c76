//! Stale binding cookies. A user who opens the sign-in window repeatedly must not collect more
//! cookies than a request can carry.

use super::binding;
use crate::public_url::PublicUrl;
use crate::store::database::Database;
use crate::store::error::StoreError;
use crate::store::named_authorizations;

/// Returns the `Set-Cookie` values that remove the binding cookies of authorizations that have
/// ended, whichever account they belonged to. It covers only the cookies that are read; the rest is
/// removed on later requests.
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
