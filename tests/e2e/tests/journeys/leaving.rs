//! Leaving without saving.

use serde_json::json;
use teamwork_connect_e2e::{canary, key, play, until_equal};

use crate::common::{EMPTY_LABELS, assert_still_filled, basic};

const QUESTION: &str = "Discard your changes?";

#[test]
fn leaving_with_unsaved_changes_asks() {
    play(async |stage| {
        let secret = canary();
        let panel = stage.open().await;
        panel.fill_basic("Acme", &secret).await;
        panel.press("Cancel").await;
        panel.asks(QUESTION).await;
        stage.browser.press(key::ESCAPE).await;
        panel.has_no_dialog().await;
        assert_still_filled(panel, "Acme", &secret).await;
        panel.focuses("Cancel").await;

        panel.press("Cancel").await;
        panel.asks(QUESTION).await;
        panel.press("Keep editing").await;
        panel.has_no_dialog().await;
        assert_still_filled(panel, "Acme", &secret).await;

        panel.press("Cancel").await;
        panel.press("Discard").await;
        panel.has_no_dialog().await;
        panel.shows(&EMPTY_LABELS).await;
        assert_eq!(panel.value("Name your connection").await, "");
        assert_eq!(stage.recorder.writes_sent(), 0);
    });
}

#[test]
fn opening_another_connection_asks() {
    play(async |stage| {
        let caller = stage.caller().await;
        for name in ["One", "Two"] {
            caller.create(&basic(name, "some-key")).await;
        }
        let panel = stage.open().await;
        let name = async || panel.value("Name your connection").await;
        stage.page().press("Edit One").await;
        until_equal("One".to_owned(), name).await;
        panel.fill("API key", "typed").await;
        stage.page().press("Edit Two").await;
        panel.asks(QUESTION).await;
        panel.press("Keep editing").await;
        panel.has_no_dialog().await;
        assert_still_filled(panel, "One", "typed").await;

        stage.page().press("New connection").await;
        panel.asks(QUESTION).await;
        stage.browser.press(key::ESCAPE).await;
        panel.has_no_dialog().await;

        stage.page().press("Edit Two").await;
        panel.press("Discard").await;
        until_equal("Two".to_owned(), name).await;
        assert_eq!(panel.value("API key").await, "");
        let current = "probe.rows().filter((row) => row.current).map((row) => row.name)";
        until_equal(json!(["Two"]), async || stage.browser.script(current, json!([])).await).await;
    });
}

#[test]
fn discarding_changes_asks_only_once() {
    play(async |stage| {
        stage.caller().await.create(&basic("One", "some-key")).await;
        let panel = stage.open().await;
        for _ in 0..2 {
            stage.page().press("Edit One").await;
            panel.says("Edit connection").await;
            panel.fill("Name your connection", "Two").await;
            panel.press("Cancel").await;
            panel.press("Discard").await;
            panel.says("Create connection").await;
            panel.has_no_dialog().await;
        }
        stage.page().lists(&["One"]).await;
    });
}

#[test]
fn asks_only_if_something_would_be_lost() {
    play(async |stage| {
        stage.caller().await.create(&basic("One", "some-key")).await;
        let panel = stage.open().await;
        stage.page().press("Edit One").await;
        panel.says("Edit connection").await;
        panel.press("Cancel").await;
        panel.says("Create connection").await;
        panel.has_no_dialog().await;
        panel.fill("Name your connection", "Two").await;
        panel.fill("Name your connection", "\u{e003}").await;
        panel.press("Cancel").await;
        panel.has_no_dialog().await;
    });
}
