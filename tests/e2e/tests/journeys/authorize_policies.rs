//! Opener policies that sever the window from the page that opened it, and what a window that is not severed can
//! do to the page.

use serde_json::json;
use teamwork_connect_e2e::{Setting, Stage, play};
use teamwork_connect_sandbox::Behavior;

use crate::common::{DESK, Oauth, accept, authorize, fill_oauth, is_listed, ready_to_authorize};

const POLICIES: [&str; 3] = ["same-origin", "same-origin-allow-popups", "noopener-allow-popups"];

/// A connection name for each policy.
const NAMES: [&str; 3] = ["First", "Second", "Third"];

/// Records everything that the panel displays from now on.
const LISTEN: &str = "(() => {
    window.said = new Set();
    new MutationObserver(() => window.said.add(probe.panelText()))
        .observe(root, { subtree: true, childList: true, characterData: true });
})()";

/// Messages that must not appear before the time is up.
const SAID_TOO_SOON: &str =
    "[...window.said].filter((text) => /not connected|cancelled|took too long/i.test(text))";

async fn connects(stage: &Stage, name: &'static str, is_cut_off: impl Fn(&Stage) -> Option<bool>) {
    stage.browser.script(LISTEN, json!([])).await;
    fill_oauth(stage.panel(), Oauth { name, ..DESK }).await;
    let popup = authorize(stage).await;
    if let Some(expected) = is_cut_off(stage) {
        let is_cut_off = stage.browser.script("window.opener === null", json!([])).await;
        assert_eq!(is_cut_off, json!(expected), "{name}");
    }
    // The panel checks a window that seems closed while the user is still signing in.
    popup.back().await;
    stage.panel().says("Waiting for Teamwork").await;
    popup.enter().await;
    accept(stage, popup).await;
    is_listed(stage, name, "Online").await;
    let too_soon = stage.browser.script(SAID_TOO_SOON, json!([])).await;
    assert_eq!(too_soon, json!([]), "{name}");
    assert!(stage.recorder.exchanges().iter().all(|exchange| exchange.method != "DELETE"));
}

#[test]
fn t10_connects_under_every_policy_of_teamwork_and_never_reports_cancellation() {
    play(async |stage| {
        stage.caller().await.add_client().await;
        for (policy, name) in POLICIES.into_iter().zip(NAMES) {
            stage.sandbox.sandbox.behave(Behavior {
                cross_origin_opener_policy: Some(policy.to_owned()),
                ..Behavior::default()
            });
            stage.open().await;
            // Firefox doesn't know the third one.
            connects(stage, name, |_| (policy != POLICIES[2]).then_some(true)).await;
        }
    });
}

#[test]
fn t11_connects_under_every_policy_of_the_page() {
    play(async |stage| {
        stage.caller().await.add_client().await;
        for (policy, name) in POLICIES.into_iter().zip(NAMES) {
            stage.server.send_headers_with_page(&[("cross-origin-opener-policy", policy)]);
            stage.open().await;
            // Whether the others sever it depends on the engine.
            connects(stage, name, |_| (policy == POLICIES[0]).then_some(true)).await;
        }
    });
}

#[test]
fn t10_t11_both_may_send_the_strictest_policy() {
    play(async |stage| {
        stage.caller().await.add_client().await;
        let policy = POLICIES[0];
        stage.sandbox.sandbox.behave(Behavior {
            cross_origin_opener_policy: Some(policy.to_owned()),
            ..Behavior::default()
        });
        stage.server.send_headers_with_page(&[("cross-origin-opener-policy", policy)]);
        stage.open().await;
        connects(stage, NAMES[0], |_| Some(true)).await;
    });
}

#[test]
fn t09_a_severed_window_is_replaced_and_its_late_callback_changes_nothing() {
    play(async |stage| {
        stage.sandbox.sandbox.behave(Behavior {
            cross_origin_opener_policy: Some("same-origin".to_owned()),
            ..Behavior::default()
        });
        let panel = ready_to_authorize(stage, DESK).await;
        let first = authorize(stage).await;
        first.back().await;
        panel.press("Show window").await;
        panel.says("The Teamwork window may be closed.").await;
        panel.press("Open again").await;
        let second = first.beside().await;
        second.says("Sign in to Teamwork").await;
        assert_eq!(stage.recorder.authorizations(), 2);

        second.back().await;
        first.enter().await;
        first.sign_in("acme", "us").await;
        first.press("Accept").await;
        first.says("A newer sign-in or change replaced this one.").await;
        first.close().await;
        is_listed(stage, "Acme desk", "Offline").await;
        assert!(panel.text().await.contains("Waiting for Teamwork"));

        second.enter().await;
        accept(stage, second).await;
        is_listed(stage, "Acme desk", "Online").await;
        assert_eq!(stage.server.count_connections().await, 1);
    });
}

#[test]
fn t44_a_severed_window_cannot_navigate_the_page() {
    Setting::default().with_backend(|config, _| config.sever_opener = true).play(async |stage| {
        stage.website.publish("/own/elsewhere.html", "<!doctype html><title>Elsewhere</title>");
        stage.sandbox.sandbox.behave(Behavior {
            navigate_opener: Some(format!("{}/own/elsewhere.html", stage.website.url())),
            ..Behavior::default()
        });
        ready_to_authorize(stage, DESK).await;
        let popup = authorize(stage).await;
        let opener = stage.browser.script("window.opener", json!([])).await;
        assert_eq!(opener, json!(null), "it cannot navigate the page");
        accept(stage, popup).await;
        let there = stage.browser.text("location.href", json!([])).await;
        assert_eq!(there, format!("{}/", stage.server.url()));
    });
}
