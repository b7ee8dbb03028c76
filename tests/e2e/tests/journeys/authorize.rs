//! Creating a connection, signing in to Teamwork in the window, and accepting.

use teamwork_connect_e2e::{Stage, play};
use teamwork_connect_sandbox::CLIENT_SECRET;

use crate::common::{
    DESK, Oauth, accept, assert_files_free_of, authorize, is_listed, ready_to_authorize,
};

const PROJECTS: Oauth =
    Oauth { name: "Acme projects", api_type: "Projects", version: Some("v3 (newest)"), id: None };

#[test]
fn projects_is_connected_and_still_is_after_a_restart() {
    play(async |stage| is_connected(stage, PROJECTS).await);
}

#[test]
fn projects_v1_is_connected_and_still_is_after_a_restart() {
    let v1 = Oauth { version: Some("v1"), ..PROJECTS };
    play(async |stage| is_connected(stage, v1).await);
}

#[test]
fn desk_v2_is_connected_and_still_is_after_a_restart() {
    play(async |stage| is_connected(stage, DESK).await);
}

#[test]
fn desk_v0_is_connected_and_still_is_after_a_restart() {
    let v0 = Oauth { version: Some("v0 (ask your administrator first)"), ..DESK };
    play(async |stage| is_connected(stage, v0).await);
}

#[test]
fn spaces_v2_is_connected_and_still_is_after_a_restart() {
    let spaces = Oauth { api_type: "Spaces", id: Some(("Space ID", "4321")), ..DESK };
    play(async |stage| is_connected(stage, spaces).await);
}

#[test]
fn spaces_v0_is_connected_and_still_is_after_a_restart() {
    let spaces = Oauth {
        api_type: "Spaces",
        version: Some("v0 (ask your administrator first)"),
        id: Some(("User ID", "77")),
        ..DESK
    };
    play(async |stage| is_connected(stage, spaces).await);
}

async fn is_connected(stage: &Stage, oauth: Oauth) {
    let panel = ready_to_authorize(stage, oauth).await;
    let popup = authorize(stage).await;
    accept(stage, popup).await;
    is_listed(stage, oauth.name, "Online").await;
    assert_eq!(stage.server.count_connections().await, 1);
    assert!(panel.has_button("Save").await && panel.has_button("Test connection").await);

    let id = stage.caller().await.id_of(oauth.name).await;
    let token = stage.server.backend().access_token("local", &id).await.unwrap().unwrap();
    for secret in [CLIENT_SECRET, token.as_str()] {
        assert_files_free_of(secret, &stage.server.database_files());
    }

    stage.server.stop();
    for secret in [CLIENT_SECRET, token.as_str()] {
        assert_files_free_of(secret, &stage.server.database_files());
    }
    stage.server.start_again().await;
    let panel = stage.reload().await;
    is_listed(stage, oauth.name, "Online").await;
    stage.page().press(&format!("Edit {}", oauth.name)).await;
    panel.says("Edit connection").await;
    let saved = stage.server.backend().access_token("local", &id).await.unwrap().unwrap();
    assert_eq!(saved.as_str(), token.as_str());
}

#[test]
fn only_changes_to_the_authorized_settings_require_a_new_authorization() {
    play(async |stage| {
        let panel = ready_to_authorize(stage, DESK).await;
        let popup = authorize(stage).await;
        accept(stage, popup).await;

        panel.fill("Name your connection", "Renamed").await;
        panel.press("Save").await;
        panel.says("Connection saved. It’s ready to use.").await;
        is_listed(stage, "Renamed", "Online").await;
        panel.press("Test connection").await;
        panel.checked(["Site Passed", "Sign-in Passed", "Product Passed"]).await;
        assert_eq!(stage.recorder.authorizations(), 1);

        panel.fill("Site name", "beta").await;
        assert!(!panel.has_button("Save").await && !panel.has_button("Test connection").await);
        let popup = authorize(stage).await;
        popup.accept("beta", "us").await;
        panel.says("Connected as Ada Lovelace.").await;
        is_listed(stage, "Renamed", "Online").await;
        assert_eq!(stage.server.count_connections().await, 1);
    });
}

#[test]
fn t55_a_reload_resumes_the_pending_authorization() {
    play(async |stage| {
        ready_to_authorize(stage, DESK).await;
        let popup = authorize(stage).await;
        popup.back().await;
        let panel = stage.reload().await;
        stage.page().press("Edit Acme desk").await;
        panel.says("An earlier sign-in isn’t finished yet.").await;
        let popup = teamwork_connect_e2e::Popup::of(&stage.browser).await;
        accept(stage, popup).await;
        is_listed(stage, "Acme desk", "Online").await;
        assert_eq!(stage.recorder.authorizations(), 1);
    });
}
