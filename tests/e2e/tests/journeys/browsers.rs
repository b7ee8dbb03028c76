//! What the journeys assume about their browsers.

use serde_json::json;
use teamwork_connect_e2e::{Browser, Engine, Popup, Setting, Stage, play, until};

use crate::common::{DESK, accept, ready_to_authorize};

/// Opens a window without a click, and returns whether the browser allowed it.
const OPEN_UNASKED: &str = "window.open('about:blank', 'unasked') !== null";

/// Opens a window on a click on the heading, but only after a response.
const OPEN_AFTER_AN_ANSWER: &str = r#"(() => {
    document.querySelector("h1").onclick = async () => {
        await fetch("/");
        window.opened = window.open("about:blank", "late") !== null;
    };
})()"#;

/// A script of the page.
const ADD_SCRIPT: &str = "document.body.append(
    Object.assign(document.createElement('script'), { textContent: given[0] }))";

#[test]
fn page_errors_reach_the_console() {
    play(async |stage| {
        let policy = ("content-security-policy", "img-src 'none'");
        stage.server.send_headers_with_page(&[policy]);
        stage.open().await;
        let wrong = r#"
            console.error("one went wrong");
            setTimeout(() => { throw new Error("another went wrong"); });
            Promise.reject(new Error("a third went wrong"));
            document.body.append(Object.assign(new Image(), { src: "/forbidden.png" }));
        "#;
        stage.browser.script(ADD_SCRIPT, json!([wrong])).await;
        let mut told = String::new();
        for words in ["one", "another", "a third"].map(|which| format!("{which} went wrong")) {
            logs(stage, &mut told, &words).await;
        }
        logs(stage, &mut told, "forbidden.png").await;
        assert!(told.matches("Uncaught").count() == 2, "{told}");
        assert!(told.contains("Content Security Policy"), "{told}");
    });
}

/// Waits for a new console message with these words.
async fn logs(stage: &Stage, told: &mut String, words: &str) {
    until(&format!("the console to show “{words}”"), async || {
        told.push_str(&stage.browser.console().await.join("\n"));
        told.contains(words).then_some(())
    })
    .await;
}

#[test]
fn console_messages_survive_navigation() {
    play(async |stage| {
        stage.open().await;
        stage.browser.script("console.error('before')", json!([])).await;
        stage.reload().await;
        stage.browser.script("console.error('after')", json!([])).await;
        let told = stage.browser.console().await.join("\n");
        assert!(told.contains("before") && told.contains("after"), "{told}");
        assert_eq!(stage.browser.console().await, Vec::<String>::new());
    });
}

#[test]
fn popups_are_blocked_on_request() {
    Setting::default().blocking_popups().play(async |stage| {
        stage.open().await;
        let open = stage.browser.script(OPEN_UNASKED, json!([])).await;
        assert_eq!(open, json!(false), "there was no click");
        let panel = ready_to_authorize(stage, DESK).await;
        panel.press("Save and authorize").await;
        let popup = Popup::of(&stage.browser).await;
        accept(stage, popup).await;
    });
}

#[test]
fn popups_are_not_blocked_by_default_except_in_webkit() {
    play(async |stage| {
        stage.open().await;
        let open = stage.browser.script(OPEN_UNASKED, json!([])).await;
        assert_eq!(open, json!(stage.browser.engine() != Engine::WebKit));
    });
}

#[test]
fn webkit_opens_no_window_after_an_await() {
    Setting::default().blocking_popups().play(async |stage| {
        stage.open().await;
        stage.browser.script(OPEN_AFTER_AN_ANSWER, json!([])).await;
        stage.browser.click_on("document.querySelector('h1')", json!([])).await;
        let opened = until("a request to open a window", async || {
            stage.browser.script("window.opened", json!([])).await.as_bool()
        })
        .await;
        assert_eq!(opened, stage.browser.engine() != Engine::WebKit);
    });
}

#[test]
fn another_browser_shares_nothing_with_the_first() {
    play(async |stage| {
        stage.open().await;
        // A page that receives the session cookie but doesn't set one.
        let page = format!("{}/api/openapi.json", stage.server.url());
        stage.browser.go(&page).await;
        let own = stage.browser.cookies().await;
        assert_eq!(own.len(), 1, "{own:?}");
        assert_eq!(own[0]["httpOnly"], json!(true));
        let other = Browser::start().await;
        other.go(&page).await;
        assert_eq!(other.cookies().await.len(), 0);
        other.quit().await;
    });
}
