//! Where API keys and client secrets must never appear.

use serde_json::{Value, json};
use teamwork_connect_e2e::{BackendLog, Fault, Stage, canary, play};

use crate::common::{DESK, assert_files_free_of, assert_free_of, authorize, ready_to_authorize};

/// Counts the input events that scripts of the page can see, and records their details.
const LISTEN: &str = r#"(() => {
    window.heard = { typing: [], told: [] };
    for (const kind of ["keydown", "keypress", "keyup", "beforeinput", "input", "change", "paste"]) {
        document.addEventListener(kind, ({ type }) => { window.heard.typing.push(type); });
    }
    for (const kind of ["ready", "change", "saved", "authorized", "error", "cancel"]) {
        document.addEventListener(`teamwork-${kind}`, (event) => {
            window.heard.told.push(`${kind} ${JSON.stringify(event.detail)}`);
        });
    }
})()"#;

#[test]
fn t13_t18_a_key_appears_only_in_requests_to_the_backend() {
    play(async |stage| {
        let key = canary();
        let panel = stage.open().await;
        stage.browser.script(LISTEN, json!([])).await;
        panel.fill_basic("Acme", "").await;
        listeners_notice(stage, &["keydown", "keyup", "beforeinput", "input"]).await;
        panel.fill("API key", &key).await;
        panel.paste("API key", &key).await;
        listeners_notice_nothing(stage).await;
        let markup = stage.browser.text("probe.markup(document).join()", json!([])).await;
        assert_free_of(&key, "the markup while it is typed", markup.as_bytes());

        panel.press("Test connection").await;
        panel.says("The connection works.").await;
        stage.recorder.inject(Fault::ResponseLost);
        panel.press("Save").await;
        panel.says("Can’t reach this application.").await;
        stage.recorder.inject(Fault::None);
        panel.press("Save").await;
        panel.says("Connection saved.").await;
        stage.page().lists(&["Acme"]).await;
        is_nowhere(stage, &key).await;

        // A discarded edit leaves nothing behind either.
        panel.fill("API key", &key).await;
        panel.press("Cancel").await;
        panel.press("Discard").await;
        panel.says("Create connection").await;
        is_nowhere(stage, &key).await;
    });
}

#[test]
fn t13_t18_a_client_secret_appears_only_in_requests_to_the_backend() {
    play(async |stage| {
        let secret = canary();
        let panel = ready_to_authorize(stage, DESK).await;
        panel.press("Edit the selected client").await;
        panel.asks("Edit OAuth 2.0 client").await;
        assert_eq!(panel.value("Client secret").await, "");
        stage.browser.script(LISTEN, json!([])).await;
        panel.fill("Name", "Acme app").await;
        listeners_notice(stage, &["keyup", "beforeinput", "input"]).await;
        panel.fill("Client secret", &secret).await;
        panel.paste("Client secret", &secret).await;
        listeners_notice_nothing(stage).await;
        panel.press("Cancel").await;
        panel.asks("Discard your changes?").await;
        panel.press("Keep editing").await;
        panel.asks("Edit OAuth 2.0 client").await;
        assert_eq!(panel.value("Client secret").await, secret);
        panel.press("Save client").await;
        panel.has_no_dialog().await;

        // Teamwork doesn't know this secret, so the authorization fails.
        let popup = authorize(stage).await;
        popup.accept("acme", "us").await;
        panel.says("Teamwork rejected the client ID or client secret.").await;
        is_nowhere(stage, &secret).await;
    });
}

/// Checks that the page's listeners noticed typing in a field that is not secret, and resets them.
async fn listeners_notice(stage: &Stage, kinds: &[&str]) {
    let heard = typing(stage).await;
    for kind in kinds {
        assert!(heard.contains(&json!(kind)), "listeners notice other fields: {heard:?}");
    }
}

/// Checks that they have noticed nothing since.
async fn listeners_notice_nothing(stage: &Stage) {
    let heard = typing(stage).await;
    assert!(heard.is_empty(), "listeners noticed a secret: {heard:?}");
}

/// What they have noticed since the last call.
async fn typing(stage: &Stage) -> Vec<Value> {
    let heard = stage.browser.script("window.heard.typing.splice(0)", json!([])).await;
    heard.as_array().unwrap().clone()
}

/// Checks that a secret appears nowhere it must not.
async fn is_nowhere(stage: &Stage, secret: &str) {
    let text = async |expression: &str| stage.browser.text(expression, json!([])).await;
    let readable = text("await probe.readable()").await;
    assert!(readable.contains("Acme"), "other settings are readable");
    assert_free_of(secret, "what a script can read", readable.as_bytes());
    let addresses = text("probe.addresses().join()").await;
    assert!(addresses.contains("/api/connections"), "{addresses}");
    assert_free_of(secret, "an address", addresses.as_bytes());
    let told = text("window.heard.told.join()").await;
    assert!(told.contains("saved"), "{told}");
    assert_free_of(secret, "an event", told.as_bytes());
    let console = stage.browser.console().await.join("\n");
    assert_free_of(secret, "the console", console.as_bytes());
    for exchange in stage.recorder.exchanges() {
        assert_free_of(secret, "an address", exchange.uri.as_bytes());
        assert_free_of(secret, "a header", format!("{:?}", exchange.headers).as_bytes());
        // An abandoned request has no response.
        let Some(answer) = exchange.answer else { continue };
        assert_free_of(secret, "an answer", &answer.body);
        assert_free_of(secret, "a header", format!("{:?}", answer.headers).as_bytes());
    }
    let log = BackendLog::get().text();
    assert!(log.contains("/connections"), "the log is captured");
    assert_free_of(secret, "the log", log.as_bytes());
    assert_files_free_of(secret, &stage.server.database_files());
}
