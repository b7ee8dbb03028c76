//! Copies a SQLite database into a PostgreSQL database.

use sqlx::any::{AnyArguments, AnyRow, AnyTypeInfoKind};
use sqlx::query::Query;
use sqlx::{Any, AnyConnection, AssertSqlSafe, Column, Row};
use thiserror::Error;

use crate::start_error::StartError;
use crate::store::database::{Database, DatabaseLimits};

/// The tables, each after those that it references.
const TABLES: [&str; 9] = [
    "accounts",
    "sessions",
    "encryption_keys",
    "oauth_clients",
    "connections",
    "access_tokens",
    "authorizations",
    "idempotency_records",
    "passed_tests",
];

/// The number of rows read at a time.
const BATCH: i64 = 500;

/// The alias of SQLite's row ID.
const NUMBER: &str = "number_of_row";

/// The number of copied rows per table.
pub type Copied = Vec<(&'static str, i64)>;

/// Why nothing was copied.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum CopyError {
    /// One of the databases can't be opened.
    #[error("{0}")]
    Open(#[from] StartError),
    /// The source is not a SQLite file, or the target is not a PostgreSQL database.
    #[error("Data can only be copied from a SQLite file to a PostgreSQL database.")]
    Kind,
    /// Another process has the file open. What it still saves would be lost.
    #[error("Another process has the SQLite file open. Stop it first.")]
    InUse,
    /// This table is not empty.
    #[error("The PostgreSQL database already has data in the table {0}.")]
    NotEmpty(&'static str),
    /// In this table, fewer rows arrived than there are.
    #[error("Copied {1} of {2} rows of the table {0}.")]
    Count(&'static str, i64, i64),
    /// A row can't be read or written.
    #[error("Can't copy a row: {0}")]
    Database(#[from] sqlx::Error),
}

/// Copies everything from a SQLite file into an empty PostgreSQL database, after running the
/// migrations of both. No other process may have the file open. The copy is a single transaction,
/// which is committed only if the row counts match.
///
/// The copy needs the same encryption keys. The file keeps its data.
///
/// # Errors
/// Returns a [`CopyError`]. The target then contains no rows.
pub async fn copy_database(from: &str, to: &str) -> Result<Copied, CopyError> {
    let limits = DatabaseLimits {
        patience: core::time::Duration::from_secs(60),
        max_size: None,
        connections: 1,
        sessions: 0,
    };
    let from = Database::open(from, limits).await?;
    let to = Database::open(to, limits).await?;
    let copied = copy(&from, &to).await;
    from.close().await;
    to.close().await;
    copied
}

async fn copy(from: &Database, to: &Database) -> Result<Copied, CopyError> {
    if from.is_shared() || !to.is_shared() {
        return Err(CopyError::Kind);
    }
    if !from.is_alone() {
        return Err(CopyError::InUse);
    }
    // Lock both so that nobody else writes.
    let mut source = from.write_for_all().await?;
    let mut target = to.write_for_all().await?;
    for table in TABLES {
        if count(&mut target, table).await? > 0 {
            return Err(CopyError::NotEmpty(table));
        }
    }
    let mut copied = Vec::new();
    for table in TABLES {
        copy_table(&mut source, &mut target, table).await?;
        let (expected, arrived) =
            (count(&mut source, table).await?, count(&mut target, table).await?);
        if expected != arrived {
            return Err(CopyError::Count(table, arrived, expected));
        }
        copied.push((table, arrived));
    }
    target.commit().await?;
    Ok(copied)
}

async fn count(database: &mut AnyConnection, table: &str) -> sqlx::Result<i64> {
    let statement = AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
    sqlx::query_scalar(statement).fetch_one(database).await
}

async fn copy_table(
    source: &mut AnyConnection,
    target: &mut AnyConnection,
    table: &str,
) -> sqlx::Result<()> {
    let mut after = -1;
    loop {
        let select = format!(
            "SELECT rowid AS {NUMBER}, * FROM {table} WHERE rowid > $1 ORDER BY rowid LIMIT $2"
        );
        let rows = sqlx::query(AssertSqlSafe(select))
            .bind(after)
            .bind(BATCH)
            .fetch_all(&mut *source)
            .await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.try_get(NUMBER)?;
        for row in &rows {
            insert(target, table, row).await?;
        }
    }
}

async fn insert(target: &mut AnyConnection, table: &str, row: &AnyRow) -> sqlx::Result<()> {
    // The first column is the row ID.
    let columns = &row.columns()[1..];
    let names: Vec<&str> = columns.iter().map(Column::name).collect();
    let places: Vec<String> = (1..=columns.len()).map(|place| format!("${place}")).collect();
    let statement =
        format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), places.join(", "));
    let mut insert = sqlx::query(AssertSqlSafe(statement));
    for column in columns {
        insert = bind(insert, row, column.ordinal(), column.type_info().kind())?;
    }
    insert.execute(target).await?;
    Ok(())
}

/// Binds a value. The tables contain only text and integers.
fn bind<'q>(
    insert: Query<'q, Any, AnyArguments>,
    row: &AnyRow,
    place: usize,
    kind: AnyTypeInfoKind,
) -> sqlx::Result<Query<'q, Any, AnyArguments>> {
    Ok(if kind.is_integer() {
        insert.bind(row.try_get::<Option<i64>, _>(place)?)
    } else {
        insert.bind(row.try_get::<Option<String>, _>(place)?)
    })
}
