//! A database for one test: a SQLite file, or a schema of the PostgreSQL server that `TEST_DATABASE_URL` names.
//!
//! Tests of what only SQLite has are called so, with `sqlite` in their names: they are left out on PostgreSQL.

use std::path::PathBuf;

use sqlx::{AnyConnection, Connection, Executor};
use tempfile::TempDir;

/// A database of its own. What it holds goes with it, or with the server.
pub(crate) struct TestDatabase {
    url: String,
    directory: TempDir,
}

impl TestDatabase {
    /// An empty one.
    pub(crate) async fn new() -> Self {
        sqlx::any::install_default_drivers();
        let directory = tempfile::tempdir().unwrap();
        let url = match std::env::var("TEST_DATABASE_URL") {
            Ok(server) => schema_of(&server).await,
            Err(_) => format!("sqlite:{}/backend.sqlite3", directory.path().display()),
        };
        Self { url, directory }
    }

    /// What a backend opens it by.
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

    /// Opens it beside the backend.
    pub(crate) async fn open(&self) -> AnyConnection {
        AnyConnection::connect(&self.url).await.unwrap()
    }

    /// Somebody else writes, for as long as this is kept: no account can be changed. Reading goes on.
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
