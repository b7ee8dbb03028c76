//! Two connections of one name.

use teamwork_connect_e2e::{key, play};

use crate::common::basic;

const TAKEN: &str = "Another connection has this name. You can still save it.";

#[test]
fn a_name_that_is_taken_is_told_and_can_be_saved() {
    play(async |stage| {
        stage.caller().await.create(&basic("Straße Ä", "some-key")).await;
        let panel = stage.open().await;
        panel.fill_basic("Straße", "some-key").await;
        assert!(!panel.text().await.contains(TAKEN));
        panel.fill("Name your connection", " sTRAßE ä ").await;
        // As soon as it is finished.
        stage.browser.press(key::TAB).await;
        panel.says(TAKEN).await;
        panel.press("Save").await;
        panel.says("Connection saved.").await;
        stage.page().lists(&["Straße Ä", "sTRAßE ä"]).await;
        panel.fill("Name your connection", "Another").await;
        panel.says_no_more(TAKEN).await;
    });
}

#[test]
fn a_connection_does_not_take_its_own_name() {
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
