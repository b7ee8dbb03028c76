//! Sessions that are of no use any more.

use sqlx::AnyConnection;

/// Removes the sessions, of all accounts, that have ended.
pub(crate) async fn purge(database: &mut AnyConnection, now: i64) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM sessions WHERE expires_at <= $1").bind(now).execute(database).await?;
    Ok(())
}

/// Makes room for one more session of an account that may have so many: those that would end first are removed.
pub(crate) async fn make_room(
    database: &mut AnyConnection,
    account: &str,
    quota: u32,
) -> sqlx::Result<()> {
    // Most accounts are far from it, and the index of the account says so.
    let count: i64 = sqlx::query_scalar("SELECT count(*) FROM sessions WHERE account_id = $1")
        .bind(account)
        .fetch_one(&mut *database)
        .await?;
    let excess = count.saturating_add(1).saturating_sub(i64::from(quota));
    if excess > 0 {
        sqlx::query(
            "DELETE FROM sessions WHERE token_hash IN (
                 SELECT token_hash FROM sessions WHERE account_id = $1 ORDER BY expires_at LIMIT $2)",
        )
        .bind(account)
        .bind(excess)
        .execute(database)
        .await?;
    }
    Ok(())
}
