//! SQLite.
//!
//! SQLite allows one writer at a time and doesn't serve waiting writers in order. So they wait
//! here, in the queue of a pool with a single connection, first come, first served. Only other
//! processes are waited for inside SQLite.

use std::path::Path;
use std::str::FromStr;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions};
use sqlx::{Any, AnyPool, ConnectOptions, Connection, Transaction};

use super::file::FileIdentity;
use super::migrations;
use super::presence::Presence;
use super::{DatabaseLimits, pool_options};
use crate::start_error::StartError;

/// The open file of the database.
#[derive(Debug)]
pub(super) struct SqliteFile {
    options: SqliteConnectOptions,
    identity: Option<FileIdentity>,
    presence: Presence,
}

/// SQLite's default page size.
const PAGE_BYTES: u64 = 4096;

/// Takes the write lock at once: upgrading from a read lock later could be refused.
const BEGIN: &str = "BEGIN IMMEDIATE";

/// Opens the file, creates it if it doesn't exist, and runs the migrations. Returns the pools for
/// reading and for writing.
pub(super) async fn open(
    url: &str,
    limits: DatabaseLimits,
) -> Result<(SqliteFile, AnyPool, AnyPool), StartError> {
    if !url.starts_with("sqlite:") || url.contains(":memory:") || url.contains("mode=memory") {
        return Err(StartError::DatabaseUrl);
    }
    let options = SqliteConnectOptions::from_str(url)
        .map_err(|_| StartError::DatabaseUrl)?
        .create_if_missing(true)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        .busy_timeout(limits.patience)
        .disable_statement_logging();
    let path = options.get_filename().to_owned();
    keep_private(&path).map_err(sqlx::Error::from)?;
    // Use a pool: with a bare connection, the future would not be `Send`.
    let migrating =
        SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
    migrations::SQLITE.run(&migrating).await.map_err(StartError::Migration)?;
    migrating.close().await;

    let url = url_of(&path)?;
    let patience = limits.patience.as_millis();
    // Overwrite deleted ciphertexts rather than leaving them in free pages.
    let both = format!(
        "PRAGMA busy_timeout = {patience}; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;"
    );
    let limit = limits.max_size.map(|bytes| (bytes / PAGE_BYTES).max(1));
    let limit = limit.map_or_else(String::new, |pages| format!("PRAGMA max_page_count = {pages};"));
    let writer = pool_options(limits.patience, format!("{both} {limit}"))
        .max_connections(1)
        // If the disk is full, SQLite ends a transaction on its own. sqlx still counts it as open
        // and would refuse every later one on this connection.
        .before_acquire(|connection, _| {
            Box::pin(async move { Ok(!connection.is_in_transaction()) })
        })
        .connect(&url)
        .await?;
    let readers = pool_options(limits.patience, format!("{both} PRAGMA query_only = ON;"))
        .connect(&url)
        .await?;
    let identity = FileIdentity::of(&path);
    let presence = Presence::announce(&path);
    Ok((SqliteFile { options, identity, presence }, readers, writer))
}

/// Begins a transaction for reading and then writing.
pub(super) async fn begin(writer: &AnyPool) -> sqlx::Result<Transaction<'static, Any>> {
    match writer.begin_with(BEGIN).await {
        // The pool has just closed the connection whose transaction was broken. A new one works.
        Err(sqlx::Error::InvalidSavePointStatement | sqlx::Error::BeginFailed) => {
            writer.begin_with(BEGIN).await
        }
        begun => begun,
    }
}

/// Checkpoints the write-ahead log into the file and truncates it. Returns whether that succeeded.
pub(super) async fn empty_log(writer: &AnyPool) -> sqlx::Result<bool> {
    let (busy, _, _): (i64, i64, i64) =
        sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(writer).await?;
    Ok(busy == 0)
}

impl SqliteFile {
    /// Returns whether the path still leads to the open file. A file that replaced it would receive
    /// nothing of what is saved.
    pub(super) fn is_in_place(&self) -> bool {
        self.identity == FileIdentity::of(self.options.get_filename())
    }

    /// Returns whether no other process had the file open.
    pub(super) const fn was_alone(&self) -> bool {
        self.presence.was_alone()
    }

    /// Copies everything that is committed into an empty file.
    pub(super) async fn copy_into(&self, file: &Path) -> sqlx::Result<()> {
        // Use a separate connection: the reading ones are set to query-only, which forbids the copy
        // too.
        let mut connection = self.options.clone().connect().await?;
        let file = file.to_string_lossy();
        let copied = sqlx::query("VACUUM INTO $1").bind(&*file).execute(&mut connection).await;
        connection.close().await?;
        copied.map(drop)
    }

    /// Records that this process no longer has the file open.
    pub(super) fn leave(&self) {
        self.presence.leave();
    }
}

/// Returns the URL of a file, with any characters in its path escaped.
fn url_of(path: &Path) -> Result<String, StartError> {
    let path = path.to_str().ok_or(StartError::DatabaseUrl)?;
    Ok(format!("sqlite:{}?mode=rw", utf8_percent_encode(path, NON_ALPHANUMERIC)))
}

/// Makes the file readable only by its owner. SQLite gives the same mode to the files next to it.
#[cfg(unix)]
fn keep_private(file: &Path) -> std::io::Result<()> {
    use std::fs::{OpenOptions, Permissions};
    use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};

    let mut options = OpenOptions::new();
    let file = options.create(true).append(true).mode(0o600).open(file)?;
    file.set_permissions(Permissions::from_mode(0o600))
}

/// On other systems the directory determines who may read it.
#[cfg(not(unix))]
fn keep_private(_file: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    use futures::FutureExt;

    use super::super::Database;
    use super::*;

    async fn open(directory: &tempfile::TempDir) -> Arc<Database> {
        let url = format!("sqlite:{}/queue.sqlite3", directory.path().display());
        let limits = DatabaseLimits {
            patience: Duration::from_secs(60),
            max_size: None,
            connections: 1,
            sessions: 10,
        };
        Arc::new(Database::open(&url, limits).await.unwrap())
    }

    #[tokio::test]
    async fn writers_are_served_in_order_of_arrival() {
        let directory = tempfile::tempdir().unwrap();
        let database = open(&directory).await;
        let first = database.begin().await.unwrap();
        let served = Arc::new(Mutex::new(Vec::new()));
        let mut waiting = Vec::new();
        for number in 0..16 {
            let (database, served) = (Arc::clone(&database), Arc::clone(&served));
            let mut write = Box::pin(async move {
                let transaction = database.begin().await.unwrap();
                served.lock().unwrap().push(number);
                transaction.commit().await.unwrap();
            });
            // Polling it once puts it in the queue.
            assert!((&mut write).now_or_never().is_none());
            waiting.push(tokio::spawn(write));
        }
        first.commit().await.unwrap();
        for write in waiting {
            write.await.unwrap();
        }
        assert_eq!(*served.lock().unwrap(), (0..16).collect::<Vec<_>>());
    }

    #[tokio::test]
    async fn readers_cannot_write_and_do_not_wait_for_writers() {
        let directory = tempfile::tempdir().unwrap();
        let database = open(&directory).await;
        let insert = "INSERT INTO accounts (id, created_at) VALUES ('a', 1)";
        assert!(sqlx::query(insert).execute(database.pool()).await.is_err());
        let mut transaction = database.begin().await.unwrap();
        sqlx::query(insert).execute(&mut *transaction).await.unwrap();
        let count = "SELECT count(*) FROM accounts";
        let read: i64 = sqlx::query_scalar(count).fetch_one(database.pool()).await.unwrap();
        assert_eq!(read, 0);
        transaction.commit().await.unwrap();
        let read: i64 = sqlx::query_scalar(count).fetch_one(database.pool()).await.unwrap();
        assert_eq!(read, 1);
    }
}
