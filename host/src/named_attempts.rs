//! The attempts that the cookies of a request name.

use sqlx::SqliteExecutor;

use crate::api_error::ApiError;
use crate::authorization_row::AuthorizationRow;

/// Those of these attempts that there are, whoever's they are, by one query.
pub(crate) async fn find(
    database: impl SqliteExecutor<'_>,
    ids: &[String],
) -> Result<Vec<AuthorizationRow>, ApiError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let list = serde_json::Value::from(ids).to_string();
    let rows = sqlx::query_as(
        "SELECT * FROM authorizations WHERE id IN (SELECT value FROM json_each($1))",
    )
    .bind(list)
    .fetch_all(database)
    .await?;
    Ok(rows)
}
