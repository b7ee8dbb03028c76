//! Pages that style everything, and pages that set what they may (T83 and T95).

use serde_json::json;
use teamwork_connect_e2e::{ENGLISH, Gallery, key, visit};

use crate::every_state::{AT_400_PERCENT, DESK, Setting, set_up};
use crate::script::ask;

/// States that together contain everything with a style.
const STATES: [&str; 7] = [
    "projects-v3-basic",
    "errors-wrong",
    "region-conflict",
    "help-client-desk",
    "test-failed",
    "client-edit",
    "site-mismatch",
];

/// The worst that elements can inherit from a page.
const HANDED_DOWN: &str = "* {
    color: red !important; cursor: none !important; direction: ltr; font: italic small-caps 900 40px/3 serif !important;
    hyphens: none !important; list-style: square !important; pointer-events: none !important; quotes: '!' '!' !important;
    tab-size: 20 !important; text-align: end !important; text-indent: 4em !important; text-shadow: 0 0 9px red !important;
    text-transform: uppercase !important; white-space: nowrap !important; word-break: break-all !important;
    user-select: none !important; caret-color: transparent !important; accent-color: red !important;
}";

/// Styles for types of elements, and for the selection.
const OF_ELEMENTS: &str = ":root { font-size: 62.5% !important }
    ::selection { color: transparent !important; background: transparent !important }
    div, p, span, label, input, select, button, fieldset, legend, dialog, details, a, ul, ol, li, svg {
        display: none !important; inline-size: 3px !important; padding: 90px !important; background: red !important;
    }";

#[test]
fn a_page_that_styles_everything_changes_nothing() {
    visit(async |gallery| {
        set_up(gallery, DESK).await;
        for sheet in ["* { all: unset !important }", HANDED_DOWN, OF_ELEMENTS] {
            for state in STATES {
                gallery.show(state, ENGLISH).await;
                // The font, and the spacing of letters and words, are up to the page and the user. The page's own
                // text would overflow, and a different scrollbar shifts the center of dialogs.
                page_sheet(
                    gallery,
                    "teamwork-connect { --teamwork-connect-font: sans-serif } .bar { display: none !important }",
                )
                .await;
                ask::<()>(&gallery.browser, "rememberStyles()", json!([])).await;
                page_sheet(gallery, sheet).await;
                let changed: Vec<String> =
                    ask(&gallery.browser, "changedStyles()", json!([])).await;
                assert!(changed.is_empty(), "{state}, {sheet}:\n{}", changed.join("\n"));
            }
        }
    });
}

#[test]
fn a_right_to_left_page_does_not_affect_an_english_panel() {
    visit(async |gallery| {
        set_up(gallery, DESK).await;
        for state in STATES {
            gallery.show(state, ENGLISH).await;
            ask::<()>(&gallery.browser, "rememberStyles()", json!([])).await;
            gallery.browser.script("document.documentElement.dir = 'rtl'", json!([])).await;
            let changed: Vec<String> = ask(&gallery.browser, "changedStyles()", json!([])).await;
            assert!(changed.is_empty(), "{state}:\n{}", changed.join("\n"));
        }
    });
}

#[test]
fn dialogs_are_above_every_z_index() {
    visit(async |gallery| {
        gallery.show("client-new", ENGLISH).await;
        page_sheet(
            gallery,
            "body::after { content: ''; position: fixed; inset: 0; z-index: 2147483647 }",
        )
        .await;
        assert!(ask::<bool>(&gallery.browser, "dialogIsOnTop()", json!([])).await);
    });
}

#[test]
fn a_page_can_set_font_custom_properties_and_parts() {
    visit(async |gallery| {
        set_up(gallery, DESK).await;
        gallery.show("projects-v3-basic", ENGLISH).await;
        page_sheet(
            gallery,
            "main { font-family: Papyrus }
             teamwork-connect { --teamwork-connect-color-accent: rgb(1 2 3); --teamwork-connect-radius: 1px;
                 --teamwork-connect-space: 5px; --teamwork-connect-max-width: 500px }
             teamwork-connect::part(label) { color: rgb(4 5 6) }
             teamwork-connect::part(choice chosen) { background: rgb(7 8 9) }",
        )
        .await;
        for (part, property, value) in [
            ("title", "font-family", "Papyrus"),
            ("control", "font-family", "Papyrus"),
            ("primary", "background-color", "rgb(1, 2, 3)"),
            ("primary", "border-radius", "1px"),
            ("header", "column-gap", "15px"),
            ("panel", "width", "500px"),
            ("label", "color", "rgb(4, 5, 6)"),
            ("chosen", "background-color", "rgb(7, 8, 9)"),
        ] {
            let found: String =
                ask(&gallery.browser, "styleOf(...given)", json!([part, property])).await;
            assert_eq!(found, value, "{part} {property}");
        }
    });
}

#[test]
fn the_panel_has_a_width_in_every_layout() {
    visit(async |gallery| {
        for display in ["flex", "inline-flex", "grid", "inline-grid", "flow-root"] {
            for sizes in [&[(1280, 800)], &[AT_400_PERCENT]] {
                set_up(gallery, Setting { sizes, ..DESK }).await;
                gallery.show("empty", ENGLISH).await;
                let sheet = format!("main {{ display: {display}; max-inline-size: 100% }}");
                page_sheet(gallery, &sheet).await;
                let (panel, free): (f64, f64) = ask(&gallery.browser, "widths()", json!([])).await;
                assert!((panel - free.min(600.0)).abs() < 1.0, "{display}: {panel} of {free}");
            }
        }
    });
}

#[test]
fn bars_of_the_page_do_not_cover_the_focus() {
    const BAR: u32 = 80;
    visit(async |gallery| {
        set_up(gallery, Setting { sizes: &[(700, 420)], ..DESK }).await;
        gallery.show("help-client-desk", ENGLISH).await;
        let bars = "body::before, body::after { content: ''; position: fixed; inset-inline: 0; block-size: 80px;
            background: red; z-index: 9 } body::before { inset-block-start: 0 } body::after { inset-block-end: 0 }";
        page_sheet(gallery, bars).await;
        let browser = &gallery.browser;
        browser.script("root.querySelector('[part~=control]').focus()", json!([])).await;
        // Down, and up again.
        for direction in [key::TAB, key::SHIFT_TAB] {
            let mut passed = 0;
            while ask::<bool>(browser, "root.activeElement !== null", json!([])).await {
                let covered: bool = ask(browser, "focusIsCovered(given[0])", json!([BAR])).await;
                let focus = browser.text("probe.focusWords()", json!([])).await;
                assert!(!covered, "{focus}");
                passed += 1;
                browser.press(direction).await;
            }
            assert!(passed > 10, "{passed}");
            // Back to the panel.
            browser.press(key::SHIFT_TAB).await;
        }
    });
}

async fn page_sheet(gallery: &Gallery, sheet: &str) {
    ask::<()>(&gallery.browser, "addPageSheet(given[0])", json!([sheet])).await;
}
