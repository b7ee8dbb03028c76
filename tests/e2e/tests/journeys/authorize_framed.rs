//! The panel in a frame of a page on another site.

use serde_json::json;
use teamwork_connect_e2e::{Panel, Popup, Stage, Website};
use teamwork_connect_sandbox::Behavior;

use crate::common::{DESK, SAVE, fill_oauth};
use crate::elsewhere::{TOKEN, embed, ready, taking_tokens_at};

/// Records the console messages of the frame, because WebDriver reads only those of the page.
const LISTEN: &str = "(() => {
    window.told = '';
    for (const level of ['log', 'info', 'warn', 'error']) {
        console[level] = (...words) => { window.told += words.join(' '); };
    }
})()";

/// Opens a page with such a frame, switches to it, and fills in a connection. The backend accepts a token from the
/// page in the frame, which is on a third site.
async fn framed<'a>(stage: &'a Stage, attributes: &str) -> Panel<'a> {
    stage.caller_with(TOKEN).add_client().await;
    embed(stage);
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><title>Around</title></head><body>\
         <iframe src=\"{}/\" width=\"900\" height=\"1000\" {attributes}></iframe></body></html>",
        stage.website.url()
    );
    stage.website.publish("/own/around.html", &page);
    let around = format!("{}/own/around.html", stage.website.url_on_the_backends_site());
    stage.browser.go(&around).await;
    stage.browser.go_into_frame().await;
    let panel = ready(stage).await;
    fill_oauth(panel, DESK).await;
    panel
}

#[test]
fn t12_connects_anyway() {
    taking_tokens_at(Website::url).play(async |stage| {
        let panel = framed(stage, "").await;
        panel.press(SAVE).await;
        let popup = Popup::of(&stage.browser).await;
        popup.accept("acme", "us").await;
        stage.browser.go_into_frame().await;
        panel.says("Connected as Ada Lovelace.").await;
        assert_eq!(stage.caller_with(TOKEN).list().await[0]["status"], "online");
    });
}

#[test]
fn t10_t12_without_messages_the_user_enters_the_verification_code() {
    taking_tokens_at(Website::url).play(async |stage| {
        stage.sandbox.sandbox.behave(Behavior {
            cross_origin_opener_policy: Some("same-origin".to_owned()),
            ..Behavior::default()
        });
        let panel = framed(stage, "").await;
        panel.press(SAVE).await;
        let popup = Popup::of(&stage.browser).await;
        popup.sign_in("acme", "us").await;
        popup.press("Accept").await;
        popup.says("If the app asks for a verification code").await;
        let code = stage.browser.text("document.querySelector('code').textContent", json!([]));
        let code = code.await;
        popup.back().await;
        stage.browser.go_into_frame().await;
        panel.says("Enter the code shown in the Teamwork window.").await;
        panel.fill("Verification code", &code).await;
        panel.press("Confirm").await;
        panel.says("Connected as Ada Lovelace.").await;
        assert_eq!(stage.caller_with(TOKEN).list().await[0]["status"], "online");
    });
}

#[test]
fn t02_t03_t04_a_frame_without_popups_reports_it_to_the_integrator() {
    taking_tokens_at(Website::url).play(async |stage| {
        let panel = framed(stage, "sandbox=\"allow-scripts allow-same-origin allow-forms\"").await;
        stage.browser.script(LISTEN, json!([])).await;
        panel.press(SAVE).await;
        panel.says("Your browser blocked the Teamwork window.").await;
        panel.says("Continue to Teamwork").await;
        assert!(!panel.has_button("Continue in this tab").await, "a frame cannot navigate away");
        assert_eq!(stage.browser.count_windows().await, 1);
        assert_eq!((stage.recorder.saves().len(), stage.recorder.authorizations()), (1, 1));
        let told = stage.browser.text("window.told", json!([])).await;
        assert!(told.contains("teamwork-connect") && told.contains("allow-popups"), "{told}");
        assert!(!told.to_lowercase().contains("acme"), "{told}");
    });
}
