//! Connections to play with.

use serde_json::{Value, json};

/// The ID that the fake host gives.
pub(crate) const SAVED_ID: &str = "connection-1";

/// A Basic connection of Projects v3 in the EU, as the panel is filled in for it.
pub(crate) fn basic() -> Vec<(&'static str, &'static str)> {
    vec![
        ("Name your connection", "Acme projects"),
        ("API type", "Projects"),
        ("Region", "EU"),
        ("Site name", "acme"),
        ("Auth type", "Basic"),
        ("API key", "twp_key"),
    ]
}

/// The body that is posted for it: the example of the spec.
pub(crate) fn body() -> Value {
    json!({
        "name": "Acme projects",
        "apiType": "projects",
        "apiVersion": "v3",
        "region": "eu",
        "siteName": "acme",
        "siteUrl": "https://acme.eu.teamwork.com",
        "apiBaseUrl": "https://acme.eu.teamwork.com/projects/api/v3",
        "authType": "basic",
        "apiKey": "twp_key",
    })
}

/// The same as the host has it once it is saved.
pub(crate) fn connection() -> Value {
    json!({
        "id": SAVED_ID,
        "name": "Acme projects",
        "apiType": "projects",
        "apiVersion": "v3",
        "region": "eu",
        "siteName": "acme",
        "siteUrl": "https://acme.eu.teamwork.com",
        "apiBaseUrl": "https://acme.eu.teamwork.com/projects/api/v3",
        "authType": "basic",
        "hasApiKey": true,
        "status": "offline",
    })
}
