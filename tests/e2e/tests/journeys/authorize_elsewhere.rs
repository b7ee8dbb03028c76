//! Links of an authorization that are opened in the wrong place, or too often.

use serde_json::json;
use teamwork_connect_e2e::{BackendLog, Browser, Fault, Popup, Stage, Website, play, until};

use crate::common::{
    DESK, SAVE, accept, authorize, begun, exchanges, fill_oauth, is_listed, ready_to_authorize,
};
use crate::elsewhere::{TOKEN, open_at, taking_tokens_at};

#[test]
fn t32_t34_a_start_link_in_another_browser_is_rejected_without_ending_the_authorization() {
    play(async |stage| {
        ready_to_authorize(stage, DESK).await;
        let popup = authorize(stage).await;
        let victim = Browser::start().await;
        victim.go(&address(stage, "/api/oauth/start/")).await;
        let text = victim.text("document.body.innerText", json!([])).await;
        let there = victim.text("location.href", json!([])).await;
        victim.quit().await;
        assert!(there.contains("/api/oauth/start/"), "not a start link: {there}");
        assert!(text.contains("started in another browser"), "{text}");
        assert_eq!(audited_foreign_browsers(stage).await, 1, "it is in the audit log");
        popup.back().await;
        is_listed(stage, "Acme desk", "Offline").await;
        popup.enter().await;
        accept(stage, popup).await;
        is_listed(stage, "Acme desk", "Online").await;
    });
}

#[test]
fn t32_a_callback_in_another_browser_is_rejected_without_ending_the_authorization() {
    play(async |stage| {
        let panel = ready_to_authorize(stage, DESK).await;
        let popup = authorize(stage).await;
        // The attacker holds the callback back, so that it stays valid.
        stage.recorder.inject_below("/api/oauth/callback", Fault::Held);
        popup.sign_in("acme", "us").await;
        popup.press_and_leave("Accept").await;
        until("Teamwork's callback", async || {
            let visited = stage.recorder.of_the_window();
            visited.iter().any(|it| it.uri.starts_with("/api/oauth/callback")).then_some(())
        })
        .await;
        let victim = Browser::start().await;
        stage.recorder.inject_below("/nothing", Fault::Held);
        victim.go(&address(stage, "/api/oauth/callback?")).await;
        let text = victim.text("document.body.innerText", json!([])).await;
        victim.quit().await;
        assert!(text.contains("started in another browser"), "{text}");
        assert_eq!(audited_foreign_browsers(stage).await, 1, "it is in the audit log");
        assert_eq!(exchanges(stage), 0);
        is_listed(stage, "Acme desk", "Offline").await;
        stage.recorder.inject(Fault::None);
        panel.says("Connected as Ada Lovelace.").await;
        assert_eq!(exchanges(stage), 1);
    });
}

#[test]
fn t32_t34_with_a_cross_site_backend_a_victim_can_finish_but_connects_nobody() {
    taking_tokens_at(Website::url).play(async |stage| {
        stage.caller_with(TOKEN).add_client().await;
        let panel = open_at(stage, stage.website.url()).await;
        fill_oauth(panel, DESK).await;
        // The attacker doesn't go there first.
        stage.browser.script("(window.open = () => null, 0)", json!([])).await;
        panel.press(SAVE).await;
        panel.says("Continue to Teamwork").await;

        let victim = Browser::start().await;
        victim.go(begun(stage).await["startUrl"].as_str().unwrap()).await;
        let theirs = Popup::in_this_tab(&victim).await;
        theirs.sign_in("acme", "us").await;
        theirs.press("Accept").await;
        theirs.says("If the app asks for a verification code").await;
        panel.says("Enter the code shown in the Teamwork window.").await;
        // Only the user who signed in has seen the code.
        panel.fill("Verification code", "AAAA-AAAA-AAAA").await;
        panel.press("Confirm").await;
        panel.says("That code is incorrect.").await;
        victim.quit().await;
        let list = stage.caller_with(TOKEN).list().await;
        assert_eq!(list[0]["status"], "offline");
        assert_eq!(panel.text().await.matches("Connected as").count(), 0);
    });
}

#[test]
fn t32_t35_a_repeated_callback_exchanges_nothing_and_shows_the_same_page() {
    play(async |stage| {
        ready_to_authorize(stage, DESK).await;
        let popup = authorize(stage).await;
        accept(stage, popup).await;
        assert_eq!(exchanges(stage), 1);
        stage.browser.go(&address(stage, "/api/oauth/callback?")).await;
        let text = stage.browser.text("document.body.innerText", json!([])).await;
        assert!(text.contains("Connected to Teamwork"), "{text}");
        assert_eq!(exchanges(stage), 1);
        let victim = Browser::start().await;
        victim.go(&address(stage, "/api/oauth/callback?")).await;
        let text = victim.text("document.body.innerText", json!([])).await;
        victim.quit().await;
        assert!(!text.contains("Connected to Teamwork"), "{text}");
        assert_eq!(exchanges(stage), 1);
    });
}

/// The address with this path that the window requested.
fn address(stage: &Stage, path: &str) -> String {
    let visited = stage.recorder.of_the_window();
    let own = visited.iter().find(|exchange| exchange.uri.starts_with(path)).unwrap();
    format!("{}{}", stage.server.url(), own.uri)
}

/// How many audit entries report that another browser used a link of the authorization.
async fn audited_foreign_browsers(stage: &Stage) -> usize {
    let id = format!("id={}", begun(stage).await["id"]);
    BackendLog::get().audited("visit.refused", &["kind=\"foreign_browser\"", &id])
}
