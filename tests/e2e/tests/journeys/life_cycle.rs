//! Panels that are added and removed.

use serde_json::{Value, json};
use teamwork_connect_e2e::{Fault, Popup, Stage, until};

use crate::common::{DESK, fill_oauth};
use crate::own_page::OwnPage;

/// Tracks what the page holds.
const HELD: &str = include_str!("held.js");

/// Removes the panel from the page, and returns what is still held for it.
const REMOVE: &str = "(element.remove(), await held.turn(), held.list())";

/// Something in progress when the panel is removed.
#[derive(Clone, Copy, Debug)]
enum Moment {
    Beginning,
    Testing,
    Saving,
    AddingAClient,
}

impl Moment {
    const ALL: [Self; 4] = [Self::Beginning, Self::Testing, Self::Saving, Self::AddingAClient];

    /// The request that doesn't reach the backend.
    fn request(self) -> &'static str {
        match self {
            Self::Beginning => "/api/config",
            Self::Testing => "/api/connections/test",
            Self::Saving => "/api/connections",
            Self::AddingAClient => "/api/oauth-clients",
        }
    }

    /// Opens the page, and triggers the request.
    async fn reach(self, stage: &Stage) {
        let keep = || stage.recorder.inject_below(self.request(), Fault::KeptFromBackend);
        if let Self::Beginning = self {
            keep();
            let before = stage.recorder.exchanges().len();
            stage.browser.go(&stage.server.url()).await;
            // The request for the wasm file doesn't belong to this panel.
            return until("a request to the backend", async || {
                (stage.recorder.exchanges().len() > before).then_some(())
            })
            .await;
        }
        stage.recorder.inject(Fault::None);
        let panel = stage.open().await;
        keep();
        if let Self::AddingAClient = self {
            panel.choose("API type", "Desk").await;
            panel.press("Add an OAuth 2.0 client").await;
            panel.fill("Name", "Sandbox app").await;
            panel.fill("Client ID", "some-client").await;
            panel.fill("Client secret", "some-secret").await;
            return panel.press("Save client").await;
        }
        panel.fill_basic("Acme", "some-key").await;
        panel.press(if let Self::Testing = self { "Test connection" } else { "Save" }).await;
    }
}

#[test]
fn t84_removing_a_panel_during_a_request_leaves_nothing_behind() {
    OwnPage::new(HELD).play(async |stage| {
        for moment in Moment::ALL {
            moment.reach(stage).await;
            request_is_pending(stage).await;
            leaves_nothing_behind(stage, &format!("{moment:?}")).await;
        }
    });
}

#[test]
fn t84_removing_a_panel_while_it_waits_for_teamwork_leaves_nothing_behind() {
    OwnPage::new(HELD).play(async |stage| {
        stage.caller().await.add_client().await;
        let panel = stage.open().await;
        fill_oauth(panel, DESK).await;
        panel.press("Save and authorize").await;
        let popup = Popup::of(&stage.browser).await;
        popup.says("Sign in to Teamwork").await;
        // So that a question is pending, too.
        stage.recorder.inject_below("/api/authorizations/", Fault::KeptFromBackend);
        popup.back().await;
        request_is_pending(stage).await;
        let held = held(stage).await;
        for what in ["channel", "listener message", "listener visibilitychange", "timer"] {
            assert!(held.contains(&json!(what)), "{what} is not among {held:?}");
        }
        leaves_nothing_behind(stage, "waiting").await;
    });
}

/// Waits until a request of the panel is pending.
async fn request_is_pending(stage: &Stage) {
    until("a request to be pending", async || {
        let held = held(stage).await;
        let asking = ["abort controller", "request", "timer"];
        asking.iter().all(|what| held.contains(&json!(what))).then_some(())
    })
    .await;
}

async fn held(stage: &Stage) -> Vec<Value> {
    stage.browser.script("held.list()", json!([])).await.as_array().unwrap().clone()
}

async fn leaves_nothing_behind(stage: &Stage, moment: &str) {
    assert_eq!(stage.browser.script(REMOVE, json!([])).await, json!([]), "{moment}");
    assert_eq!(stage.browser.script("held.complaints", json!([])).await, json!([]), "{moment}");
}

/// Two elements whose events are recorded separately.
const TWO: &str = r#"
    <section><teamwork-connect backend="/api" id="one"></teamwork-connect></section>
    <section><teamwork-connect backend="/api" id="two"></teamwork-connect></section>
"#;

/// Records each element's connection events.
const LISTEN: &str = r#"
    window.told = { one: [], two: [] };
    for (const kind of ["saved", "authorized"]) {
        document.addEventListener(`teamwork-${kind}`, ({ target, detail }) => {
            window.told[target.id].push(`${kind} ${detail.connection.name}`);
        });
    }
"#;

/// Saves both at the same moment, and returns the names that were saved and the number of connections.
const SAVE_BOTH: &str = r#"(async () => {
    const both = ["one", "two"].map((id) => document.getElementById(id).save());
    const saved = (await Promise.all(both)).map(({ connection }) => connection);
    return [saved.map(({ name }) => name), new Set(saved.map(({ id }) => id)).size];
})()"#;

#[test]
fn t84_two_panels_save_different_connections_at_once() {
    OwnPage::with_body(TWO, LISTEN).play(async |stage| {
        stage.browser.go(&stage.server.url()).await;
        stage.panel_at("#one").await.fill_basic("First", "some-key").await;
        stage.panel_at("#two").await.fill_basic("Second", "another-key").await;
        let saved = stage.browser.script(&format!("await {SAVE_BOTH}"), json!([])).await;
        assert_eq!(saved, json!([["First", "Second"], 2]));
        for (selector, name) in [("#one", "First"), ("#two", "Second")] {
            let panel = stage.panel_at(selector).await;
            panel.says("Connection saved.").await;
            assert_eq!(panel.value("Name your connection").await, name);
        }
        assert_eq!(told(stage).await, json!({"one": ["saved First"], "two": ["saved Second"]}));
        let keys: Vec<_> =
            stage.recorder.saves().iter().map(|save| save.json()["apiKey"].clone()).collect();
        assert_eq!((keys.len(), stage.server.count_connections().await), (2, 2));
        assert!(keys.contains(&json!("some-key")) && keys.contains(&json!("another-key")));
    });
}

#[test]
fn t84_a_panel_saves_while_another_one_waits_for_teamwork() {
    OwnPage::with_body(TWO, LISTEN).play(async |stage| {
        stage.caller().await.add_client().await;
        stage.browser.go(&stage.server.url()).await;
        let one = stage.panel_at("#one").await;
        fill_oauth(one, DESK).await;
        one.press("Save and authorize").await;
        let popup = Popup::of(&stage.browser).await;
        popup.says("Sign in to Teamwork").await;
        popup.back().await;

        let two = stage.panel_at("#two").await;
        two.fill_basic("Second", "some-key").await;
        two.press("Save").await;
        two.says("Connection saved.").await;

        let popup = Popup::of(&stage.browser).await;
        popup.accept("acme", "us").await;
        stage.panel_at("#one").await.says("Connected as Ada Lovelace.").await;
        let two = stage.panel_at("#two").await;
        assert!(!two.text().await.contains("Connected as"), "this panel is not affected");
        let expected = json!({
            "one": ["saved Acme desk", "authorized Acme desk"],
            "two": ["saved Second"],
        });
        assert_eq!(told(stage).await, expected);
    });
}

async fn told(stage: &Stage) -> Value {
    stage.browser.script("window.told", json!([])).await
}
