//! Panic isolation: a panel that panics stops and reports it, and everything else keeps working.

use js_sys::Function;
use leptos::prelude::Owner;
use serde_json::json;
use teamwork_connect::embed::mount_with;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Answer, PANICS, Panel, Stage, basic, connection, panicking, script, settled};

const NAME: &str = "Name your connection";
const STOPPED: &str = "This panel stopped because of an internal error.";

/// A filled-in panel that can be made to panic.
async fn about_to_panic() -> Panel {
    let panel = Panel::open(&[(PANICS, "later")]);
    settled().await;
    panel.fill(&basic()).await;
    panel
}

/// Presses Save in a panel that panics, and returns the console messages.
async fn panic(stage: &Stage, panel: &Panel) -> String {
    panel.element.set_attribute(PANICS, "now").unwrap();
    script(
        "{
            const heard = given.heard = [];
            const {error} = console;
            console.error = (...words) => heard.push(words.join(' '));
            given.restore = () => { console.error = error; };
        }",
        &panel.element,
    )
    .await;
    panel.press("Save").await;
    let heard = script("{ given.restore(); return given.heard.join('; '); }", &panel.element).await;
    let errors = stage.take_errors();
    assert!(errors.contains("RuntimeError"), "{errors}");
    heard.as_str().unwrap().to_owned()
}

#[wasm_bindgen_test]
async fn t19_the_panel_reports_that_it_has_stopped_and_can_be_restarted() {
    let stage = Stage::create().await;
    let broken = about_to_panic().await;
    let heard = panic(&stage, &broken).await;
    assert!(heard.contains("teamwork-connect: a panel crashed"), "{heard}");
    assert!(!heard.contains("twp_key"), "a panic message may contain a secret: {heard}");
    assert_eq!(broken.texts("[role=alert]"), [STOPPED]);
    assert_eq!(broken.fields().len(), 0);
    let errors = stage.events("teamwork-error");
    let expected = json!({
        "phase": "load",
        "connectionId": null,
        "authorizationId": null,
        "code": "internal",
        "detail": STOPPED,
        "requestId": null,
        "reference": null,
        "retryable": true,
        "errors": [],
    });
    assert_eq!(errors, [expected]);

    broken.element.remove_attribute(PANICS).unwrap();
    broken.press("Try again").await;
    settled().await;
    broken.fill(&[(NAME, "Renamed")]).await;
    assert_eq!(broken.field(NAME).value(), "Renamed");
}

#[wasm_bindgen_test]
async fn another_panel_and_the_page_keep_working() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
    stage.fill(&basic()).await;
    let broken = about_to_panic().await;
    panic(&stage, &broken).await;

    assert_eq!(stage.field(NAME).value(), "Acme projects");
    stage.press("Save").await;
    assert_eq!(stage.banners(), ["Connection saved."]);
    stage.fill(&[(NAME, "Renamed"), ("API type", "Desk")]).await;
    assert_eq!(stage.field("API version").value(), "v2 (newest)");
    let third = Panel::open(&[]);
    settled().await;
    third.fill(&[(NAME, "Third")]).await;
    assert_eq!(third.field(NAME).value(), "Third");
}

#[wasm_bindgen_test]
async fn a_stopped_panel_can_be_removed() {
    let stage = Stage::create().await;
    let broken = about_to_panic().await;
    panic(&stage, &broken).await;
    broken.element.remove();
    settled().await;
    assert_eq!(broken.root().child_element_count(), 0);
    let thrown = script("given.save()", &broken.element).await["thrown"].clone();
    assert_eq!(thrown["code"], "not_found");
    assert_eq!(stage.field(NAME).value(), "");
}

#[wasm_bindgen_test]
async fn later_errors_are_not_attributed_to_the_stopped_panel() {
    let stage = Stage::create().await;
    let broken = about_to_panic().await;
    panic(&stage, &broken).await;
    assert!(Owner::current().is_none(), "it would be disposed with that panel");
}

#[wasm_bindgen_test]
async fn finalizers_of_the_stopped_panel_do_not_run() {
    let stage = Stage::create().await;
    let element = stage.element.clone();
    let root = element.shadow_root().unwrap();
    let before = root.child_element_count();
    element.set_attribute(PANICS, "now").unwrap();
    let stopped = Function::new_no_args("globalThis.stopped = true");
    let mounted = mount_with(&root, panicking(element.clone().into()), stopped).unwrap();
    settled().await;
    assert_eq!(script("globalThis.stopped", &element).await, true);
    assert!(stage.take_errors().contains("RuntimeError"));
    assert_eq!(root.child_element_count(), before + 1);
    drop(mounted);
    assert_eq!(root.child_element_count(), before + 1, "its view is removed by its own code");
}
