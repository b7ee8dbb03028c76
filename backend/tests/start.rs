//! When a backend doesn't start.

use std::time::Duration;

use teamwork_connect_backend::{Backend, EncryptionKeys, StartError};

use crate::common::{KEYS, TestBackend, projects};

const OTHER: &str = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=";

async fn start_with_keys(backend: &TestBackend, keys: &str) -> Result<Backend, StartError> {
    let mut config = backend.config();
    config.encryption_keys = EncryptionKeys::parse(keys).unwrap();
    Backend::start(config).await
}

#[tokio::test]
async fn can_be_started_in_a_spawned_task() {
    let backend = TestBackend::start().await;
    backend.stop().await;
    let started = tokio::spawn(Backend::start(backend.config())).await.unwrap();
    started.unwrap().close().await;
}

#[tokio::test]
async fn another_key_with_the_same_id_is_detected() {
    let backend = TestBackend::start().await;
    backend.stop().await;
    let error = start_with_keys(&backend, &format!("test:{OTHER}")).await.unwrap_err();
    assert!(matches!(&error, StartError::WrongKey { id } if id == "test"), "{error}");
    assert!(!error.to_string().contains(OTHER));
    assert!(start_with_keys(&backend, KEYS).await.is_ok());
}

#[tokio::test]
async fn a_key_in_use_cannot_be_removed() {
    let backend = TestBackend::start().await;
    let id = backend.caller().await.created(&projects("Acme", "the-key")).await;
    backend.stop().await;
    let error = start_with_keys(&backend, &format!("new:{OTHER}")).await.unwrap_err();
    assert!(matches!(&error, StartError::MissingKey { id } if id == "test"), "{error}");

    let both = start_with_keys(&backend, &format!("new:{OTHER},{KEYS}")).await.unwrap();
    assert_eq!(*both.api_key("local", &id).await.unwrap().unwrap(), "the-key");
}

#[tokio::test]
async fn an_unused_key_can_be_removed() {
    let backend = TestBackend::start().await;
    backend.caller().await;
    backend.stop().await;
    assert!(start_with_keys(&backend, &format!("new:{OTHER}")).await.is_ok());
}

#[tokio::test]
async fn invalid_configurations_are_rejected() {
    let backend = TestBackend::start().await;
    let mut config = backend.config();
    config.public_url = "http://localhost/?query".parse().unwrap();
    assert!(matches!(Backend::start(config).await, Err(StartError::PublicUrl(_))));
    let mut config = backend.config();
    config.sandbox_url = Some("file:///tmp".parse().unwrap());
    assert!(matches!(Backend::start(config).await, Err(StartError::SandboxUrl)));
    for url in
        ["sqlite::memory:", "sqlite:x?mode=memory", "postgres://localhost:no/x", "", "x.sqlite3"]
    {
        let mut config = backend.config();
        config.database_url = url.to_owned();
        assert!(matches!(Backend::start(config).await, Err(StartError::DatabaseUrl)), "{url}");
    }
    // A missing directory, and a server that isn't listening.
    for url in ["sqlite:no/such/x.sqlite3", "postgres://127.0.0.1:1/x"] {
        let mut config = backend.config();
        config.database_url = url.to_owned();
        config.busy_timeout = Duration::from_millis(50);
        assert!(matches!(Backend::start(config).await, Err(StartError::Database(_))), "{url}");
    }
}

#[tokio::test]
async fn sqlite_a_file_that_is_not_a_database_is_left_alone() {
    let backend = TestBackend::start().await;
    let file = backend.database().with_file_name("notes.txt");
    std::fs::write(&file, "These are notes, and no database.").unwrap();
    let mut config = backend.config();
    config.database_url = format!("sqlite:{}", file.display());
    assert!(matches!(Backend::start(config).await, Err(StartError::Database(_))));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "These are notes, and no database.");
}

#[tokio::test]
async fn can_be_served_at_the_root() {
    let backend =
        TestBackend::start_with(|config| config.public_url = "http://localhost/".parse().unwrap())
            .await;
    let answer = reqwest::get(format!("http://{}/health", backend.address)).await.unwrap();
    assert_eq!(answer.status(), 200);
}

#[tokio::test]
async fn return_urls_must_be_pages() {
    let backend = TestBackend::start().await;
    for bad in ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"] {
        let mut config = backend.config();
        config.return_urls.insert("app".to_owned(), bad.parse().unwrap());
        let error = Backend::start(config).await.unwrap_err();
        assert!(matches!(&error, StartError::ReturnUrl { key } if key == "app"), "{error}");
    }
}
