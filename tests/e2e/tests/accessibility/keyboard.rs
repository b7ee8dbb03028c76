//! Uses only the keyboard, on the page with the real backend (WCAG 2.1.1, 2.1.2). Creating a connection with an
//! API key this way is one of the journeys.

use serde_json::json;
use teamwork_connect_e2e::{Popup, key, play, until_equal};
use teamwork_connect_sandbox::{CLIENT_ID, CLIENT_SECRET};

#[test]
fn a_connection_is_created_with_a_new_client_and_authorized() {
    play(async |stage| {
        let panel = stage.open().await;
        let browser = &stage.browser;
        browser.tab_to("Name your connection").await;
        browser.press("Acme desk").await;
        browser.tab_to("Projects").await;
        browser.press(key::DOWN).await;
        panel.focuses("Desk").await;
        browser.tab_to("US").await;
        browser.press(key::SPACE).await;
        browser.tab_to("Site name").await;
        browser.press("acme").await;
        browser.tab_to("Add an OAuth 2.0 client").await;
        browser.press(key::ENTER).await;
        panel.focuses("Name").await;
        browser.press("Sandbox app").await;
        browser.tab_to("Client ID").await;
        browser.press(CLIENT_ID).await;
        browser.tab_to("Client secret").await;
        browser.press(CLIENT_SECRET).await;
        browser.tab_to("Save client").await;
        browser.press(key::SPACE).await;
        panel.focuses("OAuth 2.0 client").await;
        browser.tab_to("Save and authorize").await;
        browser.press(key::ENTER).await;
        let popup = Popup::of(browser).await;
        popup.says("Sign in to Teamwork").await;
        // Teamwork's own pages, as simulated by the sandbox.
        popup.sign_in("acme", "us").await;
        popup.press("Accept").await;
        popup.is_gone().await;
        panel.says("Connected as Ada Lovelace.").await;
        until_equal(true, async || panel.focus().await.starts_with("Connected as Ada")).await;
        browser.tab_to("Save").await;
    });
}

#[test]
fn a_connection_is_edited() {
    play(async |stage| {
        let connection = json!({
            "name": "Acme", "apiType": "projects", "apiVersion": "v3", "region": "eu", "siteName": "acme",
            "siteUrl": "https://acme.eu.teamwork.com",
            "apiBaseUrl": "https://acme.eu.teamwork.com/projects/api/v3",
            "authType": "basic", "apiKey": "some-key",
        });
        stage.caller().await.create(&connection).await;
        let panel = stage.open().await;
        stage.page().lists(&["Acme"]).await;
        let browser = &stage.browser;
        browser.tab_to("Edit Acme").await;
        browser.press(key::ENTER).await;
        panel.says("Edit connection").await;
        while panel.focus().await != "Name your connection" {
            browser.press(key::SHIFT_TAB).await;
        }
        // Tab selects the existing text.
        browser.press("Acme, renamed").await;
        browser.tab_to("Save").await;
        browser.press(key::ENTER).await;
        // The key is required again, and the summary links to its field.
        panel.focuses("There is 1 thing to fix").await;
        browser.tab_to("Enter your API key").await;
        browser.press(key::ENTER).await;
        panel.focuses("API key").await;
        browser.press("some-key").await;
        browser.press(key::ENTER).await;
        panel.says("Connection saved.").await;
        stage.page().lists(&["Acme, renamed"]).await;
    });
}

#[test]
fn a_new_connection_is_discarded() {
    play(async |stage| {
        let panel = stage.open().await;
        let browser = &stage.browser;
        browser.tab_to("Name your connection").await;
        browser.press("Acme").await;
        browser.tab_to("Cancel").await;
        browser.press(key::ENTER).await;
        panel.asks("Discard your changes?").await;
        // Pressing Enter or Escape too soon loses nothing.
        panel.focuses("Keep editing").await;
        browser.press(key::ESCAPE).await;
        panel.has_no_dialog().await;
        panel.focuses("Cancel").await;
        assert_eq!(panel.value("Name your connection").await, "Acme");
        browser.press(key::ENTER).await;
        panel.asks("Discard your changes?").await;
        browser.tab_to("Discard").await;
        browser.press(key::ENTER).await;
        panel.has_no_dialog().await;
        until_equal(String::new(), async || panel.value("Name your connection").await).await;
    });
}
