//! What assistive technology gets, as far as it can be tested without any.

use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlButtonElement;

use crate::stage::{Answer, Stage, basic, connection, settled, text_of, visible};

#[wasm_bindgen_test]
async fn the_panel_is_a_form_named_by_its_heading() {
    let stage = Stage::create().await;
    let panel = stage.all("[role=form]").remove(0);
    let heading = stage.all("[role=heading]").remove(0);
    assert_eq!(panel.get_attribute("aria-labelledby").as_deref(), Some(&*heading.id()));
    assert_eq!(text_of(&heading), "Create connection");
    assert_eq!(heading.get_attribute("aria-level").as_deref(), Some("2"));
    // A real form would make browsers offer to save the key.
    assert!(stage.all("form").is_empty());
}

#[wasm_bindgen_test]
async fn the_accessible_name_is_exactly_the_visible_label() {
    let stage = Stage::create().await;
    for (api_type, version, auth) in [
        ("Projects", "v3", "Basic"),
        ("Projects", "v3", "OAuth 2.0"),
        ("Spaces", "v2", ""),
        ("Spaces", "v0", ""),
    ] {
        stage.fill(&[("API type", api_type), ("API version", version)]).await;
        if !auth.is_empty() {
            stage.fill(&[("Auth type", auth)]).await;
        }
        for field in stage.fields() {
            let label = field.label();
            assert!(visible(&label));
            assert_eq!(field.name(), text_of(&label).trim_end_matches('*').trim_end());
            assert_eq!(field.control.get_attribute("aria-label"), None, "{}", field.name());
        }
    }
}

#[wasm_bindgen_test]
async fn clicking_a_label_focuses_its_control() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    for label in ["Name your connection", "API version", "Site name", "API key"] {
        let field = stage.field(label);
        let target = field.label().get_attribute("for").unwrap();
        assert_eq!(target, field.control.id(), "{label}");
    }
}

#[wasm_bindgen_test]
async fn live_regions_exist_and_are_empty_from_the_start() {
    let stage = Stage::create().await;
    let regions = stage.all("[role=status], [role=alert]");
    assert!(regions.len() >= 3, "progress and success, failure, test report");
    for region in &regions {
        assert_eq!(text_of(region), "");
    }
    // Later messages are announced in one of them.
    stage.fill(&basic()).await;
    stage
        .backend
        .on("POST /connections", [Answer::unreachable(), Answer::json(201, &connection())]);
    for role in ["alert", "status"] {
        stage.press("Save").await;
        let banner = stage.all("[part~=banner]").remove(0);
        let region = banner.closest(&format!("[role={role}]")).unwrap().expect(role);
        assert!(regions.iter().any(|known| known.is_same_node(Some(&region))), "{role}");
    }
}

#[wasm_bindgen_test]
async fn no_button_is_ever_disabled() {
    let stage = Stage::create().await;
    let assert_none = |stage: &Stage, when: &str| {
        for button in stage.all("button") {
            let button: HtmlButtonElement = button.unchecked_into();
            assert!(!button.disabled(), "{when}: {}", text_of(&button));
        }
        assert!(stage.all(":disabled, fieldset[disabled]").is_empty(), "{when}");
    };
    assert_none(&stage, "empty");
    stage.press("Save").await;
    assert_none(&stage, "with errors");
    stage.fill(&basic()).await;
    stage.backend.on("POST /connections", [Answer::json(201, &connection()).held()]);
    stage.press("Save").await;
    assert_none(&stage, "busy");
    for text in ["Save", "Test connection"] {
        let busy = stage.button(text).get_attribute("aria-disabled");
        assert_eq!(busy.as_deref(), Some("true"), "{text}");
    }
    assert_eq!(stage.button("Cancel").get_attribute("aria-disabled"), None);
    stage.backend.release("POST /connections");
    settled().await;
    assert_none(&stage, "saved");
}

#[wasm_bindgen_test]
async fn the_panel_exposes_its_busy_state() {
    let stage = Stage::create().await;
    let busy = |stage: &Stage| stage.all("[role=form]")[0].get_attribute("aria-busy");
    assert_eq!(busy(&stage).as_deref(), Some("false"));
    stage.fill(&basic()).await;
    stage.backend.on("POST /connections", [Answer::json(201, &connection()).held()]);
    stage.press("Save").await;
    assert_eq!(busy(&stage).as_deref(), Some("true"));
    stage.backend.release("POST /connections");
    settled().await;
    assert_eq!(busy(&stage).as_deref(), Some("false"));
}

#[wasm_bindgen_test]
async fn save_and_authorize_announces_that_it_opens_a_window() {
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Desk")]).await;
    let button = stage.button("Save and authorize");
    let id = button.get_attribute("aria-describedby").expect("a description");
    let described = stage.all(&format!("[id='{id}']")).remove(0);
    assert_eq!(text_of(&described), "Opens Teamwork in a new window.");
    stage.fill(&[("API type", "Projects")]).await;
    assert_eq!(stage.button("Save").get_attribute("aria-describedby"), None);
}

#[wasm_bindgen_test]
async fn every_referenced_id_exists_once() {
    let stage = Stage::create().await;
    stage.fill(&basic()[1..]).await;
    stage.press("Save").await;
    stage.fill(&[("API type", "Spaces")]).await;
    stage.press("Save and authorize").await;
    for attribute in ["aria-labelledby", "aria-describedby", "for"] {
        for element in stage.all(&format!("[{attribute}]")) {
            for id in element.get_attribute(attribute).unwrap().split_whitespace() {
                assert_eq!(stage.all(&format!("[id='{id}']")).len(), 1, "{attribute} {id}");
            }
        }
    }
}

#[wasm_bindgen_test]
async fn confirmations_are_named_modal_dialogs() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    stage.press("Cancel").await;
    let dialog = stage.all("dialog[open]").remove(0);
    assert!(dialog.matches(":modal").unwrap());
    assert!(stage.focused().is_some_and(|focused| dialog.contains(Some(&focused))));
    let title = dialog.get_attribute("aria-labelledby").unwrap();
    assert_eq!(text_of(&stage.all(&format!("[id='{title}']"))[0]), "Discard your changes?");
    stage.press("Keep editing").await;
    assert!(stage.has_focus(&stage.button("Cancel")), "the focus is restored");
}
