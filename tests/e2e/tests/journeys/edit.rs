//! Editing a connection.

use teamwork_connect_e2e::{Panel, canary, play, until_equal};

use crate::common::{EMPTY_LABELS, assert_free_of, basic};

#[test]
fn editing_requires_the_key_and_never_receives_it() {
    play(async |stage| {
        let (old_key, new_key) = (canary(), canary());
        let created = stage.caller().await.create(&basic("Acme", &old_key)).await;
        let id = created["id"].as_str().unwrap();
        let panel = stage.open().await;
        stage.page().press("Edit Acme").await;
        panel.says("Edit connection").await;
        panel.shows(&Panel::BASIC_LABELS).await;
        assert_eq!(panel.value("Name your connection").await, "Acme");
        assert_eq!(panel.chosen("API type").await, "Projects");
        assert_eq!(panel.value("API version").await, "v3");
        assert_eq!(panel.chosen("Region").await, "EU");
        assert_eq!(panel.value("Site name").await, "acme");
        assert_eq!(panel.chosen("Auth type").await, "Basic");
        assert_eq!(panel.value("API key").await, "");
        panel.says("A key is saved but never shown. Enter it again to save your changes.").await;

        let before = stage.recorder.saves().len();
        panel.fill("Name your connection", "Acme, renamed").await;
        panel.press("Save").await;
        panel.summarizes(&["Enter your API key"]).await;
        assert_eq!(stage.recorder.saves().len(), before);

        panel.fill("API key", &new_key).await;
        panel.press("Save").await;
        panel.says("Connection saved.").await;
        assert_eq!(panel.value("API key").await, "");
        let save = stage.recorder.save(before + 1).await;
        assert_eq!((save.method.as_str(), save.status()), ("PUT", Some(200)));
        assert_eq!(save.headers["if-match"], "\"1\"");
        assert_eq!(save.json(), basic("Acme, renamed", &new_key));
        stage.page().lists(&["Acme, renamed"]).await;
        let saved = stage.server.backend().api_key("local", id).await.unwrap();
        assert_eq!(saved.unwrap().as_str(), new_key);

        // Again, because the panel now needs the new version.
        panel.fill("Name your connection", "Acme, again").await;
        panel.fill("API key", &new_key).await;
        panel.press("Save").await;
        stage.page().lists(&["Acme, again"]).await;
        assert_eq!(stage.server.count_connections().await, 1);
        for exchange in stage.recorder.exchanges() {
            let answer = exchange.answer.unwrap();
            for key in [&old_key, &new_key] {
                assert_free_of(key, &exchange.uri, &answer.body);
            }
        }
    });
}

#[test]
fn every_listed_connection_can_be_opened() {
    play(async |stage| {
        let caller = stage.caller().await;
        for name in ["One", "Two"] {
            caller.create(&basic(name, "some-key")).await;
        }
        let panel = stage.open().await;
        stage.page().lists(&["One", "Two"]).await;
        for name in ["Two", "One"] {
            stage.page().press(&format!("Edit {name}")).await;
            until_equal(name.to_owned(), async || panel.value("Name your connection").await).await;
        }
        stage.page().press("New connection").await;
        panel.says("Create connection").await;
        panel.shows(&EMPTY_LABELS).await;
        assert_eq!(panel.value("Name your connection").await, "");
    });
}
