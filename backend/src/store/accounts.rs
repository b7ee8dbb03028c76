//! Accounts in the database.

use super::database::Database;

/// Creates the account with this ID if it doesn't exist.
pub(crate) async fn ensure(database: &Database, id: &str, now: i64) -> sqlx::Result<()> {
    // Read first: most requests come from known accounts, and writers wait for each other.
    let known: Option<i32> = sqlx::query_scalar("SELECT 1 FROM accounts WHERE id = $1")
        .bind(id)
        .fetch_optional(database.pool())
        .await?;
    if known.is_none() {
        insert(database.writer(), id, now).await?;
    }
    Ok(())
}

/// Inserts an account unless it exists.
pub(crate) async fn insert(
    database: impl sqlx::any::AnyExecutor<'_>,
    id: &str,
    now: i64,
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO accounts (id, created_at) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING",
    )
    .bind(id)
    .bind(now)
    .execute(database)
    .await?;
    Ok(())
}
