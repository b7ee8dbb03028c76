//! The panel on a page that is on another site than the backend.

use serde_json::json;
use teamwork_connect_backend::{BearerToken, Origin};
use teamwork_connect_e2e::{Panel, Setting, Stage, Website, until};

pub(crate) const TOKEN: &str = "a-token-of-the-page-0123456789abcdef";

/// A backend that accepts a token from pages of the website at this address.
pub(crate) fn taking_tokens_at(url: fn(&Website) -> String) -> Setting {
    Setting::default().with_backend(move |config, website| {
        config.allowed_origins = vec![Origin::parse(&url(website)).unwrap()];
        config.bearer_token = Some(BearerToken::new(TOKEN).unwrap());
    })
}

/// Opens the page, in which the panel is embedded with the token.
pub(crate) async fn open_at(stage: &Stage, url: String) -> Panel<'_> {
    embed(stage);
    stage.browser.go(&url).await;
    ready(stage).await
}

/// Embeds the panel with the token.
pub(crate) fn embed(stage: &Stage) {
    let backend = format!("backend=\"{}/api\"", stage.server.url());
    let script = format!(
        "document.querySelector('teamwork-connect').getHeaders =
            () => ({{ Authorization: 'Bearer {TOKEN}' }});"
    );
    stage.website.embed(&backend, &script);
}

/// Waits until the panel is ready.
pub(crate) async fn ready(stage: &Stage) -> Panel<'_> {
    let panel = stage.panel();
    until("the panel to be ready", async || {
        panel.has_button("Test connection").await.then_some(())
    })
    .await;
    panel
}

async fn saves(stage: &Stage, panel: Panel<'_>) {
    panel.fill_basic("Acme", "some-key").await;
    panel.press("Save").await;
    panel.says("Connection saved.").await;
    assert_eq!(stage.server.count_connections().await, 1);
    let exchanges = stage.recorder.exchanges();
    assert!(exchanges.iter().all(|exchange| !exchange.headers.contains_key("cookie")));
}

#[test]
fn a_page_on_another_site_saves_with_a_token() {
    taking_tokens_at(Website::url).play(async |stage| {
        let panel = open_at(stage, stage.website.url()).await;
        saves(stage, panel).await;
    });
}

#[test]
fn a_same_site_cross_origin_page_saves_with_a_token() {
    taking_tokens_at(Website::url_on_the_backends_site).play(async |stage| {
        let panel = open_at(stage, stage.website.url_on_the_backends_site()).await;
        saves(stage, panel).await;
    });
}

#[test]
fn works_under_the_strictest_policy() {
    taking_tokens_at(Website::url).play(async |stage| {
        let policy = format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'none'; \
             connect-src 'self' {}; require-trusted-types-for 'script'; trusted-types",
            stage.server.url()
        );
        stage.website.send_headers(&[("content-security-policy", &policy)]);
        let panel = open_at(stage, stage.website.url()).await;
        saves(stage, panel).await;
        // Every journey checks for policy violations.
        let corner = "getComputedStyle(root.querySelector('[part=panel]')).borderTopLeftRadius";
        let corner = stage.browser.text(corner, json!([])).await;
        assert!(corner.ends_with("px") && corner != "0px", "it is styled: {corner}");
    });
}
