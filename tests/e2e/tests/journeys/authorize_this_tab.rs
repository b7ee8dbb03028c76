//! Teamwork in the page's own tab, and the return to the same state of the panel.

use serde_json::json;
use teamwork_connect_backend::Origin;
use teamwork_connect_e2e::{Engine, Panel, Popup, Setting, Stage, until};

use crate::common::{
    DESK, SAVE, assert_free_of, authorize_unasked, callback_parameters, fill_oauth, is_listed,
};
use crate::elsewhere::ready;

/// Signs in to the site and accepts, and waits until the tab has returned to the page.
async fn there_and_back(stage: &Stage) -> Panel<'_> {
    let tab = Popup::in_this_tab(&stage.browser).await;
    tab.sign_in("acme", "us").await;
    tab.press("Accept").await;
    let panel = stage.panel();
    panel.says("Connected as Ada Lovelace.").await;
    panel
}

/// Checks that the panel is restored, and that neither the address nor the tab's storage reveals anything about
/// the authorization.
async fn is_restored(stage: &Stage, page: &str) {
    let panel = stage.panel();
    panel.says("Edit connection").await;
    assert_eq!(panel.value("Name your connection").await, "Acme desk");
    assert_eq!(panel.chosen("API type").await, "Desk");
    assert_eq!(panel.chosen("Region").await, "US");
    assert_eq!(panel.value("Site name").await, "acme");
    assert_eq!(stage.browser.text("location.href", json!([])).await, page);
    assert_eq!(stage.browser.script("sessionStorage.length", json!([])).await, json!(0));
    assert_eq!((stage.recorder.saves().len(), stage.recorder.authorizations()), (1, 1));
    assert_eq!(stage.browser.count_windows().await, 1);
    assert_eq!(stage.caller().await.list().await[0]["status"], "online");
}

#[test]
fn redirect_mode_needs_no_window() {
    let setting = Setting::default().with_backend(|config, website| {
        let page = website.url_on_the_backends_site();
        config.allowed_origins = vec![Origin::parse(&page).unwrap()];
        config.return_urls.insert("settings".to_owned(), page.parse().unwrap());
    });
    setting.play(async |stage| {
        stage.caller().await.add_client().await;
        let attributes = format!(
            "backend=\"{}/api\" credentials=\"include\" authorize=\"redirect\" \
             return-key=\"settings\"",
            stage.server.url()
        );
        stage.website.embed(&attributes, "");
        let page = format!("{}/", stage.website.url_on_the_backends_site());
        stage.browser.go(&page).await;
        let panel = ready(stage).await;
        fill_oauth(panel, DESK).await;
        panel.press(SAVE).await;
        there_and_back(stage).await;
        is_restored(stage, &page).await;
    });
}

#[test]
fn t02_t37_a_blocked_window_falls_back_to_this_tab_without_code_or_state_in_its_history() {
    Setting::default().blocking_popups().play(async |stage| {
        let panel = authorize_unasked(stage).await;
        panel.press("Continue in this tab").await;
        there_and_back(stage).await;
        is_restored(stage, &format!("{}/", stage.server.url())).await;
        is_listed(stage, "Acme desk", "Online").await;
        let history = history(stage).await.join(" ");
        for secret in callback_parameters(stage) {
            assert_free_of(&secret, "the history", history.as_bytes());
        }
    });
}

/// The addresses in the tab's history: all of them, or only the previous one where the browser hides the rest.
/// Teamwork's sign-in page is left out, because the state belongs in its address.
async fn history(stage: &Stage) -> Vec<String> {
    let browser = &stage.browser;
    let addresses = if browser.engine() == Engine::Chromium {
        let history = browser.devtools("Page.getNavigationHistory", json!({})).await;
        let entries = history["entries"].as_array().unwrap();
        entries.iter().map(|entry| entry["url"].as_str().unwrap().to_owned()).collect()
    } else {
        // Firefox warns that the page would have to be sent again, which its driver reports as an error.
        browser.script("(setTimeout(() => history.back()), 0)", json!([])).await;
        let there = until("Teamwork's page", async || {
            let there = browser.text("location.href", json!([])).await;
            there.contains("/launchpad/").then_some(there)
        });
        vec![there.await]
    };
    let is_login = |address: &String| address.contains("/launchpad/login?");
    addresses.into_iter().filter(|address| !is_login(address)).collect()
}
