//! Where the encryption keys come from.

#[path = "../examples/kms.rs"]
mod kms;

use teamwork_connect_backend::{KeyFile, KeyProvider, KeyVariable};

use crate::common::{KEYS, TestBackend, projects};

#[tokio::test]
async fn a_backend_uses_a_key_decrypted_by_a_service() {
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
async fn keys_come_from_files_and_variables_and_never_appear_in_errors() {
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
