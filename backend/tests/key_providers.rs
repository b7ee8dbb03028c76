//! Where the encryption keys come from.

#[path = "../examples/kms.rs"]
mod kms;

use teamwork_connect_backend::{KeyFile, KeyProvider, KeyVariable};

use crate::common::{KEYS, TestBackend, projects};

#[tokio::test]
async fn a_backend_decrypts_with_a_key_that_a_service_has_decrypted() {
    let backend = TestBackend::start().await;
    let id = backend.caller().await.created(&projects("Acme", "the-key")).await;
    let url = kms::service("encrypted", KEYS.to_owned()).await.unwrap();
    let keys =
        kms::Kms { url: url.clone(), ciphertext: "encrypted".to_owned() }.keys().await.unwrap();
    let backend = backend.restart_with(|config| config.encryption_keys = keys).await;
    assert_eq!(*backend.backend.api_key("local", &id).await.unwrap().unwrap(), "the-key");
    let other = kms::Kms { url, ciphertext: "other".to_owned() }.keys().await;
    assert!(other.is_err());
}

#[tokio::test]
async fn files_and_variables_hold_keys_and_what_is_wrong_is_told_without_them() {
    let directory = tempfile::tempdir().unwrap();
    let file = KeyFile(directory.path().join("keys"));
    assert!(file.keys().await.is_err());
    std::fs::write(&file.0, KEYS).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;

        std::fs::set_permissions(&file.0, std::fs::Permissions::from_mode(0o644)).unwrap();
        let sentence = file.keys().await.unwrap_err().to_string();
        assert!(sentence.contains("chmod o="), "{sentence}");
        std::fs::set_permissions(&file.0, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    assert!(file.keys().await.is_ok());
    std::fs::write(&file.0, "1:c2hvcnQ=").unwrap();
    let sentence = file.keys().await.unwrap_err().to_string();
    assert!(!sentence.contains("c2hvcnQ="), "{sentence}");
    assert!(KeyVariable("NO_SUCH_VARIABLE".to_owned()).keys().await.is_err());
}
