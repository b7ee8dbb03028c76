//! Links of an authorization are opened where they should not be, or too often.

use serde_json::json;
use teamwork_connect_e2e::{Browser, Stage, play};

use crate::common::{DESK, accept, authorize, is_listed, ready_to_authorize};

#[test]
fn a_start_link_opened_in_another_browser_is_refused_and_ends_nothing() {
    play(async |stage| {
        ready_to_authorize(stage, DESK).await;
        let popup = authorize(stage).await;
        let victim = Browser::start().await;
        victim.go(&address(stage, "/api/oauth/start/")).await;
        let text = victim.text("document.body.innerText", json!([])).await;
        let there = victim.text("location.href", json!([])).await;
        victim.quit().await;
        assert!(there.contains("/api/oauth/start/"), "it leads nowhere, {there}");
        assert!(text.contains("started in another browser"), "{text}");
        accept(stage, popup).await;
        is_listed(stage, "Acme desk", "Online").await;
    });
}

#[test]
fn a_callback_opened_again_exchanges_nothing_and_shows_the_same() {
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

/// The address with this path that the window was at.
fn address(stage: &Stage, path: &str) -> String {
    let visited = stage.recorder.of_the_window();
    let own = visited.iter().find(|exchange| exchange.uri.starts_with(path)).unwrap();
    format!("{}{}", stage.server.url(), own.uri)
}

/// How often a code was exchanged for a token.
fn exchanges(stage: &Stage) -> usize {
    let requests = stage.sandbox.sandbox.requests();
    requests.iter().filter(|request| request.path == "/launchpad/v1/token.json").count()
}
