//! Two connections with the same name.

use teamwork_connect_e2e::{key, play};

use crate::common::basic;

const TAKEN: &str = "Another connection has this name. You can still save it.";

#[test]
fn a_duplicate_name_warns_and_can_be_saved() {
    play(async |stage| {
        stage.caller().await.create(&basic("Straße Ä", "some-key")).await;
        let panel = stage.open().await;
        panel.fill_basic("Straße", "some-key").await;
        assert!(!panel.text().await.contains(TAKEN));
        panel.fill("Name your connection", " sTRAßE ä ").await;
        // As soon as the name is complete.
        stage.browser.press(key::TAB).await;
        panel.says(TAKEN).await;
        panel.press("Save").await;
        panel.says("Connection saved.").await;
        stage.page().lists(&["Straße Ä", "sTRAßE ä"]).await;
        panel.fill("Name your connection", "Another").await;
        panel.no_longer_says(TAKEN).await;
    });
}

#[test]
fn a_connections_own_name_is_not_a_duplicate() {
    play(async |stage| {
        stage.caller().await.create(&basic("Acme", "some-key")).await;
        let panel = stage.open().await;
        stage.page().press("Edit Acme").await;
        panel.says("Edit connection").await;
        panel.fill("Name your connection", "ACME").await;
        assert!(!panel.text().await.contains(TAKEN));
        panel.fill("API key", "some-key").await;
        panel.press("Save").await;
        panel.says("Connection saved.").await;
        stage.page().lists(&["ACME"]).await;
        assert!(!panel.text().await.contains(TAKEN));
    });
}
