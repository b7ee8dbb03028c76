//! The placeholder shown while the wasm file is loading.

use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::stage::{
    Answer, Backend, Loader, Panel, SAVED_ID, Stage, TAGS, connection, messages, press, script,
    settled,
};

const SLOW: &str = "Still loading…";
const STUCK: &str = "Loading is taking longer than usual. Check your network or try again.";

/// A stage with a clock, and a panel whose wasm file is loading.
async fn loading(attributes: &[(&str, &str)]) -> (Stage, Loader, Panel) {
    let stage = Stage::timed(Backend::new(), &[]).await;
    let loader = Loader::new();
    loader.hold();
    let panel = loader.open(attributes).await;
    (stage, loader, panel)
}

fn frame(panel: &Panel) -> HtmlElement {
    panel.all("[part='panel loading']").remove(0)
}

/// What is announced to assistive technology.
fn told(panel: &Panel) -> Vec<String> {
    panel.texts("[role=status]")
}

#[wasm_bindgen_test]
async fn outlines_are_visible_and_nothing_is_announced() {
    let (stage, loader, panel) = loading(&[]).await;
    let outlines = panel.all("[aria-busy=true]");
    assert_eq!(outlines.len(), 1);
    assert_eq!(outlines[0].get_attribute("aria-hidden").as_deref(), Some("true"));
    assert!(outlines[0].offset_height() > 200);
    assert_eq!(frame(&panel).text_content().unwrap(), "", "nothing can be found or copied");
    assert_eq!(panel.all("[role=status]").len(), 1, "the live region exists before its text");
    assert!(panel.all("[aria-busy] [role=status]").is_empty());
    assert!(panel.all("style, [style]").is_empty());
    loader.arrives().await;
    assert!(panel.all("[part~=loading]").is_empty());
    assert_eq!(panel.title(), "Create connection");
    drop(stage);
}

#[wasm_bindgen_test]
async fn b28_announces_loading_after_a_while_and_later_offers_to_retry() {
    let (stage, loader, panel) = loading(&[]).await;
    let timers = stage.clock().timers();
    stage.advance(9_999).await;
    assert!(told(&panel).is_empty());
    stage.advance(1).await;
    assert_eq!(told(&panel), [SLOW]);
    stage.advance(19_999).await;
    assert!(panel.buttons("Try again").is_empty());
    stage.advance(1).await;
    assert_eq!(told(&panel), [STUCK]);

    press(&panel.button("Try again"));
    settled().await;
    assert_eq!(loader.counts(), [1.0, 1.0, 0.0]);
    assert_eq!(told(&panel), [SLOW]);
    assert!(panel.has_focus(&panel.button("Try again")), "the focus is not lost");
    stage.advance(30_000).await;
    assert_eq!(told(&panel), [STUCK]);
    panel.press("Try again").await;
    assert_eq!(loader.counts(), [1.0, 2.0, 0.0]);
    loader.arrives().await;
    assert_eq!(panel.title(), "Create connection");
    assert_eq!(panel.focused().unwrap().get_attribute("role").as_deref(), Some("heading"));
    assert_eq!(stage.clock().timers(), timers - 1);
}

#[wasm_bindgen_test]
async fn the_focus_stays_unless_a_button_was_pressed() {
    let (_stage, loader, panel) = loading(&[]).await;
    loader.arrives().await;
    assert_eq!(panel.focused(), None);
}

#[wasm_bindgen_test]
async fn a_removed_skeleton_leaves_no_timer() {
    let (stage, loader, panel) = loading(&[]).await;
    let timers = stage.clock().timers();
    panel.element.remove();
    settled().await;
    assert_eq!(stage.clock().timers(), timers - 1);
    loader.arrives().await;
    assert_eq!(panel.root().child_element_count(), 0);
}

#[wasm_bindgen_test]
async fn uses_the_texts_of_the_language_and_of_the_page() {
    for tag in TAGS {
        let (stage, _loader, panel) = loading(&[("lang", tag)]).await;
        let messages = messages(tag).unwrap();
        let message = |key: &str| messages[key].replace('\u{a0}', " ");
        stage.advance(10_000).await;
        assert_eq!(told(&panel), [message("progress.slow")], "{tag}");
        stage.advance(20_000).await;
        assert_eq!(told(&panel), [message("progress.stuck")], "{tag}");
        assert_eq!(panel.buttons(&message("action.retry")).len(), 1, "{tag}");
    }
    let (stage, _loader, panel) = loading(&[("lang", "pl")]).await;
    script("void (given.messages = {'progress.slow': 'Chwileczkę…'})", &panel.element).await;
    stage.advance(10_000).await;
    assert_eq!(told(&panel), ["Chwileczkę…"]);
    stage.advance(20_000).await;
    assert_eq!(told(&panel), [STUCK]);
    // The language and the theme may change.
    panel.element.set_attribute("lang", "de").unwrap();
    panel.element.set_attribute("theme", "dark").unwrap();
    settled().await;
    assert_eq!(told(&panel), [messages("de").unwrap()["progress.stuck"].clone()]);
    assert_eq!(frame(&panel).get_attribute("data-theme").as_deref(), Some("dark"));
}

/// Widths with different line breaks, and a different number of columns.
const WIDTHS: [u32; 6] = [320, 375, 480, 519, 560, 800];

async fn page_is_wide(width: &str) {
    script("void (document.body.style.width = given)", &width.into()).await;
}

async fn height(panel: &Panel) -> f64 {
    let height = script("given.getBoundingClientRect().height", &panel.element).await;
    height.as_f64().unwrap()
}

/// The height of the element while its wasm file is loading, and right afterwards.
async fn heights(stage: &Stage, loader: &Loader, attributes: &[(&str, &str)]) -> [f64; 2] {
    loader.hold();
    let panel = loader.open(attributes).await;
    let before = height(&panel).await;
    stage.backend.on("GET /config", [Answer::text(200, "{}").held()]);
    loader.arrives().await;
    let after = height(&panel).await;
    panel.element.remove();
    settled().await;
    [before, after]
}

#[wasm_bindgen_test]
async fn nothing_moves_when_the_panel_appears() {
    // Time doesn't pass here: the notice about slow loading appears later.
    let stage = Stage::timed(Backend::new(), &[]).await;
    let get = format!("GET /connections/{SAVED_ID}");
    stage.backend.on(&get, [Answer::json(200, &connection()).held()]);
    let loader = Loader::new();
    let mut moved = Vec::new();
    for width in WIDTHS {
        page_is_wide(&format!("{width}px")).await;
        for tag in TAGS.into_iter().chain(["en"]) {
            for edited in ["", SAVED_ID] {
                let attributes = [("lang", tag), ("connection-id", edited)];
                let [before, after] = heights(&stage, &loader, &attributes).await;
                if (before - after).abs() > 0.5 {
                    moved.push(format!("{width} {tag} {edited:?}: {before} {after}"));
                }
            }
        }
    }
    page_is_wide("").await;
    assert!(moved.is_empty(), "\n{}", moved.join("\n"));
}
