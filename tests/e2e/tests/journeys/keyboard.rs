//! Using only the keyboard.

use teamwork_connect_e2e::{key, play};

use crate::common::basic;

#[test]
fn a_basic_connection_is_created_by_keyboard() {
    play(async |stage| {
        let panel = stage.open().await;
        let browser = &stage.browser;
        browser.tab_to("Name your connection").await;
        browser.press("Acme").await;
        browser.tab_to("Projects").await;
        browser.press(key::SPACE).await;
        browser.tab_to("API version").await;
        browser.tab_to("US").await;
        browser.press(key::SPACE).await;
        browser.press(key::DOWN).await;
        panel.focuses("EU").await;
        browser.tab_to("Site name").await;
        browser.press("acme").await;
        browser.tab_to("Basic").await;
        browser.press(key::SPACE).await;
        browser.tab_to("API key").await;
        browser.press("some-key").await;
        browser.tab_to("Test connection").await;
        browser.press(key::ENTER).await;
        panel.says("The connection works.").await;
        panel.focuses("Test connection").await;
        browser.tab_to("Save").await;
        browser.press(key::SPACE).await;
        panel.says("Connection saved.").await;
        assert_eq!(stage.recorder.save(1).await.json(), basic("Acme", "some-key"));
        browser.tab_to("Edit Acme").await;
    });
}

#[test]
fn enter_in_a_text_field_saves() {
    play(async |stage| {
        let panel = stage.open().await;
        panel.fill_basic("Acme", "some-key").await;
        stage.browser.press(key::ENTER).await;
        panel.says("Connection saved.").await;
        assert_eq!(stage.server.count_connections().await, 1);
    });
}
