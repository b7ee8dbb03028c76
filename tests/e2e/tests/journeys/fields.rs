//! Which settings are shown when.

use teamwork_connect_e2e::{Panel, Stage, play};

const COMMON: [&str; 5] =
    ["Name your connection", "API type", "API version", "Region", "Site name"];

/// Checks the visible settings and their accessible names.
async fn shows(stage: &Stage, panel: Panel<'_>, rest: &[&str]) {
    let labels = [&COMMON[..], rest].concat();
    panel.shows(&labels).await;
    for label in labels {
        let field = panel.field(label).await;
        assert_eq!(stage.browser.accessible_name(&field).await, label);
    }
}

#[test]
fn projects() {
    play(async |stage| {
        let panel = stage.open().await;
        panel.choose("API type", "Projects").await;
        assert_eq!(panel.options("API version").await, ["v3 (newest)", "v2", "v1"]);
        panel.choose("Region", "US").await;
        panel.fill("Site name", "acme").await;
        for (version, url) in [
            ("v3 (newest)", "https://acme.teamwork.com/projects/api/v3"),
            ("v2", "https://acme.teamwork.com/projects/api/v2"),
            ("v1", "https://acme.teamwork.com"),
        ] {
            panel.select("API version", version).await;
            panel.says(&format!("Connects to {url}\n")).await;
            shows(stage, panel, &["Auth type"]).await;
        }
        panel.choose("Auth type", "Basic").await;
        shows(stage, panel, &["Auth type", "API key"]).await;
        assert!(panel.has_button("Save").await);
        panel.choose("Auth type", "OAuth 2.0").await;
        shows(stage, panel, &["Auth type", "OAuth 2.0 client"]).await;
        assert!(panel.has_button("Save and authorize").await);
    });
}

#[test]
fn desk() {
    play(async |stage| {
        let panel = stage.open().await;
        panel.choose("API type", "Desk").await;
        panel.choose("Region", "EU").await;
        panel.fill("Site name", "acme").await;
        let newest = "v2 (newest)";
        let undocumented = "v0 (ask your administrator first)";
        assert_eq!(panel.options("API version").await, [newest, undocumented]);
        panel.says("Connects to https://acme.eu.teamwork.com/desk/api/v2").await;
        shows(stage, panel, &["OAuth 2.0 client"]).await;
        panel.select("API version", undocumented).await;
        panel
            .says("Connects to https://acme.eu.teamwork.com\nTeamwork doesn’t document a path")
            .await;
        shows(stage, panel, &["OAuth 2.0 client"]).await;
        assert!(panel.has_button("Save and authorize").await);
    });
}

#[test]
fn spaces() {
    play(async |stage| {
        let panel = stage.open().await;
        panel.choose("API type", "Spaces").await;
        panel.choose("Region", "US").await;
        panel.fill("Site name", "acme").await;
        panel.says("Connects to https://acme.teamwork.com/spaces/api/v2").await;
        shows(stage, panel, &["Space ID", "OAuth 2.0 client"]).await;
        panel.select("API version", "v0 (ask your administrator first)").await;
        panel.says("Connects to https://acme.teamwork.com\nTeamwork doesn’t document a path").await;
        shows(stage, panel, &["User ID", "OAuth 2.0 client"]).await;
        assert_eq!(panel.options("OAuth 2.0 client").await, ["None yet: add one"]);
    });
}
