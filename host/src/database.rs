//! The database: opening it, reading from it, and writing to it.

mod file;
mod presence;

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions};
use sqlx::{ConnectOptions, Connection, Sqlite, SqlitePool, Transaction};

use crate::StartError;
use file::FileIdentity;
use presence::Presence;

/// The database: one connection that writes, and several that read.
///
/// SQLite has one writer at a time, and those who wait for it are not served in turn. So they wait here, in the
/// queue of a pool of one connection, first come, first served. Only another process is waited for inside
/// SQLite.
#[derive(Debug)]
pub(crate) struct Database {
    readers: SqlitePool,
    writer: SqlitePool,
    options: SqliteConnectOptions,
    identity: Option<FileIdentity>,
    presence: Presence,
    session_quota: u32,
}

/// What a database is opened with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DatabaseLimits {
    /// How long a request waits for others that write.
    pub(crate) patience: Duration,
    /// How many bytes the file may have.
    pub(crate) max_size: Option<u64>,
    /// How many sessions an account may have.
    pub(crate) sessions: u32,
}

/// SQLite's size of a page, unless a file says otherwise.
const PAGE_BYTES: u64 = 4096;

/// Reading first and asking to write later could be refused, so this asks at once.
const BEGIN: &str = "BEGIN IMMEDIATE";

impl Database {
    /// Opens the database, making the file and the tables where there are none.
    pub(crate) async fn open(url: &str, limits: DatabaseLimits) -> Result<Self, StartError> {
        if !url.starts_with("sqlite:") || url.contains(":memory:") || url.contains("mode=memory") {
            return Err(StartError::DatabaseUrl);
        }
        let options = SqliteConnectOptions::from_str(url)
            .map_err(|_| StartError::DatabaseUrl)?
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            .busy_timeout(limits.patience)
            // Deleted ciphertexts are overwritten rather than left in free pages.
            .pragma("secure_delete", "ON")
            .disable_statement_logging();
        let path = options.get_filename().to_owned();
        keep_private(&path).map_err(sqlx::Error::from)?;
        // A pool rather than a connection, with which the future could not be sent between threads.
        let migrating =
            SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
        sqlx::migrate!().run(&migrating).await.map_err(StartError::Migration)?;
        migrating.close().await;

        let mut writing = options.clone();
        if let Some(bytes) = limits.max_size {
            writing = writing.pragma("max_page_count", (bytes / PAGE_BYTES).max(1).to_string());
        }
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(limits.patience)
            // Where the disk is full, SQLite ends a transaction on its own. sqlx goes on to count it, and
            // would refuse every later one on this connection.
            .before_acquire(|connection, _| {
                Box::pin(async move { Ok(!connection.is_in_transaction()) })
            })
            .connect_with(writing)
            .await?;
        let readers = SqlitePoolOptions::new()
            .acquire_timeout(limits.patience)
            .connect_with(options.clone().pragma("query_only", "ON"))
            .await?;
        let identity = FileIdentity::of(&path);
        let presence = Presence::announce(&path);
        Ok(Self { readers, writer, options, identity, presence, session_quota: limits.sessions })
    }

    /// For reading.
    pub(crate) const fn pool(&self) -> &SqlitePool {
        &self.readers
    }

    /// For a single statement that writes. Nobody asks for it who has a transaction: there is one connection.
    pub(crate) const fn writer(&self) -> &SqlitePool {
        &self.writer
    }

    /// For reading and then writing what follows from it.
    pub(crate) async fn write(&self) -> sqlx::Result<Transaction<'static, Sqlite>> {
        match self.writer.begin_with(BEGIN).await {
            // The connection that was given back a moment ago is closed by now.
            Err(sqlx::Error::InvalidSavePointStatement | sqlx::Error::BeginFailed) => {
                self.writer.begin_with(BEGIN).await
            }
            begun => begun,
        }
    }

    /// Whether requests can be served: a table can be read, the write lock can be taken, and the file is still
    /// the one that is open. Another one in its place would get nothing of what is saved.
    pub(crate) async fn is_ready(&self) -> sqlx::Result<bool> {
        if self.identity != FileIdentity::of(self.options.get_filename()) {
            return Ok(false);
        }
        sqlx::query("SELECT id FROM accounts LIMIT 1").fetch_optional(&self.readers).await?;
        self.write().await?.rollback().await?;
        Ok(true)
    }

    /// Whether this is the only process that has the database open, as far as can be known.
    pub(crate) const fn is_alone(&self) -> bool {
        self.presence.was_alone()
    }

    /// Moves what was written into the file, and empties the log beside it: it still holds what was deleted.
    /// Whether that was possible: somebody who reads may need the log.
    pub(crate) async fn empty_log(&self) -> sqlx::Result<bool> {
        let (busy, _, _): (i64, i64, i64) =
            sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&self.writer).await?;
        Ok(busy == 0)
    }

    /// Copies all that is committed by now into an empty file. Nobody who reads or writes waits for it.
    pub(crate) async fn copy_into(&self, file: &Path) -> sqlx::Result<()> {
        // On a connection of its own: those of the pool are told not to write, the copy included.
        let mut connection = self.options.clone().connect().await?;
        let file = file.to_string_lossy();
        let copied = sqlx::query("VACUUM INTO $1").bind(&*file).execute(&mut connection).await;
        connection.close().await?;
        copied.map(drop)
    }

    /// How many sessions an account may have.
    pub(crate) const fn session_quota(&self) -> u32 {
        self.session_quota
    }

    /// Closes it. Call it last.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
        self.presence.leave();
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

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use futures::FutureExt;

    use super::*;

    async fn open(directory: &tempfile::TempDir) -> Arc<Database> {
        let url = format!("sqlite:{}/queue.sqlite3", directory.path().display());
        let limits =
            DatabaseLimits { patience: Duration::from_secs(60), max_size: None, sessions: 10 };
        Arc::new(Database::open(&url, limits).await.unwrap())
    }

    #[tokio::test]
    async fn writers_are_served_in_the_order_in_which_they_came() {
        let directory = tempfile::tempdir().unwrap();
        let database = open(&directory).await;
        let first = database.write().await.unwrap();
        let served = Arc::new(Mutex::new(Vec::new()));
        let mut waiting = Vec::new();
        for number in 0..16 {
            let (database, served) = (Arc::clone(&database), Arc::clone(&served));
            let mut write = Box::pin(async move {
                let transaction = database.write().await.unwrap();
                served.lock().unwrap().push(number);
                transaction.commit().await.unwrap();
            });
            // Asked once, it stands in the queue.
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
    async fn readers_cannot_write_and_do_not_wait_for_who_does() {
        let directory = tempfile::tempdir().unwrap();
        let database = open(&directory).await;
        let insert = "INSERT INTO accounts (id, created_at) VALUES ('a', 1)";
        assert!(sqlx::query(insert).execute(database.pool()).await.is_err());
        let mut transaction = database.write().await.unwrap();
        sqlx::query(insert).execute(&mut *transaction).await.unwrap();
        let count = "SELECT count(*) FROM accounts";
        let read: i64 = sqlx::query_scalar(count).fetch_one(database.pool()).await.unwrap();
        assert_eq!(read, 0);
        transaction.commit().await.unwrap();
        let read: i64 = sqlx::query_scalar(count).fetch_one(database.pool()).await.unwrap();
        assert_eq!(read, 1);
    }
}
