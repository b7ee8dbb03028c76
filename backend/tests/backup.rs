//! Copies of the database, and whether they are usable.

use std::path::Path;
use std::process::Command;

use sqlx::Connection;
use teamwork_connect_backend::Backend;

use crate::common::{KEYS, TestBackend, projects, while_saving};

/// The program with the backend's database.
fn program(backend: &TestBackend, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_teamwork-connect-backend"));
    command
        .args(arguments)
        .env_clear()
        .env("PUBLIC_URL", "http://localhost:8080/api")
        .env("ENCRYPTION_KEYS", KEYS)
        .env("DATABASE_URL", backend.database_url());
    command
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

/// A backend on a copy.
async fn from(copy: &Path, backend: &TestBackend) -> Backend {
    let mut config = backend.config();
    config.database_url = format!("sqlite:{}", copy.display());
    Backend::start(config).await.unwrap()
}

#[tokio::test]
async fn sqlite_a_backup_during_saves_contains_everything_acknowledged_before_it() {
    let backend = TestBackend::start().await;
    let caller = backend.browser().await.caller();
    let directory = tempfile::tempdir().unwrap();
    let copy = directory.path().join("copy.sqlite3");
    let before = while_saving(&caller, async || {
        let mut command = program(&backend, &["backup", copy.to_str().unwrap()]);
        let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
        assert!(output.status.success(), "{}", text(output.stderr));
    });
    let before = before.await;

    let restored = from(&copy, &backend).await;
    for id in &before {
        assert_eq!(*restored.api_key("local", id).await.unwrap().unwrap(), "the-key", "{id}");
    }
    assert_eq!(restored.check_secrets().await.unwrap().unreadable, 0);
    restored.close().await;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
    }
    backend.stop().await;
}

#[tokio::test]
async fn sqlite_a_backup_does_not_overwrite_an_existing_file() {
    let backend = TestBackend::start().await;
    backend.stop().await;
    let directory = tempfile::tempdir().unwrap();
    let copy = directory.path().join("copy.sqlite3");
    std::fs::write(&copy, "somebody else's").unwrap();
    for file in [copy.as_path(), &directory.path().join("missing").join("copy.sqlite3")] {
        let output = program(&backend, &["backup", file.to_str().unwrap()]).output().unwrap();
        assert!(!output.status.success());
        assert!(text(output.stderr).contains("Can't create the file"));
    }
    assert_eq!(std::fs::read_to_string(&copy).unwrap(), "somebody else's");
    assert!(!directory.path().join("missing").exists());
}

#[tokio::test]
async fn check_finds_a_secret_that_cannot_be_decrypted() {
    let backend = TestBackend::start().await;
    let caller = backend.browser().await.caller();
    caller.created(&projects("Acme", "the-key")).await;
    caller.created(&projects("Other", "the-key")).await;
    backend.stop().await;
    let output = program(&backend, &["check"]).output().unwrap();
    assert!(output.status.success(), "{}", text(output.stderr));
    assert_eq!(text(output.stdout).trim(), "2 secrets can be decrypted.");

    let mut database = backend.open_database().await;
    // Replaces a ciphertext with another one.
    sqlx::query("UPDATE connections SET api_key = (SELECT max(api_key) FROM connections)")
        .execute(&mut database)
        .await
        .unwrap();
    database.close().await.unwrap();
    let output = program(&backend, &["check"]).output().unwrap();
    assert!(!output.status.success());
    assert!(text(output.stderr).contains("Can't decrypt 1 secrets"));
    assert_eq!(text(output.stdout).trim(), "1 secrets can be decrypted.");
}
