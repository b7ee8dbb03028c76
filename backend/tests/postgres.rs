//! What is specific to PostgreSQL: copying everything from a SQLite file, and TLS. `TEST_DATABASE_URL` names the
//! server.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may panic.
#![allow(dead_code, unused_imports)] // Helpers that only the backend's other tests use.

mod common;
mod deployment;
mod postgres_server;

use std::path::Path;
use std::process::{Command, Output};

use sqlx::Connection;
use teamwork_connect_backend::{Backend, CopyError, copy_database};

use crate::common::{Browser, KEYS, TestBackend, TestDatabase, oauth, projects, sandbox_client};

/// A stopped backend on a SQLite file that contains something of every kind. Returns the file, and the IDs of a
/// connection with an API key and of one with an access token.
async fn full(directory: &Path) -> (TestBackend, String, String, String) {
    let url = format!("sqlite:{}/full.sqlite3", directory.display());
    let backend = TestBackend::start_with(|config| config.database_url.clone_from(&url)).await;
    let browser = backend.browser().await;
    let basic = browser.caller().created(&projects("Äcme", "the-key")).await;
    let client = browser.caller().created_client(&sandbox_client()).await;
    let oauth = browser.caller().created(&oauth("projects", "v3", &client)).await;
    assert_eq!(browser.connect(&oauth).await["status"], "succeeded");
    assert_eq!(browser.caller().test(&projects("Äcme", "good-key")).await["ok"], true);
    backend.stop().await;
    (backend, url, basic, oauth)
}

#[tokio::test]
async fn a_sqlite_file_is_copied_completely_and_counted() {
    let directory = tempfile::tempdir().unwrap();
    let (backend, url, basic, oauth) = full(directory.path()).await;
    let copied = copy_database(&url, backend.database_url()).await.unwrap();
    for (table, rows) in &copied {
        assert!(*rows > 0, "{table} is empty, so it proves nothing");
    }
    let connections = copied.iter().find(|(table, _)| *table == "connections");
    assert_eq!(connections, Some(&("connections", 2)));
    // A backend on the copy has everything, including secrets and stored responses.
    let copy = Backend::start(backend.config()).await.unwrap();
    assert_eq!(*copy.api_key("local", &basic).await.unwrap().unwrap(), "the-key");
    assert!(copy.access_token("local", &oauth).await.unwrap().is_some());
    assert_eq!(copy.check_secrets().await.unwrap().unreadable, 0);
    copy.close().await;
    // The second time, the target is not empty, and nothing changes.
    let again = copy_database(&url, backend.database_url()).await.unwrap_err();
    assert!(matches!(again, CopyError::NotEmpty("accounts")), "{again}");
}

#[tokio::test]
async fn a_file_in_use_and_wrong_database_kinds_are_rejected() {
    let directory = tempfile::tempdir().unwrap();
    let (backend, url, ..) = full(directory.path()).await;
    let mut config = backend.config();
    config.database_url.clone_from(&url);
    let serving = Backend::start(config).await.unwrap();
    let refused = copy_database(&url, backend.database_url()).await.unwrap_err();
    assert!(matches!(refused, CopyError::InUse), "{refused}");
    serving.close().await;
    for (from, to) in [(&*url, &*url), (backend.database_url(), &url)] {
        assert!(matches!(copy_database(from, to).await, Err(CopyError::Kind)));
    }
}

#[tokio::test]
async fn the_program_copies_and_checks() {
    let directory = tempfile::tempdir().unwrap();
    let (backend, _, ..) = full(directory.path()).await;
    let run = |arguments: &[&str], keys: &str| -> Output {
        Command::new(env!("CARGO_BIN_EXE_teamwork-connect-backend"))
            .args(arguments)
            .env_clear()
            .env("PUBLIC_URL", "http://localhost:8080/api")
            .env("ENCRYPTION_KEYS", keys)
            .env("DATABASE_URL", backend.database_url())
            .output()
            .unwrap()
    };
    let file = directory.path().join("full.sqlite3");
    let output = run(&["migrate-database", file.to_str().unwrap()], KEYS);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("connections: 2 rows") && said.contains("3 secrets can be"), "{said}");
    let missing = run(&["migrate-database", "no-such-file"], KEYS);
    assert!(!missing.status.success());
    assert!(String::from_utf8_lossy(&missing.stderr).contains("File not found: no-such-file"));
    let backup = run(&["backup", directory.path().join("copy").to_str().unwrap()], KEYS);
    assert!(String::from_utf8_lossy(&backup.stderr).contains("pg_dump"));
}
