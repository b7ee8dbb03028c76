//! The authorizations that the cookies of a request name.

use sqlx::any::AnyExecutor;

use super::authorization_row::AuthorizationRow;
use super::error::StoreError;

/// Returns those of these authorizations that exist, of any account, with a single query.
pub(crate) async fn find(
    database: impl AnyExecutor<'_>,
    ids: &[String],
) -> Result<Vec<AuthorizationRow>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<_> = (1..=ids.len()).map(|place| format!("${place}")).collect();
    // Only placeholders are interpolated.
    let statement = sqlx::AssertSqlSafe(format!(
        "SELECT * FROM authorizations WHERE id IN ({})",
        places.join(", ")
    ));
    let statement = ids.iter().fold(sqlx::query_as(statement), |statement, id| statement.bind(id));
    Ok(statement.fetch_all(database).await?)
}
