//! Two people edit the same connection.

use teamwork_connect_e2e::{Browser, Page, Panel, Stage, canary, play};

use crate::common::basic;

const CHANGED: &str =
    "This connection was changed elsewhere after you opened it. Your changes are still here.";

/// Opens a connection, which someone else then saves, and saves it too late.
async fn save_too_late<'a>(stage: &'a Stage, key: &str) -> Panel<'a> {
    let caller = stage.caller().await;
    caller.create(&basic("Acme", "some-key")).await;
    let id = caller.id_of("Acme").await;
    let panel = stage.open().await;
    stage.page().press("Edit Acme").await;
    panel.says("Edit connection").await;
    panel.fill("Name your connection", "Mine").await;
    panel.fill("API key", key).await;
    caller.replace(&id, &basic("Theirs", "their-key")).await;
    panel.press("Save").await;
    panel.says(CHANGED).await;
    assert_eq!(panel.value("Name your connection").await, "Mine");
    assert_eq!(panel.value("API key").await, key);
    panel
}

#[test]
fn the_users_changes_can_be_kept() {
    play(async |stage| {
        let key = canary();
        let panel = save_too_late(stage, &key).await;
        // Only a decision changes what the next save does.
        panel.press("Save").await;
        panel.says(CHANGED).await;
        panel.press("Keep mine").await;
        panel.says("Your version was kept. Save it to replace the other one.").await;
        assert_eq!(panel.value("Name your connection").await, "Mine");
        assert_eq!(panel.value("API key").await, key);
        panel.press("Save").await;
        panel.says("Connection saved.").await;
        stage.page().lists(&["Mine"]).await;
        let id = stage.caller().await.id_of("Mine").await;
        let saved = stage.server.backend().api_key("local", &id).await.unwrap();
        assert_eq!(saved.unwrap().as_str(), key);
    });
}

#[test]
fn the_other_version_can_be_loaded() {
    play(async |stage| {
        let panel = save_too_late(stage, "some-key").await;
        panel.press("Load the other version").await;
        panel.no_longer_says(CHANGED).await;
        panel.idle().await;
        assert_eq!(panel.value("Name your connection").await, "Theirs");
        assert_eq!(panel.value("API key").await, "");
        panel.fill("Name your connection", "Ours").await;
        panel.fill("API key", "some-key").await;
        panel.press("Save").await;
        panel.says("Connection saved.").await;
        stage.page().lists(&["Ours"]).await;
    });
}

#[test]
fn two_browsers_can_edit_the_same_connection() {
    play(async |stage| {
        stage.caller().await.create(&basic("Acme", "some-key")).await;
        let panel = stage.open().await;
        stage.page().press("Edit Acme").await;
        panel.says("Edit connection").await;

        let other = Browser::start().await;
        other.go(&stage.server.url()).await;
        let (their_page, theirs) = (Page::of(&other), Panel::of(&other));
        their_page.press("Edit Acme").await;
        theirs.says("Edit connection").await;
        theirs.fill("Name your connection", "Theirs").await;
        theirs.fill("API key", "their-key").await;
        theirs.press("Save").await;
        theirs.says("Connection saved.").await;
        their_page.lists(&["Theirs"]).await;

        panel.fill("API key", "my-key").await;
        panel.press("Save").await;
        panel.says(CHANGED).await;
        assert_eq!(panel.value("API key").await, "my-key");
        other.quit().await;
    });
}
