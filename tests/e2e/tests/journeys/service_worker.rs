//! A service worker of the page passes on what its origin is asked for, visits of the backend's pages included.

use serde_json::json;
use teamwork_connect_e2e::{Engine, Stage, until};

use crate::common::{DESK, SAVE, accept, authorize, fill_oauth};
use crate::own_page::OwnPage;

/// Answers each request with what the network answers.
const WORKER: &str = "onfetch = (event) => event.respondWith(fetch(event.request));
    oninstall = () => skipWaiting();
    onactivate = (event) => event.waitUntil(clients.claim());";

/// Answers each visit with the page of the app, as many apps of one page do.
const SHELL: &str = "onfetch = (event) => {
        if (event.request.mode === 'navigate') event.respondWith(fetch('/'));
    };
    oninstall = () => skipWaiting();
    onactivate = (event) => event.waitUntil(clients.claim());";

/// Lets the worker take over before anything else is done.
const REGISTER: &str = "navigator.serviceWorker.register('worker.js')";

#[test]
fn b01_an_authorization_through_a_service_worker_is_one() {
    let page = OwnPage::new(REGISTER);
    std::fs::write(page.path("worker.js"), WORKER).unwrap();
    page.play(async |stage| {
        stage.caller().await.add_client().await;
        let panel = stage.open().await;
        taken_over(stage).await;
        fill_oauth(panel, DESK).await;
        let popup = authorize(stage).await;
        accept(stage, popup).await;
        panel.says("Connected as Ada Lovelace.").await;
        // What a worker asks for is no document any more. WebKit asks none when Teamwork sends the browser back.
        let back = if stage.browser.engine() == Engine::WebKit { "document" } else { "empty" };
        for (path, dest) in [("/api/oauth/start/", "empty"), ("/api/oauth/callback?", back)] {
            let visits = stage.recorder.of_the_window();
            let visit = visits.iter().find(|visit| visit.uri.starts_with(path)).unwrap();
            assert_eq!(visit.headers["sec-fetch-dest"], dest, "{path}");
        }
    });
}

#[test]
fn b02_a_window_in_which_a_service_worker_shows_the_app_is_told_of() {
    let page = OwnPage::new(REGISTER);
    std::fs::write(page.path("worker.js"), SHELL).unwrap();
    page.play(async |stage| {
        stage.caller().await.add_client().await;
        let panel = stage.open().await;
        taken_over(stage).await;
        fill_oauth(panel, DESK).await;
        panel.press(SAVE).await;
        panel.says("The window isn’t showing Teamwork.").await;
        panel.press("Cancel").await;
        panel.says("Not connected: you canceled.").await;
    });
}

async fn taken_over(stage: &Stage) {
    until("the worker to take over", async || {
        let controls = "navigator.serviceWorker.controller !== null";
        (stage.browser.script(controls, json!([])).await == json!(true)).then_some(())
    })
    .await;
}
