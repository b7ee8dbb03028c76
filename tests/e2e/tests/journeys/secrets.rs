//! Where an API key must never be.

use serde_json::json;
use teamwork_connect_e2e::{Fault, HostLog, Stage, canary, play};

use crate::common::{assert_files_free_of, assert_free_of, fill_basic};

/// Counts what a script of the page hears of, and keeps what events tell it.
const LISTEN: &str = r#"(() => {
    window.heard = { typing: 0, told: [] };
    for (const kind of ["keydown", "keypress", "keyup", "beforeinput", "input", "change", "paste"]) {
        document.addEventListener(kind, () => { window.heard.typing += 1; });
    }
    for (const kind of ["ready", "change", "saved", "error", "cancel"]) {
        document.addEventListener(`teamwork-${kind}`, (event) => {
            window.heard.told.push(`${kind} ${JSON.stringify(event.detail)}`);
        });
    }
})()"#;

#[test]
fn a_key_is_nowhere_but_on_its_way_to_the_host() {
    play(async |stage| {
        let key = canary();
        let panel = stage.open().await;
        stage.browser.script(LISTEN, json!([])).await;
        fill_basic(panel, "Acme", "").await;
        let typing = stage.browser.script("window.heard.typing", json!([])).await;
        panel.fill("API key", &key).await;
        let after = stage.browser.script("window.heard.typing", json!([])).await;
        assert!(typing.as_u64() > Some(0), "they hear of other fields");
        assert_eq!(typing, after, "a page's listeners hear nothing of the typing of a key");
        let markup = stage.browser.text("probe.markup(document).join()", json!([])).await;
        assert_free_of(&key, "the markup while it is typed", markup.as_bytes());

        panel.press("Test connection").await;
        panel.says("The connection works.").await;
        stage.recorder.suffer(Fault::AnswerLost);
        panel.press("Save").await;
        panel.says("No connection to this application.").await;
        stage.recorder.suffer(Fault::None);
        panel.press("Save").await;
        panel.says("Connection saved.").await;
        stage.page().lists(&["Acme"]).await;
        is_nowhere(stage, &key).await;

        // An edit that is discarded leaves as little behind.
        panel.fill("API key", &key).await;
        panel.press("Cancel").await;
        panel.press("Discard").await;
        panel.says("Create connection").await;
        is_nowhere(stage, &key).await;
    });
}

async fn is_nowhere(stage: &Stage, key: &str) {
    let text = async |expression: &str| stage.browser.text(expression, json!([])).await;
    let readable = text("await probe.readable()").await;
    assert!(readable.contains("Acme"), "what is no secret is readable");
    assert_free_of(key, "what a script can read", readable.as_bytes());
    let addresses = text("probe.addresses().join()").await;
    assert!(addresses.contains("/api/connections"), "{addresses}");
    assert_free_of(key, "an address", addresses.as_bytes());
    let told = text("window.heard.told.join()").await;
    assert!(told.contains("saved"), "{told}");
    assert_free_of(key, "an event", told.as_bytes());
    let console = stage.browser.console().await.join("\n");
    assert_free_of(key, "the console", console.as_bytes());
    for exchange in stage.recorder.exchanges() {
        assert_free_of(key, "an address", exchange.uri.as_bytes());
        assert_free_of(key, "a header", format!("{:?}", exchange.headers).as_bytes());
        let answer = exchange.answer.unwrap();
        assert_free_of(key, "an answer", &answer.body);
        assert_free_of(key, "a header", format!("{:?}", answer.headers).as_bytes());
    }
    let log = HostLog::get().text();
    assert!(log.contains("/connections"), "the log is kept");
    assert_free_of(key, "the log", log.as_bytes());
    assert_files_free_of(key, &stage.server.database_files());
}
