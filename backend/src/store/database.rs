//! The database: opening it, reading from it, and writing to it. The URL selects SQLite or
//! PostgreSQL.
//!
//! Both use sqlx's `Any` driver, so that there is one set of statements. The statements use only
//! what both databases support, and no BOOLEAN columns, because that driver can't read SQLite's.

mod failure;
mod file;
mod migrations;
mod postgres;
mod presence;
mod sqlite;

use std::path::Path;
use std::time::{Duration, Instant};

use prometheus_client::metrics::histogram::Histogram;
use sqlx::any::AnyPoolOptions;
use sqlx::{Any, AnyPool, Executor, Transaction};

use super::account::Account;
use crate::durations;
use crate::start_error::StartError;
pub(crate) use failure::Failure;
use sqlite::SqliteFile;

/// The database.
///
/// Operations that read and then write depending on the result run one after the other within an
/// account; see [`Database::write`]. All other writes are single statements that are correct under
/// concurrency, because each states in its condition which rows it applies to.
#[derive(Debug)]
pub(crate) struct Database {
    readers: AnyPool,
    writer: AnyPool,
    engine: Engine,
    session_quota: u32,
    /// How long writers waited for their turn.
    waits: Histogram,
}

/// What is specific to one of the two databases.
#[derive(Debug)]
enum Engine {
    Sqlite(Box<SqliteFile>),
    Postgres,
}

/// The limits that a database is opened with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DatabaseLimits {
    /// How long a request waits for other writers.
    pub(crate) patience: Duration,
    /// The maximum size of the file in bytes.
    pub(crate) max_size: Option<u64>,
    /// The maximum number of PostgreSQL connections that this process opens.
    pub(crate) connections: u32,
    /// The maximum number of sessions per account.
    pub(crate) sessions: u32,
}

impl Database {
    /// Opens the database and runs its migrations. Creates SQLite's file if it doesn't exist.
    pub(crate) async fn open(url: &str, limits: DatabaseLimits) -> Result<Self, StartError> {
        sqlx::any::install_default_drivers();
        let (engine, readers, writer) = if postgres::is_for(url) {
            let pool = postgres::open(url, limits).await?;
            (Engine::Postgres, pool.clone(), pool)
        } else {
            let (file, readers, writer) = sqlite::open(url, limits).await?;
            (Engine::Sqlite(Box::new(file)), readers, writer)
        };
        let (session_quota, waits) = (limits.sessions, durations::histogram());
        Ok(Self { readers, writer, engine, session_quota, waits })
    }

    /// Returns the pool for reading.
    pub(crate) const fn pool(&self) -> &AnyPool {
        &self.readers
    }

    /// Returns the pool for a single statement that writes. Don't use it while holding a
    /// transaction: SQLite has only one connection for writing, so it would deadlock.
    pub(crate) const fn writer(&self) -> &AnyPool {
        &self.writer
    }

    /// Begins a transaction for reading and then writing in one account. Only one such transaction
    /// runs per account at a time, across all processes. The account must exist.
    pub(crate) async fn write(&self, account: &Account) -> sqlx::Result<Transaction<'static, Any>> {
        let begun = Instant::now();
        let mut transaction = self.begin().await?;
        if self.is_shared() {
            postgres::lock_account(&mut transaction, account).await?;
        }
        self.waits.observe(begun.elapsed().as_secs_f64());
        Ok(transaction)
    }

    /// Begins a transaction for maintenance across all accounts. Only one such transaction runs at
    /// a time, across all processes.
    pub(crate) async fn write_for_all(&self) -> sqlx::Result<Transaction<'static, Any>> {
        let mut transaction = self.begin().await?;
        if self.is_shared() {
            postgres::lock_upkeep(&mut transaction).await?;
        }
        Ok(transaction)
    }

    async fn begin(&self) -> sqlx::Result<Transaction<'static, Any>> {
        match &self.engine {
            Engine::Sqlite(_) => sqlite::begin(&self.writer).await,
            Engine::Postgres => self.writer.begin().await,
        }
    }

    /// Checks that the database responds.
    pub(crate) async fn ping(&self) -> sqlx::Result<()> {
        sqlx::query("SELECT 1").execute(&self.readers).await.map(drop)
    }

    /// Returns whether the backend can serve requests: a table can be read and the database accepts
    /// writes.
    pub(crate) async fn is_ready(&self) -> sqlx::Result<bool> {
        if let Engine::Sqlite(file) = &self.engine
            && !file.is_in_place()
        {
            return Ok(false);
        }
        sqlx::query("SELECT id FROM accounts LIMIT 1").fetch_optional(&self.readers).await?;
        match &self.engine {
            Engine::Sqlite(_) => {
                self.begin().await?.rollback().await?;
                Ok(true)
            }
            Engine::Postgres => postgres::takes_writes(&self.readers).await,
        }
    }

    /// Returns whether this is the only process that has the database open. Always `false` for
    /// PostgreSQL, where it can't be known.
    pub(crate) const fn is_alone(&self) -> bool {
        match &self.engine {
            Engine::Sqlite(file) => file.was_alone(),
            Engine::Postgres => false,
        }
    }

    /// Returns whether other processes write to it at the same time.
    pub(crate) const fn is_shared(&self) -> bool {
        matches!(self.engine, Engine::Postgres)
    }

    /// Checkpoints SQLite's write-ahead log into the file and truncates it, because the log still
    /// contains deleted data. Returns whether that succeeded: a reader may still need the log.
    pub(crate) async fn empty_log(&self) -> sqlx::Result<bool> {
        match &self.engine {
            Engine::Sqlite(_) => sqlite::empty_log(&self.writer).await,
            Engine::Postgres => Ok(true),
        }
    }

    /// Copies everything that is committed into an empty file, without blocking readers or writers.
    /// Returns `None` if the database is not SQLite.
    pub(crate) async fn copy_into(&self, file: &Path) -> Option<sqlx::Result<()>> {
        match &self.engine {
            Engine::Sqlite(own) => Some(own.copy_into(file).await),
            Engine::Postgres => None,
        }
    }

    /// Returns how long writers waited for their turn.
    pub(crate) const fn waits(&self) -> &Histogram {
        &self.waits
    }

    /// Returns the maximum number of sessions per account.
    pub(crate) const fn session_quota(&self) -> u32 {
        self.session_quota
    }

    /// Closes the database. Call it last.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
        if let Engine::Sqlite(file) = &self.engine {
            file.leave();
        }
    }
}

/// Returns the options of a pool whose new connections execute `first`.
fn pool_options(patience: Duration, first: String) -> AnyPoolOptions {
    let first: std::sync::Arc<str> = first.into();
    AnyPoolOptions::new().acquire_timeout(patience).after_connect(move |connection, _| {
        let first = std::sync::Arc::clone(&first);
        Box::pin(async move {
            // The statement consists only of numbers and constants.
            connection.execute(sqlx::AssertSqlSafe(&*first)).await?;
            Ok(())
        })
    })
}
