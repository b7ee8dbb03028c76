//! The database: opening it, and writing to it.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions};
use sqlx::{ConnectOptions, Sqlite, SqlitePool, Transaction};

use crate::StartError;

/// A pool of connections to the database.
#[derive(Clone, Debug)]
pub(crate) struct Database {
    pool: SqlitePool,
}

/// How long a request waits for another one's writing, before it is told to come again.
const PATIENCE: Duration = Duration::from_secs(5);

impl Database {
    /// Opens the database, making the file and the tables where there are none.
    pub(crate) async fn open(url: &str) -> Result<Self, StartError> {
        if !url.starts_with("sqlite:") || url.contains(":memory:") || url.contains("mode=memory") {
            return Err(StartError::DatabaseUrl);
        }
        let options = SqliteConnectOptions::from_str(url)
            .map_err(|_| StartError::DatabaseUrl)?
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            .busy_timeout(PATIENCE)
            // Deleted ciphertexts are overwritten rather than left in free pages.
            .pragma("secure_delete", "ON")
            .disable_statement_logging();
        keep_private(options.get_filename()).map_err(sqlx::Error::from)?;
        let pool = SqlitePoolOptions::new().acquire_timeout(PATIENCE).connect_with(options).await?;
        sqlx::migrate!().run(&pool).await.map_err(StartError::Migration)?;
        Ok(Self { pool })
    }

    /// For reading.
    pub(crate) const fn pool(&self) -> &SqlitePool {
        &self.pool
    }

    /// For reading and then writing what follows from it. SQLite has one writer at a time; who reads
    /// first and asks to write later could be refused, so this asks at once.
    pub(crate) async fn write(&self) -> sqlx::Result<Transaction<'static, Sqlite>> {
        self.pool.begin_with("BEGIN IMMEDIATE").await
    }
}

/// Makes the file readable for its owner only. SQLite gives the files beside it the same mode.
#[cfg(unix)]
fn keep_private(file: &Path) -> std::io::Result<()> {
    use std::fs::{OpenOptions, Permissions};
    use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};

    let mut options = OpenOptions::new();
    let file = options.create(true).append(true).mode(0o600).open(file)?;
    file.set_permissions(Permissions::from_mode(0o600))
}

/// Elsewhere the directory decides who may read it.
#[cfg(not(unix))]
fn keep_private(_file: &Path) -> std::io::Result<()> {
    Ok(())
}
