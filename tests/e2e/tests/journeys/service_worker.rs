//! The page's service worker handles every request to its origin, including navigations to the backend's pages.

use serde_json::json;
use teamwork_connect_e2e::{Engine, Stage, until};

use crate::common::{DESK, SAVE, accept, authorize, fill_oauth};
use crate::own_page::OwnPage;

/// Answers each request from the network.
const WORKER: &str = "onfetch = (event) => event.respondWith(fetch(event.request));
    oninstall = () => skipWaiting();
    onactivate = (event) => event.waitUntil(clients.claim());";

/// Answers each navigation with the app's page, as many single-page apps do.
const SHELL: &str = "onfetch = (event) => {
        if (event.request.mode === 'navigate') event.respondWith(fetch('/'));
    };
    oninstall = () => skipWaiting();
    onactivate = (event) => event.waitUntil(clients.claim());";

/// Waits until the worker controls the page.
const REGISTER: &str = "navigator.serviceWorker.register('worker.js')";

#[test]
fn b01_authorization_works_through_a_service_worker() {
    let page = OwnPage::new(REGISTER);
    std::fs::write(page.path("worker.js"), WORKER).unwrap();
    page.play(async |stage| {
        stage.caller().await.add_client().await;
        let panel = stage.open().await;
        worker_is_active(stage).await;
        fill_oauth(panel, DESK).await;
        let popup = authorize(stage).await;
        accept(stage, popup).await;
        panel.says("Connected as Ada Lovelace.").await;
        // A request from a worker no longer counts as a document. WebKit bypasses the worker when Teamwork
        // redirects back.
        let back = if stage.browser.engine() == Engine::WebKit { "document" } else { "empty" };
        for (path, dest) in [("/api/oauth/start/", "empty"), ("/api/oauth/callback?", back)] {
            let visits = stage.recorder.of_the_window();
            let visit = visits.iter().find(|visit| visit.uri.starts_with(path)).unwrap();
            assert_eq!(visit.headers["sec-fetch-dest"], dest, "{path}");
        }
    });
}

#[test]
fn b02_warns_when_a_service_worker_shows_the_app_in_the_window() {
    let page = OwnPage::new(REGISTER);
    std::fs::write(page.path("worker.js"), SHELL).unwrap();
    page.play(async |stage| {
        stage.caller().await.add_client().await;
        let panel = stage.open().await;
        worker_is_active(stage).await;
        fill_oauth(panel, DESK).await;
        panel.press(SAVE).await;
        panel.says("The window isn’t showing Teamwork.").await;
        panel.press("Cancel").await;
        panel.says("Not connected: you canceled.").await;
    });
}

async fn worker_is_active(stage: &Stage) {
    until("the worker to take over", async || {
        let controls = "navigator.serviceWorker.controller !== null";
        (stage.browser.script(controls, json!([])).await == json!(true)).then_some(())
    })
    .await;
}
