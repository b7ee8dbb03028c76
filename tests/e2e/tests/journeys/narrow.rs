//! A page that is 320 pixels wide.

use serde_json::json;
use teamwork_connect_e2e::{Stage, play};

use crate::common::basic;

/// Checks that the page doesn't scroll sideways.
pub(crate) async fn fits(stage: &Stage) {
    let sizes = "[innerWidth, document.documentElement.scrollWidth <= document.documentElement.clientWidth]";
    assert_eq!(stage.browser.script(sizes, json!([])).await, json!([320, true]));
    // A dialog is laid out separately.
    let wide =
        "[...document.querySelectorAll('dialog[open]'), ...root.querySelectorAll('dialog[open]')]
        .map((dialog) => dialog.getBoundingClientRect())
        .filter((box) => box.left < 0 || box.right > 320).length";
    assert_eq!(stage.browser.script(wide, json!([])).await, 0, "a dialog is too wide");
}

#[test]
fn nothing_scrolls_sideways() {
    play(async |stage| {
        let long = "M".repeat(100);
        stage.caller().await.create(&basic(&long, "some-key")).await;
        stage.browser.be_narrow(320).await;
        let panel = stage.open().await;
        stage.page().lists(&[&long]).await;
        fits(stage).await;

        panel.press("Save").await;
        panel.summarizes(&["Enter a name for this connection", "Choose an API type"]).await;
        fits(stage).await;
        panel.choose("API type", "Spaces").await;
        panel.press("Save and authorize").await;
        panel.says("There are 5 things to fix").await;
        fits(stage).await;

        panel.fill_basic(&long, "some-key").await;
        panel.says("Another connection has this name.").await;
        panel.paste("Site name", &format!("https://{}.teamwork.com/desk/", "m".repeat(63))).await;
        panel.says("That’s a Desk address.").await;
        panel.disclose("HTTP settings").await;
        panel.disclose("Where do I find it?").await;
        panel.says("Click Show your token and copy it.").await;
        fits(stage).await;

        panel.press("Set Region to US").await;
        panel.press("Test connection").await;
        panel.says("The connection works.").await;
        fits(stage).await;
        panel.press("Cancel").await;
        panel.asks("Discard your changes?").await;
        fits(stage).await;
        panel.press("Keep editing").await;
        panel.press("Save").await;
        panel.says("Connection saved.").await;
        stage.page().lists(&[&long, &long]).await;
        fits(stage).await;
        stage.server.stop();
        panel.fill("API key", "some-key").await;
        panel.press("Save").await;
        panel.says("Can’t reach this application.").await;
        fits(stage).await;
    });
}
