//! Reloading the page.

use serde_json::json;
use teamwork_connect_e2e::{canary, play};

use crate::common::assert_free_of;

#[test]
fn after_a_save_a_reload_resets_the_panel_and_keeps_the_list() {
    play(async |stage| {
        let panel = stage.open().await;
        panel.fill_basic("Acme", "some-key").await;
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
fn t15_a_reload_does_not_restore_a_typed_key() {
    play(async |stage| {
        let panel = stage.open().await;
        let key = canary();
        panel.fill_basic("Acme", &key).await;
        stage.browser.go("about:blank").await;
        stage.browser.back().await;
        stage.panel().field("Name your connection").await;
        let readable = stage.browser.text("await probe.readable()", json!([])).await;
        assert!(readable.contains("teamwork-connect"), "the page is reloaded");
        assert_free_of(&key, "the page", readable.as_bytes());
    });
}
