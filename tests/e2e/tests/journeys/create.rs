//! Creating a connection.

use serde_json::Value;
use teamwork_connect_e2e::{Panel, Row, Stage, canary, play};

use crate::common::{EMPTY_LABELS, assert_files_free_of, basic};

#[test]
fn an_address_in_the_clipboard_is_all_a_new_user_needs() {
    play(async |stage| {
        let panel = stage.open().await;
        let address = "https://acme.eu.teamwork.com/app/projects/12/overview";
        panel.paste("Paste your Teamwork address", address).await;
        // The focus moves to the next required setting; version and region are filled in.
        panel.focuses("Name your connection").await;
        panel.fill("Name your connection", "Acme projects").await;
        panel.choose("Auth type", "Basic").await;
        panel.shows(&Panel::BASIC_LABELS).await;
        panel.fill("API key", &canary()).await;
        panel.press("Save").await;
        panel.says("Connection saved. It’s ready to use.").await;
        let saved = &stage.caller().await.list().await[0];
        assert_eq!(saved["siteUrl"], "https://acme.eu.teamwork.com");
        assert_eq!((&saved["apiType"], &saved["status"]), (&"projects".into(), &"online".into()));
    });
}

#[test]
fn a_basic_connection_is_tested_saved_and_still_there_after_a_restart() {
    play(async |stage| {
        let key = canary();
        let panel = stage.open().await;
        panel.says("Create connection").await;
        panel.shows(&EMPTY_LABELS).await;
        panel.fill("Name your connection", "Acme projects").await;
        panel.choose("API type", "Projects").await;
        panel.paste("Site name", "https://acme.eu.teamwork.com/app/people/123456/").await;
        panel.says("Region set to EU from the address.").await;
        panel.says("Connects to https://acme.eu.teamwork.com/projects/api/v3").await;
        assert_eq!(panel.value("Site name").await, "acme");
        assert_eq!(panel.chosen("Region").await, "EU");
        assert_eq!(panel.value("API version").await, "v3");
        panel.choose("Auth type", "Basic").await;
        panel.shows(&Panel::BASIC_LABELS).await;
        panel.paste("API key", &key).await;

        panel.press("Test connection").await;
        panel.checked(["Site Passed", "Sign-in Passed", "Product Passed"]).await;
        panel.says("The connection works.").await;
        assert_eq!(panel.value("API key").await, key, "a connection test keeps the key");
        let asked = stage.sandbox.sandbox.requests();
        assert!(asked.iter().all(|request| request.host == "acme.eu.teamwork.com"), "{asked:?}");
        assert!(
            asked.iter().any(|request| request.path == "/projects/api/v3/me.json"),
            "{asked:?}"
        );

        panel.press("Save").await;
        panel.says("Connection saved. It’s ready to use.").await;
        panel.says("Edit connection").await;
        assert_eq!(panel.value("API key").await, "", "a save clears the key");
        panel.says("A key is saved but never shown. Enter it again to save your changes.").await;
        let row = Row {
            name: "Acme projects".to_owned(),
            detail: "projects · acme.eu.teamwork.com".to_owned(),
            status: "Online".to_owned(),
            current: true,
        };
        stage.page().lists(&["Acme projects"]).await;
        assert_eq!(stage.page().rows().await, std::slice::from_ref(&row));
        is_saved_and_encrypted(stage, &key).await;

        stage.server.stop();
        assert_files_free_of(&key, &stage.server.database_files());
        stage.server.start_again().await;
        let panel = stage.reload().await;
        panel.says("Create connection").await;
        stage.page().lists(&["Acme projects"]).await;
        assert_eq!(stage.page().rows().await, [Row { current: false, ..row }]);
        stage.page().press("Edit Acme projects").await;
        panel.says("Connects to https://acme.eu.teamwork.com/projects/api/v3").await;
        is_saved_and_encrypted(stage, &key).await;
    });
}

/// The backend can use the key, but the database alone doesn't reveal it.
async fn is_saved_and_encrypted(stage: &Stage, key: &str) {
    assert_eq!(stage.server.count_connections().await, 1);
    let id = stage.caller().await.id_of("Acme projects").await;
    let saved = stage.server.backend().api_key("local", &id).await.unwrap();
    assert_eq!(saved.unwrap().as_str(), key);
    let files = stage.server.database_files();
    let names: Vec<_> = files.iter().filter_map(|file| file.extension()?.to_str()).collect();
    for kind in ["sqlite3", "sqlite3-wal", "sqlite3-shm"] {
        assert!(names.contains(&kind), "{names:?}");
    }
    assert_files_free_of(key, &files);
}

#[test]
fn another_connection_can_be_created_right_away() {
    play(async |stage| {
        let panel = stage.open().await;
        panel.fill_basic("One", "some-key").await;
        panel.press("Save").await;
        panel.says("Connection saved.").await;
        stage.page().press("New connection").await;
        panel.says("Create connection").await;
        panel.shows(&EMPTY_LABELS).await;
        panel.fill_basic("Two", "some-key").await;
        panel.press("Save").await;
        panel.says("Connection saved.").await;
        stage.page().lists(&["One", "Two"]).await;
        assert_eq!(stage.server.count_connections().await, 2);
    });
}

#[test]
fn the_request_body_follows_the_contract() {
    play(async |stage| {
        let panel = stage.open().await;
        panel.fill_basic("  Acme  ", " key-with-space-around ").await;
        panel.says("Surrounding spaces were removed.").await;
        panel.press("Save").await;
        panel.says("Connection saved.").await;
        let saves = stage.recorder.saves();
        assert_eq!(saves.len(), 1);
        assert_eq!(saves[0].json(), basic("Acme", "key-with-space-around"));
        assert_eq!(saves[0].headers["x-requested-with"], "teamwork-connect");
        assert!(!saves[0].headers["idempotency-key"].is_empty());
        let answer = saves[0].answer.as_ref().unwrap();
        let connection: Value = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(connection["hasApiKey"], true);
        assert_eq!(connection["status"], "online");
    });
}
