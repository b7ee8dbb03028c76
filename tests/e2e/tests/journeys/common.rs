//! What several journeys begin with.

use std::path::PathBuf;

use serde_json::{Value, json};
use teamwork_connect_e2e::{Panel, Popup, Stage, encodings, until, until_equal};
use teamwork_connect_sandbox::Behaviour;
use url::Url;

/// What [`Panel::fill_basic`] fills in, as the panel posts it.
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

/// What a new connection begins with.
pub(crate) const EMPTY_LABELS: [&str; 3] =
    ["Name your connection", "Paste your Teamwork address", "API type"];

/// A connection that is authorised: what it is called, and how its settings are filled in. Region and
/// site are those that the sandbox signs in to unless it is told otherwise.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Oauth {
    pub(crate) name: &'static str,
    pub(crate) api_type: &'static str,
    pub(crate) version: Option<&'static str>,
    pub(crate) id: Option<(&'static str, &'static str)>,
}

pub(crate) const DESK: Oauth =
    Oauth { name: "Acme desk", api_type: "Desk", version: None, id: None };

/// Fills it in. The client is the only one there is, and so it is chosen already.
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

/// The page, with the client of the sandbox added and a connection filled in.
pub(crate) async fn ready_to_authorize(stage: &Stage, oauth: Oauth) -> Panel<'_> {
    stage.caller().await.add_client().await;
    let panel = stage.open().await;
    fill_oauth(panel, oauth).await;
    panel
}

/// The same without any click or key of a user, and then presses Save and authorize as a script does, so that
/// a browser which blocks windows blocks this one.
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

/// The button that does.
pub(crate) const SAVE: &str = "Save and authorize";

/// Presses it, and gives the window once Teamwork's page is in it.
pub(crate) async fn authorize(stage: &Stage) -> Popup<'_> {
    stage.panel().press(SAVE).await;
    let popup = Popup::of(&stage.browser).await;
    popup.says("Sign in to Teamwork").await;
    popup
}

/// Signs in to the site of the connection and accepts, and waits until the panel says so.
pub(crate) async fn accept(stage: &Stage, popup: Popup<'_>) {
    popup.accept("acme", "us").await;
    stage.panel().says("Connected as Ada Lovelace.").await;
}

/// The same, but Teamwork keeps the code that it is asked to exchange to itself until it is told to go on.
pub(crate) async fn accept_and_wait(stage: &Stage, popup: Popup<'_>) {
    popup.sign_in("acme", "us").await;
    let path = Some(TOKEN_PATH.to_owned());
    stage.sandbox.sandbox.behave(Behaviour { path, hold: true, ..Behaviour::default() });
    popup.press_and_leave("Accept").await;
    until_equal(1, async || stage.sandbox.sandbox.held()).await;
}

/// What the backend said of the authorization that it began last, and where it starts.
pub(crate) async fn begun(stage: &Stage) -> Value {
    let answered = async || {
        let exchanges = stage.recorder.exchanges();
        let begun = exchanges.into_iter().rev().find(|it| it.uri.ends_with("/authorizations"));
        Some(serde_json::from_slice(&begun?.answer?.body).unwrap())
    };
    until("an authorization to have begun", answered).await
}

/// Where Teamwork exchanges a code for a token.
const TOKEN_PATH: &str = "/launchpad/v1/token.json";

/// How often a code was exchanged for a token.
pub(crate) fn exchanges(stage: &Stage) -> usize {
    let requests = stage.sandbox.sandbox.requests();
    requests.iter().filter(|request| request.path == TOKEN_PATH).count()
}

/// The status in words of the one connection with this name in the list, as soon as it is this.
pub(crate) async fn is_listed(stage: &Stage, name: &str, status: &str) {
    until_equal(Some(status.to_owned()), async || {
        let rows = stage.page().rows().await;
        rows.into_iter().find(|row| row.name == name).map(|row| row.status)
    })
    .await;
}

/// What Teamwork gave the backend through the browser.
pub(crate) fn callback_parameters(stage: &Stage) -> Vec<String> {
    let visited = stage.recorder.of_the_window();
    let callback = visited.iter().find(|e| e.uri.starts_with("/api/oauth/callback")).unwrap();
    let callback = Url::parse(&format!("http://localhost{}", callback.uri)).unwrap();
    let values: Vec<_> = callback.query_pairs().map(|(_, value)| value.into_owned()).collect();
    assert_eq!(values.len(), 2, "code and state");
    values
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
