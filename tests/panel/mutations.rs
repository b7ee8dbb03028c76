//! How the panel changes the DOM: it creates only what appears, and writes only what changes.

use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Backend, Stage, basic, oauth, script};

/// Records every mutation of a panel from now on, and every call that creates an element.
const WATCH: &str = "{
    const root = given.shadowRoot;
    const seen = given.seen = {same: [], added: [], made: 0};
    const named = (node) => node.id || `${node.localName} ${node.getAttribute?.('part') ?? ''}`;
    given.look = (records) => {
        for (const record of records) {
            const {type, target, attributeName, oldValue} = record;
            if (type === 'attributes' && target.getAttribute(attributeName) === oldValue) {
                seen.same.push(`${attributeName} of ${named(target)}`);
            }
            if (type === 'characterData' && target.data === oldValue) seen.same.push(`text ${oldValue}`);
            for (const node of record.addedNodes) if (node.nodeType === 1) seen.added.push(node);
        }
    };
    given.observer = new MutationObserver(given.look);
    given.observer.observe(root, {
        subtree: true, childList: true, attributes: true, attributeOldValue: true,
        characterData: true, characterDataOldValue: true,
    });
    for (const name of ['createElement', 'createElementNS']) {
        const make = Document.prototype[name];
        document[name] = (...words) => { seen.made += 1; return make.apply(document, words); };
    }
}";

/// The recorded writes of unchanged values, the number of created elements, and the fields that contain added
/// nodes.
const SEEN: &str = "{
    given.look(given.observer.takeRecords());
    given.observer.disconnect();
    delete document.createElement;
    delete document.createElementNS;
    const {same, made, added} = given.seen;
    const field = (node) => node.closest('[part~=field], [part~=http-settings]');
    const control = (node) => field(node)?.querySelector('input, select')?.id ?? field(node)?.localName ?? node.outerHTML;
    const places = added.filter((node) => node.isConnected).map(control);
    return {same, made, added: [...new Set(places)]};
}";

async fn watch(stage: &Stage) {
    script(WATCH, &stage.element).await;
}

async fn seen(stage: &Stage) -> Value {
    script(SEEN, &stage.element).await
}

/// Types one more character into a field with text.
async fn one_key_press(stage: &Stage, label: &str, text: &str) {
    stage.field(label).type_text(text).await;
    watch(stage).await;
    stage.field(label).type_text(&format!("{text}1")).await;
    let seen = seen(stage).await;
    assert_eq!(seen["same"], serde_json::json!([]), "{label}: unchanged values were written");
    assert_eq!(seen["made"], 0, "{label}: elements were created");
    assert_eq!(seen["added"], serde_json::json!([]), "{label}: elements were added");
}

#[wasm_bindgen_test]
async fn a_key_press_creates_no_elements_and_writes_no_unchanged_values() {
    let spaces = |version| [("API type", "Spaces"), ("API version", version)];
    for (filled, label, text) in [
        (&basic()[1..], "Name your connection", "Acme"),
        (&basic()[..], "Site name", "acme"),
        (&spaces("v0")[..], "User ID", "12"),
        (&spaces("v2")[..], "Space ID", "34"),
        (&basic()[..], "API key", "twp"),
    ] {
        let stage = Stage::create().await;
        stage.fill(filled).await;
        one_key_press(&stage, label, text).await;
    }
}

#[wasm_bindgen_test]
async fn nor_does_one_in_a_field_that_stays_invalid() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    stage.fill(&[("Site name", "not a site")]).await;
    stage.press("Save").await;
    assert!(stage.field("Site name").is_invalid());
    one_key_press(&stage, "Site name", "still not a site").await;
}

#[wasm_bindgen_test]
async fn nor_does_one_in_the_client_dialog() {
    let stage = Stage::with(Backend::authorizing(), &[]).await;
    stage.fill(&oauth()).await;
    stage.open_dialog(&stage.add_button()).await;
    for (label, text) in [("Name", "App"), ("Client ID", "id"), ("Client secret", "secret")] {
        one_key_press(&stage, label, text).await;
    }
}

#[wasm_bindgen_test]
async fn a_change_of_api_type_creates_only_new_elements() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    for (api_type, appeared) in [
        // The options of another product, and the client instead of the auth type and the key.
        ("Desk", &["apiVersion", "oauthClientId"][..]),
        ("Spaces", &["apiVersion", "spaceId"]),
        ("Projects", &["apiVersion", "authType", "apiKey", "Test connection</button>"]),
    ] {
        let kept = stage.field("Site name").control;
        watch(&stage).await;
        stage.fill(&[("API type", api_type)]).await;
        let seen = seen(&stage).await;
        assert_eq!(
            seen["same"],
            serde_json::json!([]),
            "{api_type}: unchanged values were written"
        );
        let added: Vec<_> = seen["added"].as_array().unwrap().iter().collect();
        let unexpected: Vec<_> = added
            .iter()
            .filter(|id| !appeared.iter().any(|key| id.as_str().unwrap().ends_with(key)))
            .collect();
        assert!(unexpected.is_empty(), "{api_type}: {unexpected:?}");
        assert!(kept.is_connected(), "{api_type}: remaining elements are reused");
    }
}

#[wasm_bindgen_test]
async fn the_recorder_detects_mutations() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    watch(&stage).await;
    let input = stage.field("Site name").control;
    input.set_attribute("dir", &input.get_attribute("dir").unwrap()).unwrap();
    let document = web_sys::window().unwrap().document().unwrap();
    let element = document.create_element("i").unwrap();
    input.parent_element().unwrap().append_child(&element).unwrap();
    let seen = seen(&stage).await;
    assert_eq!(seen["same"].as_array().unwrap().len(), 1);
    assert_eq!((&seen["made"], seen["added"].as_array().unwrap().len()), (&1.into(), 1));
}
