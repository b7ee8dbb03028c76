//! Steps shared by several journeys.

use std::path::PathBuf;

use serde_json::{Value, json};
use teamwork_connect_e2e::{Panel, Popup, Stage, encodings, until, until_equal};
use teamwork_connect_sandbox::Behavior;
use url::Url;

/// The request body for what [`Panel::fill_basic`] fills in.
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

/// The settings shown for a new connection.
pub(crate) const EMPTY_LABELS: [&str; 3] =
    ["Name your connection", "Paste your Teamwork address", "API type"];

/// An OAuth 2.0 connection: its name, and its settings. Region and site are those that the sandbox signs in to by
/// default.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Oauth {
    pub(crate) name: &'static str,
    pub(crate) api_type: &'static str,
    pub(crate) version: Option<&'static str>,
    pub(crate) id: Option<(&'static str, &'static str)>,
}

pub(crate) const DESK: Oauth =
    Oauth { name: "Acme desk", api_type: "Desk", version: None, id: None };

/// Fills it in. The client is the only one, so it is selected already.
pub(crate) async fn fill_oauth(panel: Panel<'_>, oauth: Oauth) {
    panel.fill("Name your connection", oauth.name).await;
    panel.choose("API type", oauth.api_type).await;
    if let Some(version) = oauth.version {
        panel.select("API version", version).await;
    }
    panel.choose("Region", "US").await;
    panel.fill("Site name", "acme").await;
    if let Some((label, id)) = oauth.id {
        panel.fill(label, id).await;
    }
    if oauth.api_type == "Projects" {
        panel.choose("Auth type", "OAuth 2.0").await;
    }
    until_equal(vec!["Sandbox app".to_owned()], async || panel.options("OAuth 2.0 client").await)
        .await;
}

/// Opens the page, adds the sandbox's client, and fills in a connection.
pub(crate) async fn ready_to_authorize(stage: &Stage, oauth: Oauth) -> Panel<'_> {
    stage.caller().await.add_client().await;
    let panel = stage.open().await;
    fill_oauth(panel, oauth).await;
    panel
}

/// The same without any click or key press, followed by a scripted press of Save and authorize, so that a popup
/// blocker blocks the window.
pub(crate) async fn authorize_unasked(stage: &Stage) -> Panel<'_> {
    stage.caller().await.add_client().await;
    let panel = stage.open().await;
    let value = json!({"name": "Acme desk", "apiType": "desk", "region": "us", "siteName": "acme"});
    stage.browser.script("(element.value = given[0], 0)", json!([value])).await;
    panel.field("Site name").await;
    until_equal("acme".to_owned(), async || panel.value("Site name").await).await;
    until_equal(vec!["Sandbox app".to_owned()], async || panel.options("OAuth 2.0 client").await)
        .await;
    stage.browser.element("probe.button(given[0])", json!([SAVE])).await;
    stage.browser.script("(probe.button(given[0]).click(), 0)", json!([SAVE])).await;
    panel
}

/// The button that starts an authorization.
pub(crate) const SAVE: &str = "Save and authorize";

/// Presses it, and returns the window once it shows Teamwork's page.
pub(crate) async fn authorize(stage: &Stage) -> Popup<'_> {
    stage.panel().press(SAVE).await;
    let popup = Popup::of(&stage.browser).await;
    popup.says("Sign in to Teamwork").await;
    popup
}

/// Signs in to the connection's site and accepts, and waits until the panel reports success.
pub(crate) async fn accept(stage: &Stage, popup: Popup<'_>) {
    popup.accept("acme", "us").await;
    stage.panel().says("Connected as Ada Lovelace.").await;
}

/// The same, but Teamwork delays the code exchange until it is told to continue.
pub(crate) async fn accept_and_wait(stage: &Stage, popup: Popup<'_>) {
    popup.sign_in("acme", "us").await;
    let path = Some(TOKEN_PATH.to_owned());
    stage.sandbox.sandbox.behave(Behavior { path, hold: true, ..Behavior::default() });
    popup.press_and_leave("Accept").await;
    until_equal(1, async || stage.sandbox.sandbox.held()).await;
}

/// The backend's response that started the last authorization.
pub(crate) async fn begun(stage: &Stage) -> Value {
    let answered = async || {
        let exchanges = stage.recorder.exchanges();
        let begun = exchanges.into_iter().rev().find(|it| it.uri.ends_with("/authorizations"));
        Some(serde_json::from_slice(&begun?.answer?.body).unwrap())
    };
    until("an authorization to start", answered).await
}

/// Where Teamwork exchanges a code for a token.
const TOKEN_PATH: &str = "/launchpad/v1/token.json";

/// How many times a code was exchanged.
pub(crate) fn exchanges(stage: &Stage) -> usize {
    let requests = stage.sandbox.sandbox.requests();
    requests.iter().filter(|request| request.path == TOKEN_PATH).count()
}

/// Waits until the only connection with this name in the list has this status.
pub(crate) async fn is_listed(stage: &Stage, name: &str, status: &str) {
    until_equal(Some(status.to_owned()), async || {
        let rows = stage.page().rows().await;
        rows.into_iter().find(|row| row.name == name).map(|row| row.status)
    })
    .await;
}

/// What Teamwork passed to the backend through the browser.
pub(crate) fn callback_parameters(stage: &Stage) -> Vec<String> {
    let visited = stage.recorder.of_the_window();
    let callback = visited.iter().find(|e| e.uri.starts_with("/api/oauth/callback")).unwrap();
    let callback = Url::parse(&format!("http://localhost{}", callback.uri)).unwrap();
    let values: Vec<_> = callback.query_pairs().map(|(_, value)| value.into_owned()).collect();
    assert_eq!(values.len(), 2, "code and state");
    values
}

/// Checks that all settings are still filled in.
pub(crate) async fn assert_still_filled(panel: Panel<'_>, name: &str, api_key: &str) {
    assert_eq!(panel.value("Name your connection").await, name);
    assert_eq!(panel.chosen("API type").await, "Projects");
    assert_eq!(panel.value("API version").await, "v3");
    assert_eq!(panel.chosen("Region").await, "EU");
    assert_eq!(panel.value("Site name").await, "acme");
    assert_eq!(panel.chosen("Auth type").await, "Basic");
    assert_eq!(panel.value("API key").await, api_key);
}

/// Checks that the bytes contain the secret in no encoding.
pub(crate) fn assert_free_of(secret: &str, what: &str, bytes: &[u8]) {
    for (encoding, encoded) in encodings(secret) {
        let found = bytes.windows(encoded.len()).any(|window| window == encoded);
        assert!(!found, "{what} contains the secret ({encoding})");
    }
}

/// Checks that the files contain the secret in no encoding.
pub(crate) fn assert_files_free_of(secret: &str, files: &[PathBuf]) {
    for file in files {
        assert_free_of(secret, &file.display().to_string(), &std::fs::read(file).unwrap());
    }
}
