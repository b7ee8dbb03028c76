//! The backend is stopped, or a response is lost, during a save.

use teamwork_connect_e2e::{Fault, canary, play, until_equal};

use crate::common::{assert_still_filled, basic};

const NO_CONNECTION: &str = "Can’t reach this application. Your changes are still here; try again.";

#[test]
fn the_backend_stops_before_it_receives_the_save() {
    stopped_during_a_save(Fault::KeptFromBackend, 0);
}

#[test]
fn the_backend_stops_after_saving() {
    stopped_during_a_save(Fault::ResponseHangs, 1);
}

/// Nothing typed is lost, and saving again results in exactly one connection.
fn stopped_during_a_save(fault: Fault, saved_before_the_stop: i64) {
    play(async |stage| {
        let key = canary();
        let panel = stage.open().await;
        panel.fill_basic("Acme", &key).await;
        stage.recorder.inject(fault);
        panel.press("Save").await;
        panel.says("Saving…").await;
        stage.recorder.save(1).await;
        if saved_before_the_stop > 0 {
            let count = async || stage.server.count_connections().await;
            until_equal(saved_before_the_stop, count).await;
        }
        // A second press while the first save is in progress does nothing.
        panel.press("Save").await;
        assert_eq!(stage.recorder.saves().len(), 1);
        stage.server.stop();
        panel.says(NO_CONNECTION).await;
        assert_still_filled(panel, "Acme", &key).await;
        panel.press("Save").await;
        panel.says(NO_CONNECTION).await;
        panel.idle().await;
        assert_still_filled(panel, "Acme", &key).await;

        stage.recorder.inject(Fault::None);
        stage.server.start_again().await;
        assert_eq!(stage.server.count_connections().await, saved_before_the_stop);
        panel.press("Save").await;
        panel.says("Connection saved.").await;
        assert_eq!(stage.server.count_connections().await, 1);
        stage.page().lists(&["Acme"]).await;
        let id = stage.caller().await.id_of("Acme").await;
        let saved = stage.server.backend().api_key("local", &id).await.unwrap();
        assert_eq!(saved.unwrap().as_str(), key);
    });
}

#[test]
fn a_lost_response_and_a_retry() {
    play(async |stage| {
        let panel = stage.open().await;
        panel.fill_basic("Acme", "some-key").await;
        stage.recorder.inject(Fault::ResponseLost);
        panel.press("Save").await;
        panel.says(NO_CONNECTION).await;
        assert_still_filled(panel, "Acme", "some-key").await;
        assert_eq!(stage.server.count_connections().await, 1);
        stage.recorder.inject(Fault::None);
        panel.press("Save").await;
        panel.says("Connection saved.").await;
        assert_eq!(stage.server.count_connections().await, 1);
        let saves = stage.recorder.saves();
        let key = |number: usize| &saves[number].headers["idempotency-key"];
        assert!((1..saves.len()).all(|number| key(number) == key(0)));
        stage.page().lists(&["Acme"]).await;
    });
}

#[test]
fn a_lost_response_and_a_changed_form() {
    play(async |stage| {
        let panel = stage.open().await;
        panel.fill_basic("Acme", "some-key").await;
        stage.recorder.inject(Fault::ResponseLost);
        panel.press("Save").await;
        panel.says(NO_CONNECTION).await;
        stage.recorder.inject(Fault::None);
        panel.fill("Name your connection", "Acme, better").await;
        panel.fill("Site name", "better").await;
        panel.press("Save").await;
        panel.says("Connection saved.").await;
        stage.page().lists(&["Acme, better"]).await;
        assert_eq!(stage.server.count_connections().await, 1);
        assert_eq!(panel.value("Site name").await, "better");
    });
}

#[test]
fn a_lost_response_to_an_edit() {
    play(async |stage| {
        stage.caller().await.create(&basic("Acme", "some-key")).await;
        let panel = stage.open().await;
        stage.page().press("Edit Acme").await;
        panel.says("Edit connection").await;
        panel.fill("Name your connection", "Acme, edited").await;
        panel.fill("API key", "some-key").await;
        stage.recorder.inject(Fault::ResponseLost);
        panel.press("Save").await;
        panel.says(NO_CONNECTION).await;
        stage.recorder.inject(Fault::None);
        panel.press("Save").await;
        // The panel itself created the new version, so there is no conflict.
        panel.says("Connection saved.").await;
        stage.page().lists(&["Acme, edited"]).await;
        assert_eq!(stage.server.count_connections().await, 1);
    });
}

#[test]
fn the_backend_stops_before_a_connection_is_opened() {
    play(async |stage| {
        stage.caller().await.create(&basic("Acme", "some-key")).await;
        let panel = stage.open().await;
        stage.page().lists(&["Acme"]).await;
        stage.server.stop();
        stage.page().press("Edit Acme").await;
        panel.says("Can’t reach this application.").await;
        stage.server.start_again().await;
        panel.press("Try again").await;
        panel.says("Edit connection").await;
        assert_eq!(panel.value("Name your connection").await, "Acme");
    });
}
