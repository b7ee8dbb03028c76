//! Key rotation.

use std::process::Command;

use sqlx::Connection;
use teamwork_connect_backend::{Backend, EncryptionKeys, StartError};

use crate::common::{KEYS, TestBackend, oauth, projects, sandbox_client};

const NEW: &str = "new:AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=";

async fn start_with_keys(backend: &TestBackend, keys: &str) -> Result<Backend, StartError> {
    let mut config = backend.config();
    config.encryption_keys = EncryptionKeys::parse(keys).unwrap();
    Backend::start(config).await
}

/// A stopped backend with every kind of secret. Returns the IDs of connections with a key and with a token.
async fn with_secrets() -> (TestBackend, String, String) {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let caller = browser.caller();
    let basic = caller.created(&projects("Acme", "the-key")).await;
    let client = caller.created_client(&sandbox_client()).await;
    let oauth = caller.created(&oauth("projects", "v3", &client)).await;
    assert_eq!(browser.connect(&oauth).await["status"], "succeeded");
    backend.stop().await;
    (backend, basic, oauth)
}

async fn execute(backend: &TestBackend, statement: &'static str) {
    let mut database = backend.open_database().await;
    sqlx::query(statement).execute(&mut database).await.unwrap();
    database.close().await.unwrap();
}

#[tokio::test]
async fn m6_after_a_rotation_the_old_key_can_be_removed() {
    let (backend, basic, oauth) = with_secrets().await;
    let both = start_with_keys(&backend, &format!("{NEW},{KEYS}")).await.unwrap();
    assert_eq!(both.key_usage().await.unwrap()["test"].secrets, 3);
    let token = both.access_token("local", &oauth).await.unwrap().unwrap();
    assert_eq!(both.rotate().await.unwrap().rewritten, 3);
    assert_eq!(both.rotate().await.unwrap().rewritten, 0, "nothing is left to rotate");
    let usage = both.key_usage().await.unwrap();
    assert_eq!((usage["new"].secrets, usage["test"].secrets), (3, 0));
    assert!(usage["test"].kept_answers > 0);
    assert_eq!(*both.api_key("local", &basic).await.unwrap().unwrap(), "the-key");
    both.close().await;

    // Responses stored for repeated saves need the old key for a day.
    assert!(matches!(start_with_keys(&backend, NEW).await, Err(StartError::MissingKey { .. })));
    let mut config = backend.config();
    config.encryption_keys = EncryptionKeys::parse(NEW).unwrap();
    config.clock.advance(std::time::Duration::from_secs(24 * 60 * 60));
    let new = Backend::start(config).await.unwrap();
    assert_eq!(*new.api_key("local", &basic).await.unwrap().unwrap(), "the-key");
    assert_eq!(new.access_token("local", &oauth).await.unwrap().unwrap(), token);
    new.close().await;
}

#[tokio::test]
async fn m6_saves_during_a_rotation_do_not_need_the_old_key() {
    let (backend, ..) = with_secrets().await;
    let both = format!("{NEW},{KEYS}");
    let keys = EncryptionKeys::parse(&both).unwrap();
    let backend = backend.restart_with(|config| config.encryption_keys = keys).await;
    let caller = backend.browser().await.caller();
    let saved = std::sync::Mutex::new(Vec::new());
    let save = async {
        for number in 0..40 {
            let id = caller.created(&projects(&format!("Acme {number}"), "the-key")).await;
            let body = projects("Changed", "the-key");
            assert_eq!(caller.replace(&id, "\"1\"", &body).await.status(), 200);
            saved.lock().unwrap().push(id);
        }
    };
    let rotate = async {
        for _ in 0..10 {
            backend.backend.rotate().await.unwrap();
        }
    };
    tokio::join!(save, rotate);
    let usage = backend.backend.key_usage().await.unwrap();
    assert_eq!((usage["test"].secrets, usage["new"].secrets), (0, 43));
    backend.stop().await;
    let mut config = backend.config();
    config.encryption_keys = EncryptionKeys::parse(NEW).unwrap();
    config.clock.advance(std::time::Duration::from_secs(24 * 60 * 60));
    let new = Backend::start(config).await.unwrap();
    for id in saved.into_inner().unwrap() {
        assert_eq!(*new.api_key("local", &id).await.unwrap().unwrap(), "the-key");
    }
    assert_eq!(new.check_secrets().await.unwrap().unreadable, 0);
    new.close().await;
}

#[tokio::test]
async fn m6_an_unreadable_secret_does_not_stop_the_rotation() {
    let (backend, basic, _) = with_secrets().await;
    execute(&backend, "UPDATE oauth_clients SET version = version + 1").await;
    let both = start_with_keys(&backend, &format!("{NEW},{KEYS}")).await.unwrap();
    let rotation = both.rotate().await.unwrap();
    assert_eq!((rotation.rewritten, rotation.unreadable), (2, 1));
    assert_eq!(*both.api_key("local", &basic).await.unwrap().unwrap(), "the-key");
    assert_eq!(both.key_usage().await.unwrap()["test"].secrets, 1);
    both.close().await;
}

#[tokio::test]
async fn m6_an_expired_token_needs_no_key() {
    let backend = TestBackend::start_cross_site().await;
    let browser = backend.cross_site_browser("ada");
    let client = browser.caller().created_client(&sandbox_client()).await;
    let connection = browser.caller().created(&oauth("projects", "v3", &client)).await;
    let start = browser.begin(&connection).await;
    let callback = browser.accept(&start, "acme").await;
    browser.verification_code(&start, &callback).await;
    backend.stop().await;
    // Only the token remains.
    execute(&backend, "DELETE FROM connections").await;
    execute(&backend, "DELETE FROM oauth_clients").await;
    execute(&backend, "DELETE FROM idempotency_records").await;
    let mut config = backend.config();
    config.encryption_keys = EncryptionKeys::parse(NEW).unwrap();
    assert!(matches!(Backend::start(config).await, Err(StartError::MissingKey { .. })));
    let mut config = backend.config();
    config.encryption_keys = EncryptionKeys::parse(NEW).unwrap();
    config.clock.advance(std::time::Duration::from_secs(5 * 60));
    Backend::start(config).await.unwrap().close().await;
}

#[tokio::test]
async fn m6_the_program_rotates_and_counts() {
    let (backend, basic, _) = with_secrets().await;
    let mut command = Command::new(env!("CARGO_BIN_EXE_teamwork-connect-backend"));
    command
        .arg("rotate")
        .env_clear()
        .env("PUBLIC_URL", "http://localhost:8080/api")
        .env("ENCRYPTION_KEYS", format!("{NEW},{KEYS}"))
        .env("DATABASE_URL", backend.database_url());
    let output = command.output().unwrap();
    assert!(output.status.success());
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("Re-encrypted 3 secrets."), "{said}");
    assert!(said.contains("Key new: 3 secrets, 0 of them"), "{said}");
    let both = start_with_keys(&backend, &format!("{NEW},{KEYS}")).await.unwrap();
    assert_eq!(*both.api_key("local", &basic).await.unwrap().unwrap(), "the-key");
    both.close().await;
}
