//! The React component, in the oldest and the newest supported version.

use serde_json::{Value, json};
use teamwork_connect_e2e::{Setting, Stage, until};

use crate::project::{Project, beside};

const VERSIONS: [u32; 2] = [18, 19];

/// The end of the address for an app that doesn't hydrate.
const FRESH: &str = "#fresh";

/// The app, rendered on a server and built for development, where `StrictMode` does everything twice.
fn app(version: u32) -> Project {
    let project = Project::new();
    project.add_react(version);
    project.add_tool("vite");
    for name in ["app.js", "main.js", "server.mjs", "build.mjs"] {
        project.add(name, &beside(&format!("react/{name}")));
    }
    let rendered = project.node(&["server.mjs"]);
    project.add("index.html", &beside("react/index.html").replace("<!-- app -->", rendered.trim()));
    project.node(&["build.mjs"]);
    project
}

/// Plays a journey on the app, with this end of the address. React may not report any warnings.
fn visit(version: u32, end: &str, journey: impl AsyncFnOnce(&Stage)) {
    let project = app(version);
    Setting::default().serving(project.path("dist")).play(async |stage| {
        stage.browser.go(&format!("{}{end}", stage.server.url())).await;
        stage.panel().says("Verbindung erstellen").await;
        journey(stage).await;
        let mut complaints = stage.browser.complaints().await;
        complaints.retain(|complaint| !complaint.contains("Failed to load resource"));
        assert!(complaints.is_empty(), "{complaints:?}");
    });
}

/// The calls of a callback recorded by the app.
async fn heard(stage: &Stage, callback: &str) -> Vec<Value> {
    let expression = "seen.heard.filter(([name]) => name === given[0]).map(([, told]) => told)";
    stage.browser.script(expression, json!([callback])).await.as_array().unwrap().clone()
}

/// Changes props of the component; `null` removes a prop.
async fn change(stage: &Stage, props: Value) {
    stage.browser.script("seen.change(given[0])", json!([props])).await;
}

#[test]
fn renders_the_tag_on_a_server() {
    for version in VERSIONS {
        let project = Project::new();
        project.add_react(version);
        project.add("app.js", &beside("react/app.js"));
        project.add("server.mjs", &beside("react/server.mjs"));
        let html = project.node(&["server.mjs"]);
        let tag = "<teamwork-connect id=\"panel\" backend=\"/api\" lang=\"de\" heading-level=\"3\" class=\"wide\"></teamwork-connect>";
        assert_eq!(html.trim(), tag, "React {version}");
    }
}

/// Every effect runs twice, but there is only one panel, which makes only one request.
#[test]
fn strict_mode_creates_only_one_panel() {
    for version in VERSIONS {
        visit(version, FRESH, async |stage| {
            exactly_one_panel_is_ready(stage).await;
            let effects = stage.browser.script("seen.effects", json!([])).await;
            assert_eq!(effects, 2, "React {version} runs no effect twice, so this proves nothing");
        });
    }
}

/// The server-rendered element has its attributes before hydration.
#[test]
fn server_rendered_markup_is_hydrated_unchanged() {
    for version in VERSIONS {
        visit(version, "", exactly_one_panel_is_ready);
    }
}

async fn exactly_one_panel_is_ready(stage: &Stage) {
    until("the panel to be ready", async || {
        (!heard(stage, "onReady").await.is_empty()).then_some(())
    })
    .await;
    let panels = "document.querySelectorAll('teamwork-connect').length";
    assert_eq!(stage.browser.script(panels, json!([])).await, 1);
    assert_eq!(heard(stage, "onReady").await, [json!({"connectionId": null})]);
    let asked = stage.recorder.of_the_page();
    assert_eq!(asked.iter().filter(|it| it.uri == "/api/config").count(), 1, "{asked:?}");
    assert!(asked.iter().all(|it| it.headers["x-app"] == "react"), "{asked:?}");
}

#[test]
fn follows_its_props_and_calls_its_callbacks() {
    for version in VERSIONS {
        visit(version, FRESH, async |stage| {
            let panel = stage.panel();
            change(
                stage,
                json!({"lang": null, "className": "narrow", "messages": {"title.create": "Hello"}}),
            )
            .await;
            panel.says("Hello").await;
            let element = "seen.panel.className + ' ' + seen.panel.hasAttribute('lang')";
            assert_eq!(stage.browser.text(element, json!([])).await, "narrow false");

            // Messages that are new objects on every render don't affect what was typed.
            let draft = json!({"apiType": "projects", "region": "eu", "siteName": "acme", "authType": "basic"});
            change(stage, json!({"value": draft})).await;
            panel.fill("Name your connection", "Typed").await;
            change(stage, json!({"value": draft, "messages": {"title.create": "Hello again"}}))
                .await;
            panel.says("Hello again").await;
            assert_eq!(panel.value("Name your connection").await, "Typed");
            assert_eq!(heard(stage, "onDirty").await.last(), Some(&json!(true)));
            let told = heard(stage, "onChange").await;
            assert_eq!(told.last().unwrap()["value"]["name"], "Typed", "{told:?}");

            // The app calls the element's methods through its ref.
            panel.fill("API key", "twp_key").await;
            let saved = stage.browser.script("seen.panel.save()", json!([])).await;
            let connection = &saved["connection"];
            assert_eq!(heard(stage, "onSaved").await, std::slice::from_ref(connection));
            assert_eq!(connection["name"], "Typed");

            change(stage, json!({"connectionId": "missing"})).await;
            until("an error event", async || {
                heard(stage, "onError")
                    .await
                    .iter()
                    .any(|it| it["code"] == "not_found")
                    .then_some(())
            })
            .await;
        });
    }
}

#[test]
fn can_be_unmounted_and_mounted_again() {
    for version in VERSIONS {
        visit(version, FRESH, async |stage| {
            let element =
                stage.browser.script("(window.first = seen.panel).isConnected", json!([])).await;
            assert_eq!(element, true);
            stage.browser.script("seen.show(false)", json!([])).await;
            until("the panel to be removed", async || {
                let gone =
                    "!first.isConnected && first.shadowRoot.childElementCount === 0 && !seen.panel";
                (stage.browser.script(gone, json!([])).await == true).then_some(())
            })
            .await;
            let before = heard(stage, "onReady").await.len();
            // Its listeners are gone.
            let event = "first.dispatchEvent(new CustomEvent('teamwork-ready', { detail: {} }))";
            stage.browser.script(event, json!([])).await;
            assert_eq!(heard(stage, "onReady").await.len(), before);
            stage.browser.script("seen.show(true)", json!([])).await;
            until("another panel to be ready", async || {
                (heard(stage, "onReady").await.len() == before + 1).then_some(())
            })
            .await;
        });
    }
}
