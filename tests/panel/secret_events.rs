//! Events of the secret field stay inside the element.

use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::stage::{Stage, basic};

#[wasm_bindgen(module = "/tests/panel/stage/page.js")]
extern "C" {
    fn overheard(control: &HtmlElement) -> String;

    #[wasm_bindgen(js_name = takesPaste)]
    fn takes_paste(control: &HtmlElement) -> bool;
}

#[wasm_bindgen_test]
async fn t18_the_page_hears_nothing_of_the_secret_field_and_of_the_others_all_but_what_is_typed() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    assert_eq!(overheard(&stage.field("API key").control), "");
    // All but `change`, which no shadow root lets out, and what a page could take for its shortcuts (B25).
    let heard = overheard(&stage.field("Name your connection").control);
    assert_eq!(
        heard,
        "beforeinput input paste copy cut drop \
         compositionstart compositionupdate compositionend"
    );
}

#[wasm_bindgen_test]
async fn t18_a_field_that_was_gone_for_a_while_is_guarded_again() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    stage.fill(&[("Auth type", "OAuth 2.0"), ("Auth type", "Basic")]).await;
    assert_eq!(overheard(&stage.field("API key").control), "");
}

#[wasm_bindgen_test]
async fn pasting_a_key_is_never_prevented() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    assert!(takes_paste(&stage.field("API key").control));
}
