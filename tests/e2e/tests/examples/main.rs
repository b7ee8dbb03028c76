//! The examples, each as served by `cargo xtask serve --example`. `cargo xtask test --only examples` starts them
//! one by one, with the test of the same name.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may panic.

use std::fs::read_to_string;

use serde_json::Value;
use teamwork_connect_e2e::{Example, Panel, canary};

#[test]
fn plain() {
    Example::visit(connects_twice);
}

#[test]
fn react() {
    Example::visit(connects_twice);
}

#[test]
fn vue() {
    Example::visit(connects_twice);
}

#[test]
fn leptos() {
    Example::visit(connects_twice);
}

/// The server renders the panel's placeholder, and the client hydrates it unchanged.
#[test]
fn leptos_ssr() {
    Example::visit(async |example| {
        let html = example.html().await;
        let place = r#"<div part="panel" aria-busy="true" data-rendered="on a server" class="tc-panel"></div>"#;
        assert!(html.contains(place), "{html}");
        connects_twice(example).await;
        let complaints = example.browser.complaints().await;
        assert!(complaints.is_empty(), "{complaints:?}");
    });
}

/// The first connection is tested, saved and edited; the second is authorized.
async fn connects_twice(example: &Example) {
    let panel = example.open().await;
    fill_basic(panel, &canary()).await;
    panel.press("Test connection").await;
    panel.checked(["Site Passed", "Sign-in Passed", "Product Passed"]).await;
    panel.press("Save").await;
    panel.says("Connection saved. It’s ready to use.").await;
    example.page().says("Acme projects (online)").await;

    example.page().press("New connection").await;
    panel.says("Connect to Teamwork").await;
    fill_oauth(panel).await;
    panel.press("Save and authorize").await;
    let popup = example.popup().await;
    popup.accept("acme", "us").await;
    panel.says("Connected as Ada Lovelace.").await;
    example.page().says("Acme desk (online)").await;

    example.page().press("Edit Acme projects").await;
    panel.says("A key is saved but never shown.").await;
    panel.fill("Name your connection", "Renamed").await;
    panel.fill("API key", &canary()).await;
    panel.press("Save").await;
    example.page().says("Renamed (online)").await;

    let list = example.caller().await.list().await;
    let text = |connection: &Value, key: &str| connection[key].as_str().unwrap().to_owned();
    let mut saved: Vec<_> =
        list.iter().map(|it| [text(it, "name"), text(it, "siteUrl"), text(it, "status")]).collect();
    saved.sort();
    assert_eq!(
        saved,
        [
            ["Acme desk", "https://acme.teamwork.com", "online"],
            ["Renamed", "https://acme.eu.teamwork.com", "online"],
        ]
    );
}

async fn fill_basic(panel: Panel<'_>, key: &str) {
    panel.fill("Name your connection", "Acme projects").await;
    panel.choose("API type", "Projects").await;
    panel.paste("Site name", "https://acme.eu.teamwork.com/app/people/123456/").await;
    panel.says("Region set to EU from the address.").await;
    panel.choose("Auth type", "Basic").await;
    panel.fill("API key", key).await;
}

/// The client is added on the way.
async fn fill_oauth(panel: Panel<'_>) {
    panel.fill("Name your connection", "Acme desk").await;
    panel.choose("API type", "Desk").await;
    panel.paste("Site name", "https://acme.teamwork.com/desk/inboxes").await;
    panel.add_client().await;
    assert_eq!(panel.options("OAuth 2.0 client").await, ["Sandbox app"]);
}

/// This backend can save and nothing else, so nothing else is offered.
#[test]
fn minimal_backend() {
    Example::visit(async |example| {
        let key = canary();
        let panel = example.open().await;
        panel.says("This application doesn’t offer OAuth 2.0 clients.").await;
        // Only Projects with Basic remains, and it is chosen.
        panel.shows(&Panel::BASIC_LABELS).await;
        panel.fill("Name your connection", "Acme projects").await;
        panel.paste("Site name", "https://acme.eu.teamwork.com/app/people/123456/").await;
        panel.fill("API key", &key).await;
        assert!(!panel.has_button("Test connection").await);
        panel.press("Save").await;
        panel.says("Connection saved.").await;
        example.page().says("Acme projects (untested)").await;
        let file = example.data().join("minimal-backend/connections.jsonl");
        let saved = read_to_string(file).unwrap();
        assert!(saved.contains("\"name\":\"Acme projects\""), "{saved}");
        assert!(!saved.contains(&key), "{saved}");
        assert_eq!(saved.lines().count(), 1);
    });
}
