//! What several journeys begin with.

use std::path::PathBuf;

use serde_json::{Value, json};
use teamwork_connect_e2e::{Panel, encodings};

/// A connection to Projects v3 in the EU, as the panel posts it.
pub(crate) fn basic(name: &str, api_key: &str) -> Value {
    json!({
        "name": name,
        "apiType": "projects",
        "apiVersion": "v3",
        "region": "eu",
        "siteName": "acme",
        "siteUrl": "https://acme.eu.teamwork.com",
        "apiBaseUrl": "https://acme.eu.teamwork.com/projects/api/v3",
        "authType": "basic",
        "apiKey": api_key,
    })
}

/// The settings that a Basic connection has.
pub(crate) const BASIC_LABELS: [&str; 7] = [
    "Name your connection",
    "API type",
    "API version",
    "Region",
    "Site name",
    "Auth type",
    "API key",
];

/// Fills in the same connection.
pub(crate) async fn fill_basic(panel: Panel<'_>, name: &str, api_key: &str) {
    panel.fill("Name your connection", name).await;
    panel.choose("API type", "Projects").await;
    panel.choose("Region", "EU").await;
    panel.fill("Site name", "acme").await;
    panel.choose("Auth type", "Basic").await;
    panel.fill("API key", api_key).await;
}

/// Checks that everything of it is still there.
pub(crate) async fn assert_still_filled(panel: Panel<'_>, name: &str, api_key: &str) {
    assert_eq!(panel.value("Name your connection").await, name);
    assert_eq!(panel.chosen("API type").await, "Projects");
    assert_eq!(panel.value("API version").await, "v3");
    assert_eq!(panel.chosen("Region").await, "EU");
    assert_eq!(panel.value("Site name").await, "acme");
    assert_eq!(panel.chosen("Auth type").await, "Basic");
    assert_eq!(panel.value("API key").await, api_key);
}

/// Checks that bytes hold a secret in no encoding.
pub(crate) fn assert_free_of(secret: &str, what: &str, bytes: &[u8]) {
    for (encoding, encoded) in encodings(secret) {
        let found = bytes.windows(encoded.len()).any(|window| window == encoded);
        assert!(!found, "{what} holds the secret ({encoding})");
    }
}

/// Checks that files hold a secret in no encoding.
pub(crate) fn assert_files_free_of(secret: &str, files: &[PathBuf]) {
    for file in files {
        assert_free_of(secret, &file.display().to_string(), &std::fs::read(file).unwrap());
    }
}
