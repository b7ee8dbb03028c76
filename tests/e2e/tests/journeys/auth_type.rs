//! Changing the auth type, and what remains afterwards.

use serde_json::json;
use teamwork_connect_e2e::{play, until_equal};

#[test]
fn changing_the_auth_type_and_back_clears_the_key() {
    play(async |stage| {
        let panel = stage.open().await;
        panel.choose("API type", "Projects").await;
        panel.choose("Auth type", "Basic").await;
        panel.fill("API key", "typed-before").await;
        panel.choose("Auth type", "OAuth 2.0").await;
        let none = vec!["None yet: add one".to_owned()];
        until_equal(none, async || panel.options("OAuth 2.0 client").await).await;
        panel.choose("Auth type", "Basic").await;
        assert_eq!(panel.value("API key").await, "");

        panel.fill("API key", "typed-again").await;
        panel.choose("API type", "Desk").await;
        panel.choose("API type", "Projects").await;
        assert_eq!(panel.chosen("Auth type").await, "Basic", "other settings are kept");
        assert_eq!(panel.value("API key").await, "");
    });
}

#[test]
fn only_applicable_settings_are_sent() {
    play(async |stage| {
        let panel = stage.open().await;
        panel.fill("Name your connection", "Acme").await;
        panel.choose("API type", "Spaces").await;
        panel.choose("Region", "EU").await;
        panel.fill("Site name", "acme").await;
        panel.fill("Space ID", "4321").await;
        panel.select("API version", "v0 (ask your administrator first)").await;
        panel.fill("User ID", "123456").await;
        panel.choose("API type", "Desk").await;
        panel.choose("API type", "Projects").await;
        panel.choose("Auth type", "OAuth 2.0").await;
        panel.choose("Auth type", "Basic").await;
        panel.select("API version", "v1").await;
        panel.fill("API key", "some-key").await;

        panel.press("Test connection").await;
        panel.says("The connection works.").await;
        let connects = json!({
            "apiType": "projects",
            "apiVersion": "v1",
            "region": "eu",
            "siteName": "acme",
            "siteUrl": "https://acme.eu.teamwork.com",
            "apiBaseUrl": "https://acme.eu.teamwork.com",
            "authType": "basic",
            "apiKey": "some-key",
        });
        let exchanges = stage.recorder.exchanges();
        let test = exchanges.iter().find(|exchange| exchange.uri == "/api/connections/test");
        assert_eq!(test.unwrap().json(), connects);

        panel.press("Save").await;
        panel.says("Connection saved.").await;
        let mut expected = connects;
        expected["name"] = json!("Acme");
        assert_eq!(stage.recorder.save(1).await.json(), expected);
    });
}
