//! Connections as they are posted.

use serde_json::{Value, json};

/// A connection to Projects v3 in the EU with an API key.
pub(crate) fn projects(name: &str, api_key: &str) -> Value {
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

/// A connection to Desk, which has OAuth 2.0 only.
pub(crate) fn desk(name: &str) -> Value {
    json!({
        "name": name,
        "apiType": "desk",
        "apiVersion": "v2",
        "region": "us",
        "siteName": "acme",
        "siteUrl": "https://acme.teamwork.com",
        "apiBaseUrl": "https://acme.teamwork.com/desk/api/v2",
        "oauthClientId": "some-client",
    })
}

/// The same body with one key set otherwise.
pub(crate) fn with(mut body: Value, key: &str, value: impl Into<Value>) -> Value {
    body[key] = value.into();
    body
}

pub(crate) fn id_of(connection: &Value) -> String {
    connection["id"].as_str().unwrap().to_owned()
}
