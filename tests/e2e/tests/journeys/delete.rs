//! Deleting a connection.

use teamwork_connect_e2e::{key, play, until_equal};

use crate::common::{EMPTY_LABELS, basic};

#[test]
fn a_connection_is_deleted_from_the_list_after_confirmation() {
    play(async |stage| {
        let caller = stage.caller().await;
        for name in ["One", "Two"] {
            caller.create(&basic(name, "some-key")).await;
        }
        stage.open().await;
        let page = stage.page();
        page.press("Delete One").await;
        page.says("“One” and its credential will be removed.").await;
        page.press("Keep it").await;
        page.press("Delete One").await;
        page.says("Delete this connection?").await;
        stage.browser.press(key::ESCAPE).await;
        page.press("Delete One").await;
        assert_eq!(stage.server.count_connections().await, 2, "only Delete deletes");
        page.press("Delete").await;
        page.lists(&["Two"]).await;
        page.says("Deleted “One”.").await;
        assert_eq!(stage.server.count_connections().await, 1);
    });
}

#[test]
fn deleting_the_open_connection_starts_a_new_one() {
    play(async |stage| {
        let panel = stage.open().await;
        panel.fill_basic("Acme", "some-key").await;
        panel.press("Save").await;
        stage.page().lists(&["Acme"]).await;
        stage.page().press("Delete Acme").await;
        stage.page().press("Delete").await;
        stage.page().says("None yet. The first one you save will appear here.").await;
        panel.says("Create connection").await;
        panel.shows(&EMPTY_LABELS).await;
        assert_eq!(stage.server.count_connections().await, 0);
    });
}

#[test]
fn a_connection_deleted_elsewhere_can_be_recreated() {
    play(async |stage| {
        let caller = stage.caller().await;
        caller.create(&basic("Acme", "some-key")).await;
        let id = caller.id_of("Acme").await;
        let panel = stage.open().await;
        stage.page().press("Edit Acme").await;
        panel.says("Edit connection").await;
        panel.fill("Name your connection", "Acme, again").await;
        panel.fill("API key", "some-key").await;
        caller.delete(&id).await;
        panel.press("Save").await;
        panel.says("This connection was deleted elsewhere. Save to create it again.").await;
        assert_eq!(panel.value("Name your connection").await, "Acme, again");
        assert_eq!(panel.value("API key").await, "some-key");
        assert_eq!(stage.server.count_connections().await, 0);
        panel.press("Save").await;
        panel.says("Connection saved.").await;
        stage.page().lists(&["Acme, again"]).await;
        until_equal(1, async || stage.server.count_connections().await).await;
    });
}

#[test]
fn a_connection_deleted_elsewhere_cannot_be_opened() {
    play(async |stage| {
        let caller = stage.caller().await;
        caller.create(&basic("Acme", "some-key")).await;
        let id = caller.id_of("Acme").await;
        let panel = stage.open().await;
        stage.page().lists(&["Acme"]).await;
        caller.delete(&id).await;
        stage.page().press("Edit Acme").await;
        panel.says("This connection no longer exists.").await;
        assert!(!panel.has_button("Save").await);
        panel.press("Cancel").await;
        panel.shows(&EMPTY_LABELS).await;
    });
}
