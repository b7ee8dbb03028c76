//! The account that a request belongs to.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::database::Database;
use crate::app::App;
use crate::http::api_error::ApiError;
use crate::http::caller::Caller;

/// The account that a request belongs to. Every row belongs to one, and every query names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Account(String);

impl Account {
    pub(crate) fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    pub(crate) fn id(&self) -> &str {
        &self.0
    }
}

/// Makes an account, where there is none with this ID.
pub(crate) async fn ensure(database: &Database, id: &str, now: i64) -> sqlx::Result<()> {
    // Looked for first: most requests are not the first one, and writers wait for each other.
    let known: Option<i32> = sqlx::query_scalar("SELECT 1 FROM accounts WHERE id = $1")
        .bind(id)
        .fetch_optional(database.pool())
        .await?;
    if known.is_none() {
        insert(database.writer(), id, now).await?;
    }
    Ok(())
}

/// Adds an account, unless it is there.
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

impl FromRequestParts<App> for Account {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let caller = Caller::from_request_parts(parts, app).await?;
        Ok(caller.account().clone())
    }
}
