//! The database: opening it, reading from it, and writing to it. SQLite or PostgreSQL, as its URL says.
//!
//! Both are reached by sqlx's `Any` driver, so that there is one set of statements. They use what both databases
//! have, and no BOOLEAN columns: that driver cannot read SQLite's.

mod failure;
mod file;
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
/// What reads first and then writes what follows from it, does so one after the other within an account: see
/// [`Database::write`]. All other statements that write are right whatever others do meanwhile, since each says in
/// its condition which rows it is for.
#[derive(Debug)]
pub(crate) struct Database {
    readers: AnyPool,
    writer: AnyPool,
    engine: Engine,
    session_quota: u32,
    /// How long what writes has waited for its turn.
    waits: Histogram,
}

/// What only one of the two databases has.
#[derive(Debug)]
enum Engine {
    Sqlite(Box<SqliteFile>),
    Postgres,
}

/// What a database is opened with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DatabaseLimits {
    /// How long a request waits for others that write.
    pub(crate) patience: Duration,
    /// How many bytes the file may have.
    pub(crate) max_size: Option<u64>,
    /// How many connections to PostgreSQL this process opens at most.
    pub(crate) connections: u32,
    /// How many sessions an account may have.
    pub(crate) sessions: u32,
}

impl Database {
    /// Opens the database, making the tables where there are none, and SQLite's file.
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

    /// For reading.
    pub(crate) const fn pool(&self) -> &AnyPool {
        &self.readers
    }

    /// For a single statement that writes. Nobody asks for it who has a transaction: SQLite has one connection.
    pub(crate) const fn writer(&self) -> &AnyPool {
        &self.writer
    }

    /// For reading and then writing what follows from it, in one account. Nobody else does so in this account at the
    /// same time, be it in another process. The account must be there.
    pub(crate) async fn write(&self, account: &Account) -> sqlx::Result<Transaction<'static, Any>> {
        let begun = Instant::now();
        let mut transaction = self.begin().await?;
        if self.is_shared() {
            postgres::lock_account(&mut transaction, account).await?;
        }
        self.waits.observe(begun.elapsed().as_secs_f64());
        Ok(transaction)
    }

    /// For what is done across all accounts. Nobody else does such a thing at the same time, be it in another process.
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

    /// Asks it for nothing, so that an answer says that it answers.
    pub(crate) async fn ping(&self) -> sqlx::Result<()> {
        sqlx::query("SELECT 1").execute(&self.readers).await.map(drop)
    }

    /// Whether requests can be served: a table can be read, and the database takes what is written to it.
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

    /// Whether this is the only process that has the database open, as far as can be known. Of PostgreSQL it cannot.
    pub(crate) const fn is_alone(&self) -> bool {
        match &self.engine {
            Engine::Sqlite(file) => file.was_alone(),
            Engine::Postgres => false,
        }
    }

    /// Whether other processes write to it at the same time.
    pub(crate) const fn is_shared(&self) -> bool {
        matches!(self.engine, Engine::Postgres)
    }

    /// Moves what was written into SQLite's file, and empties the log beside it: it still holds what was deleted.
    /// Whether that was possible: somebody who reads may need the log.
    pub(crate) async fn empty_log(&self) -> sqlx::Result<bool> {
        match &self.engine {
            Engine::Sqlite(_) => sqlite::empty_log(&self.writer).await,
            Engine::Postgres => Ok(true),
        }
    }

    /// Copies all that is committed by now into an empty file. Nobody who reads or writes waits for it. `None` where
    /// the database is not SQLite's.
    pub(crate) async fn copy_into(&self, file: &Path) -> Option<sqlx::Result<()>> {
        match &self.engine {
            Engine::Sqlite(own) => Some(own.copy_into(file).await),
            Engine::Postgres => None,
        }
    }

    /// How long what writes in an account has waited for its turn.
    pub(crate) const fn waits(&self) -> &Histogram {
        &self.waits
    }

    /// How many sessions an account may have.
    pub(crate) const fn session_quota(&self) -> u32 {
        self.session_quota
    }

    /// Closes it. Call it last.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
        if let Engine::Sqlite(file) = &self.engine {
            file.leave();
        }
    }
}

/// The options of a pool whose connections execute this first.
fn pool_options(patience: Duration, first: String) -> AnyPoolOptions {
    let first: std::sync::Arc<str> = first.into();
    AnyPoolOptions::new().acquire_timeout(patience).after_connect(move |connection, _| {
        let first = std::sync::Arc::clone(&first);
        Box::pin(async move {
            // Made of numbers and of words of this program.
            connection.execute(sqlx::AssertSqlSafe(&*first)).await?;
            Ok(())
        })
    })
}
