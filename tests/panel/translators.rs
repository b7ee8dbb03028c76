//! Page translators, which replace every text with a `<font>`.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Answer, Stage, basic, connection, script, settled};

/// Translates like browsers do: each text node is replaced by an element with other words, except under
/// `translate="no"`.
const TRANSLATE: &str = "(function translate(node) {
    for (const child of [...node.childNodes]) {
        if (child.nodeType === Node.TEXT_NODE) {
            if (!child.data.trim()) continue;
            const font = document.createElement('font');
            font.append(Object.assign(document.createElement('font'), { textContent: '«' + child.data + '»' }));
            child.replaceWith(font);
        } else if (child.translate !== false && child.localName !== 'style') {
            translate(child);
        }
    }
})(given.shadowRoot)";

async fn translate(stage: &Stage) {
    script(TRANSLATE, &stage.element).await;
}

#[wasm_bindgen_test]
async fn b09_changing_texts_stay_correct_on_a_translated_page() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
    stage.fill(&basic()).await;
    let [auth_type, region] = ["Auth type", "Region"].map(|label| stage.field(label));
    let [basic_choice, oauth] = ["Basic", "OAuth 2.0"].map(|words| auth_type.choice(words));
    let us = region.choice("US");
    translate(&stage).await;
    assert!(stage.title().starts_with('«'), "{}", stage.title());

    us.click();
    oauth.click();
    settled().await;
    assert_eq!(stage.buttons("Save and authorize").len(), 1);
    assert_eq!(stage.texts("[part~=affix]"), ["https://", ".teamwork.com"]);
    basic_choice.click();
    settled().await;
    stage.field("API key").set("twp_key").await;
    stage.press("Save").await;
    assert_eq!(stage.title(), "Edit connection");
    assert_eq!(stage.banners(), ["Connection saved."]);
}

#[wasm_bindgen_test]
async fn b09_addresses_and_codes_are_not_translated() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    stage.open_disclosures().await;
    translate(&stage).await;
    for text in stage.texts("font > font") {
        assert!(!text.contains("://"), "{text}");
    }
    assert_eq!(stage.texts("[part~=affix]"), ["https://", ".eu.teamwork.com"]);
}
