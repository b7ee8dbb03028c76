//! Sample connections.

use serde_json::{Value, json};

/// The ID that the fake backend assigns.
pub(crate) const SAVED_ID: &str = "connection-1";

/// The input for a Basic connection to Projects v3 in the EU.
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

/// Its request body, which is the documented example.
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

/// The same connection as returned by the backend after saving.
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

/// An OAuth 2.0 client of the fake backend.
pub(crate) fn acme_app() -> Value {
    json!({"id": "client-1", "name": "Acme app", "clientId": "acme-client-id"})
}

/// Another client.
pub(crate) fn other_app() -> Value {
    json!({"id": "client-2", "name": "Other app", "clientId": "other-client-id"})
}

/// The input for a connection to Desk in the EU.
pub(crate) fn oauth() -> Vec<(&'static str, &'static str)> {
    vec![
        ("Name your connection", "Acme desk"),
        ("API type", "Desk"),
        ("Region", "EU"),
        ("Site name", "acme"),
        ("OAuth 2.0 client", "Acme app"),
    ]
}

/// Its request body.
pub(crate) fn oauth_body() -> Value {
    json!({
        "name": "Acme desk",
        "apiType": "desk",
        "apiVersion": "v2",
        "region": "eu",
        "siteName": "acme",
        "siteUrl": "https://acme.eu.teamwork.com",
        "apiBaseUrl": "https://acme.eu.teamwork.com/desk/api/v2",
        "oauthClientId": "client-1",
    })
}

/// The same connection as returned by the backend after saving.
pub(crate) fn oauth_connection() -> Value {
    let mut connection = oauth_body();
    connection["id"] = SAVED_ID.into();
    connection["hasApiKey"] = false.into();
    connection["status"] = "offline".into();
    connection
}
