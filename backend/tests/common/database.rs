//! A database for one test: a SQLite file, or a schema on the PostgreSQL server named by `TEST_DATABASE_URL`.
//!
//! Tests of what is specific to SQLite have `sqlite` in their names: they are skipped on PostgreSQL.

use std::path::PathBuf;

use sqlx::{AnyConnection, Connection, Executor};
use tempfile::TempDir;

/// A separate database. Its content is deleted with it, or with the server.
pub(crate) struct TestDatabase {
    url: String,
    directory: TempDir,
}

impl TestDatabase {
    /// An empty database.
    pub(crate) async fn new() -> Self {
        sqlx::any::install_default_drivers();
        let directory = tempfile::tempdir().unwrap();
        let url = match std::env::var("TEST_DATABASE_URL") {
            Ok(server) => schema_of(&server).await,
            Err(_) => format!("sqlite:{}/backend.sqlite3", directory.path().display()),
        };
        Self { url, directory }
    }

    /// The URL that a backend opens.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// SQLite's file.
    pub(crate) fn file(&self) -> PathBuf {
        assert!(self.is_sqlite(), "a test that reads SQLite's file has sqlite in its name");
        self.directory.path().join("backend.sqlite3")
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        self.url.starts_with("sqlite:")
    }

    /// Opens it alongside the backend.
    pub(crate) async fn open(&self) -> AnyConnection {
        AnyConnection::connect(&self.url).await.unwrap()
    }

    /// Holds a write lock until the returned connection is dropped: no account can be changed, but reading works.
    pub(crate) async fn lock(&self) -> AnyConnection {
        let mut other = self.open().await;
        let statement = if self.is_sqlite() {
            "BEGIN IMMEDIATE"
        } else {
            "BEGIN; LOCK accounts IN EXCLUSIVE MODE"
        };
        other.execute(statement).await.unwrap();
        other
    }
}

/// The URL of an empty schema.
async fn schema_of(server: &str) -> String {
    let name = format!("test_{}", uuid::Uuid::new_v4().simple());
    let mut connection = AnyConnection::connect(server).await.unwrap();
    let statement = sqlx::AssertSqlSafe(format!("CREATE SCHEMA {name}"));
    connection.execute(statement).await.unwrap();
    connection.close().await.unwrap();
    format!("{server}?options=-csearch_path%3D{name}")
}
