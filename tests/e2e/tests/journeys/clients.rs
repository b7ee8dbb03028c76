//! Adding and editing OAuth 2.0 clients.

use teamwork_connect_e2e::{key, play};
use teamwork_connect_sandbox::{CLIENT_ID, CLIENT_SECRET};

use crate::common::{DESK, accept, authorize, is_listed, ready_to_authorize};

#[test]
fn a_client_is_added_along_the_way_and_used() {
    play(async |stage| {
        let panel = stage.open().await;
        panel.fill("Name your connection", "Acme desk").await;
        panel.choose("API type", "Desk").await;
        panel.paste("Site name", "https://acme.teamwork.com/desk/inboxes").await;
        assert_eq!(panel.options("OAuth 2.0 client").await, ["None yet: add one"]);
        panel.press("Edit the selected client").await;
        panel.says("Choose a client to edit first.").await;
        panel.press("Add an OAuth 2.0 client").await;
        panel.asks("New OAuth 2.0 client").await;
        panel.focuses("Name").await;
        panel.press("Save client").await;
        for label in ["Name", "Client ID", "Client secret"] {
            assert!(panel.error(label).await.is_some(), "{label}");
        }
        panel.fill("Name", "Sandbox app").await;
        panel.fill("Client ID", CLIENT_ID).await;
        panel.fill("Client secret", CLIENT_SECRET).await;
        stage.browser.press(key::ENTER).await;
        panel.has_no_dialog().await;
        assert_eq!(panel.options("OAuth 2.0 client").await, ["Sandbox app"]);
        panel.focuses("OAuth 2.0 client").await;
        assert!(stage.recorder.saves().is_empty(), "Enter in the dialog saves only the client");
        let popup = authorize(stage).await;
        accept(stage, popup).await;
        is_listed(stage, "Acme desk", "Online").await;
    });
}

#[test]
fn a_wrong_secret_points_to_the_client() {
    play(async |stage| {
        let panel = ready_to_authorize(stage, DESK).await;
        panel.press("Edit the selected client").await;
        panel.fill("Client secret", "wrong").await;
        panel.press("Save client").await;
        panel.has_no_dialog().await;
        let popup = authorize(stage).await;
        popup.accept("acme", "us").await;
        panel.says("Teamwork rejected the client ID or client secret.").await;
        panel.press("Edit the selected client").await;
        panel.asks("Edit OAuth 2.0 client").await;
    });
}
