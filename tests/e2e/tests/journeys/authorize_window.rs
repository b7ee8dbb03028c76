//! The window that a click opens, and later clicks.

use serde_json::json;
use teamwork_connect_e2e::{Fault, Popup, Setting, Stage, key, play, until_equal};

use crate::common::{
    DESK, SAVE, accept, authorize, authorize_unasked, fill_oauth, is_listed, ready_to_authorize,
};

/// The path that starts an authorization.
const BEGIN: &str = "/api/connections/";

#[test]
fn t01_opens_on_the_click_and_waits_for_a_slow_backend() {
    // WebKitGTK opens no window after an `await`.
    Setting::default().blocking_popups().play(async |stage| {
        let panel = ready_to_authorize(stage, DESK).await;
        stage.recorder.inject(Fault::Held);
        panel.press(SAVE).await;
        let popup = Popup::of(&stage.browser).await;
        popup.says("Connecting to Teamwork…").await;
        assert!(stage.recorder.save(1).await.answer.is_none(), "nothing is saved yet");
        stage.recorder.inject(Fault::None);
        popup.says("Sign in to Teamwork").await;
        accept(stage, popup).await;
    });
}

/// Clicks the link offered instead of a window, and accepts in the tab that it opens, which stays open.
async fn accept_in_tab(stage: &Stage) {
    let panel = stage.panel();
    panel.go_to("Continue to Teamwork").await;
    let tab = Popup::of(&stage.browser).await;
    tab.sign_in("acme", "us").await;
    tab.press("Accept").await;
    tab.back().await;
    panel.says("Connected as Ada Lovelace.").await;
}

#[test]
fn t02_a_blocked_window_leaves_a_link() {
    Setting::default().blocking_popups().play(async |stage| {
        let panel = authorize_unasked(stage).await;
        panel.says("Your browser blocked the Teamwork window.").await;
        assert_eq!(stage.browser.count_windows().await, 1);
        accept_in_tab(stage).await;
        is_listed(stage, "Acme desk", "Online").await;
        assert_eq!((stage.recorder.saves().len(), stage.recorder.authorizations()), (1, 1));
    });
}

#[test]
fn t05_is_closed_when_the_backend_rejects_the_save() {
    play(async |stage| {
        let caller = stage.caller().await;
        let client = caller.add_client().await;
        let panel = stage.open().await;
        fill_oauth(panel, DESK).await;
        caller.delete_client(&client).await;
        panel.press(SAVE).await;
        panel.summarizes(&["That client no longer exists; choose another one"]).await;
        panel.focuses("There is 1 thing to fix").await;
        until_equal(1, async || stage.browser.count_windows().await).await;
        assert_eq!(stage.recorder.authorizations(), 0);
        assert_eq!(stage.server.count_connections().await, 0);
    });
}

#[test]
fn t06_if_closed_early_no_other_window_opens_by_itself() {
    play(async |stage| {
        let panel = ready_to_authorize(stage, DESK).await;
        stage.recorder.inject_below(BEGIN, Fault::Held);
        panel.press(SAVE).await;
        let popup = Popup::of(&stage.browser).await;
        popup.says("Connecting to Teamwork…").await;
        until_equal(1, async || stage.recorder.authorizations()).await;
        popup.close().await;
        stage.recorder.inject(Fault::None);
        panel.says("The Teamwork window may be closed.").await;
        assert_eq!(stage.browser.count_windows().await, 1);
        accept_in_tab(stage).await;
        assert_eq!(stage.recorder.authorizations(), 1);
    });
}

#[test]
fn t07_twenty_clicks_in_a_second_cause_one_save_one_window_and_one_authorization() {
    play(async |stage| {
        ready_to_authorize(stage, DESK).await;
        stage.browser.click_times("probe.button(given[0])", json!([SAVE]), 20).await;
        let popup = Popup::of(&stage.browser).await;
        popup.says("Sign in to Teamwork").await;
        assert_eq!(stage.browser.count_windows().await, 2);
        accept(stage, popup).await;
        assert_eq!((stage.recorder.saves().len(), stage.recorder.authorizations()), (1, 1));
        assert_eq!(stage.server.count_connections().await, 1);
    });
}

#[test]
fn t07_holding_enter_counts_as_one_press() {
    play(async |stage| {
        let panel = ready_to_authorize(stage, DESK).await;
        let name = panel.field("Name your connection").await;
        stage.browser.click(&name).await;
        stage.browser.press(&key::ENTER.repeat(20)).await;
        let popup = Popup::of(&stage.browser).await;
        popup.says("Sign in to Teamwork").await;
        assert_eq!(stage.browser.count_windows().await, 2);
        accept(stage, popup).await;
        assert_eq!((stage.recorder.saves().len(), stage.recorder.authorizations()), (1, 1));
    });
}

#[test]
fn t08_another_press_focuses_the_window_and_requests_nothing() {
    play(async |stage| {
        let panel = ready_to_authorize(stage, DESK).await;
        let popup = authorize(stage).await;
        popup.back().await;
        let sent = stage.recorder.writes_sent();
        panel.press("Show window").await;
        panel.press("Show window").await;
        assert_eq!(stage.browser.count_windows().await, 2);
        popup.enter().await;
        accept(stage, popup).await;
        assert_eq!(stage.recorder.writes_sent(), sent);
    });
}
