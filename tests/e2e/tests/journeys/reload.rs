//! Somebody loads the page anew.

use teamwork_connect_e2e::{canary, play};

use crate::common::fill_basic;

#[test]
fn after_a_save_the_panel_begins_anew_and_the_list_stays() {
    play(async |stage| {
        let panel = stage.open().await;
        fill_basic(panel, "Acme", "some-key").await;
        panel.press("Save").await;
        panel.says("Connection saved.").await;
        let panel = stage.reload().await;
        stage.page().lists(&["Acme"]).await;
        panel.says("Create connection").await;
        assert_eq!(panel.value("Name your connection").await, "");
        stage.page().press("Edit Acme").await;
        panel.says("Edit connection").await;
        assert_eq!(panel.value("API key").await, "");
    });
}

#[test]
fn a_key_that_was_typed_does_not_come_back_with_the_page() {
    play(async |stage| {
        let panel = stage.open().await;
        fill_basic(panel, "Acme", &canary()).await;
        stage.browser.go("about:blank").await;
        stage.browser.back().await;
        let panel = stage.panel();
        panel.field("Name your connection").await;
        if panel.labels().await.contains(&"API key".to_owned()) {
            assert_eq!(panel.value("API key").await, "");
        }
    });
}
