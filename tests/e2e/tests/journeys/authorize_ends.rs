//! Authorizations that don't succeed.

use std::time::Duration;

use serde_json::json;
use teamwork_connect_e2e::{Popup, play};
use teamwork_connect_sandbox::Behavior;

use crate::common::{
    DESK, SAVE, accept, accept_and_wait, authorize, is_listed, ready_to_authorize,
};

#[test]
fn a_denial_is_reported_and_retrying_creates_no_second_connection() {
    play(async |stage| {
        let panel = ready_to_authorize(stage, DESK).await;
        let popup = authorize(stage).await;
        popup.sign_in("acme", "us").await;
        popup.press("Deny").await;
        popup.is_gone().await;
        panel.says("Teamwork access wasn’t granted.").await;
        is_listed(stage, "Acme desk", "Offline").await;
        panel.press("Try again").await;
        let popup = Popup::of(&stage.browser).await;
        accept(stage, popup).await;
        is_listed(stage, "Acme desk", "Online").await;
        assert_eq!((stage.recorder.saves().len(), stage.recorder.authorizations()), (1, 2));
        assert_eq!(stage.server.count_connections().await, 1);
    });
}

#[test]
fn t09_t54_closing_the_window_does_not_end_the_authorization_and_another_can_be_opened() {
    play(async |stage| {
        let panel = ready_to_authorize(stage, DESK).await;
        let popup = authorize(stage).await;
        popup.close().await;
        panel.says("The Teamwork window may be closed.").await;
        panel.says("Waiting for Teamwork").await;
        panel.press("Open again").await;
        let popup = Popup::of(&stage.browser).await;
        accept(stage, popup).await;
        assert_eq!(stage.server.count_connections().await, 1);
    });
}

#[test]
fn t47_teamworks_error_description_is_never_shown() {
    play(async |stage| {
        let panel = ready_to_authorize(stage, DESK).await;
        stage.sandbox.sandbox.behave(Behavior {
            path: Some("/launchpad/login".to_owned()),
            error: Some("access_denied".to_owned()),
            error_description: Some("<img src=x onerror=\"forged()\">Mallory".to_owned()),
            ..Behavior::default()
        });
        panel.press(SAVE).await;
        panel.says("Teamwork access wasn’t granted.").await;
        let markup = stage.browser.text("probe.markup(document).join()", json!([])).await;
        assert!(markup.contains("wasn’t granted") && !markup.contains("Mallory"), "{markup}");
        let callback = stage.recorder.of_the_window();
        let callback = callback.iter().find(|it| it.uri.starts_with("/api/oauth/callback"));
        assert!(callback.unwrap().uri.contains("Mallory"), "Teamwork sent it");
        is_listed(stage, "Acme desk", "Offline").await;
    });
}

#[test]
fn t56_a_connection_deleted_meanwhile_is_reported_and_gets_no_token() {
    play(async |stage| {
        let panel = ready_to_authorize(stage, DESK).await;
        let popup = authorize(stage).await;
        accept_and_wait(stage, popup).await;
        let caller = stage.caller().await;
        let id = caller.id_of("Acme desk").await;
        caller.delete(&id).await;
        stage.sandbox.sandbox.release();
        panel.says("This connection was deleted elsewhere. Save to create it again.").await;
        assert_eq!(stage.server.count_connections().await, 0);
        assert!(stage.server.backend().access_token("local", &id).await.unwrap().is_none());
    });
}

#[test]
fn t59_a_backend_clock_one_day_ahead_does_not_matter() {
    play(async |stage| {
        stage.server.clock().advance(Duration::from_secs(86_400));
        ready_to_authorize(stage, DESK).await;
        let popup = authorize(stage).await;
        accept(stage, popup).await;
        is_listed(stage, "Acme desk", "Online").await;
    });
}

#[test]
fn canceling_ends_it_in_the_backend_too() {
    play(async |stage| {
        let panel = ready_to_authorize(stage, DESK).await;
        let popup = authorize(stage).await;
        popup.back().await;
        panel.press("Cancel").await;
        panel.says("Not connected: you canceled.").await;
        assert_eq!(panel.value("Name your connection").await, "Acme desk");
        let id = stage.caller().await.id_of("Acme desk").await;
        let told = teamwork_connect_e2e::until("the backend to notice", async || {
            let connection = stage.caller().await.get(&id).await;
            connection.get("pendingAuthorization").is_none().then_some(connection)
        });
        assert_eq!(told.await["status"], "offline");
    });
}

#[test]
fn t52_signing_in_to_another_site_names_both_and_offers_to_fix_the_form() {
    play(async |stage| {
        let panel = ready_to_authorize(stage, DESK).await;
        let popup = authorize(stage).await;
        popup.accept("beta", "eu").await;
        panel.says("You signed in to https://beta.eu.teamwork.com.").await;
        panel.says("This connection is for https://acme.teamwork.com.").await;
        panel.press("Use beta (EU)").await;
        panel.says("This connection now uses that site.").await;
        panel.focuses("Save and authorize").await;
        assert_eq!(panel.value("Site name").await, "beta");
        assert_eq!(panel.chosen("Region").await, "EU");
        let popup = authorize(stage).await;
        popup.accept("beta", "eu").await;
        panel.says("Connected as Ada Lovelace.").await;
        assert_eq!(stage.server.count_connections().await, 1);
    });
}

#[test]
fn t49_an_authorization_expires() {
    play(async |stage| {
        let panel = ready_to_authorize(stage, DESK).await;
        let popup = authorize(stage).await;
        popup.back().await;
        stage.server.clock().advance(Duration::from_secs(600));
        panel.says("The sign-in took too long.").await;
        assert!(panel.has_button("Try again").await);
    });
}
