//! Request bodies of connections.

use serde_json::{Value, json};
use teamwork_connect_sandbox::{CLIENT_ID, CLIENT_SECRET};

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

/// The OAuth 2.0 client that the sandbox knows.
pub(crate) fn sandbox_client() -> Value {
    json!({"name": "Sandbox", "clientId": CLIENT_ID, "clientSecret": CLIENT_SECRET})
}

/// An OAuth 2.0 connection to `acme` in the US.
pub(crate) fn oauth(api_type: &str, version: &str, client: &str) -> Value {
    let base = match (api_type, version) {
        ("projects", "v1") => Some(String::new()),
        ("projects", _) | ("desk" | "spaces", "v2") => Some(format!("/{api_type}/api/{version}")),
        _ => None,
    };
    let mut body = json!({
        "name": format!("Acme {api_type}"),
        "apiType": api_type,
        "apiVersion": version,
        "region": "us",
        "siteName": "acme",
        "siteUrl": "https://acme.teamwork.com",
        "apiBaseUrl": base.map(|base| format!("https://acme.teamwork.com{base}")),
        "oauthClientId": client,
    });
    match (api_type, version) {
        ("projects", _) => body["authType"] = "oauth2".into(),
        ("spaces", "v0") => body["userId"] = "7".into(),
        ("spaces", _) => body["spaceId"] = "42".into(),
        _ => {}
    }
    body
}

/// The same connection to another site.
pub(crate) fn at_site(mut body: Value, region: &str, site: &str) -> Value {
    let suffix = if region == "eu" { ".eu" } else { "" };
    let url = format!("https://{site}{suffix}.teamwork.com");
    if let Some(base) = body["apiBaseUrl"].as_str() {
        let path = base.split_once(".teamwork.com").unwrap().1;
        body["apiBaseUrl"] = format!("{url}{path}").into();
    }
    body["region"] = region.into();
    body["siteName"] = site.into();
    body["siteUrl"] = url.into();
    body
}

/// A connection to Desk with a client that doesn't exist.
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

/// The same body with one member changed.
pub(crate) fn with(mut body: Value, key: &str, value: impl Into<Value>) -> Value {
    body[key] = value.into();
    body
}

pub(crate) fn id_of(connection: &Value) -> String {
    connection["id"].as_str().unwrap().to_owned()
}
