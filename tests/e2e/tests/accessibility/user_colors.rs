//! The user's own colors instead of the panel's, or higher contrast (WCAG 1.4.1, 1.4.11, 2.4.7).

use serde::Deserialize;
use serde_json::json;
use teamwork_connect_e2e::{ENGLISH, visit};

use crate::every_state::{DESK, Setting, finds_nothing_in_any_state, set_up};
use crate::script::ask;

const FORCED: Setting = Setting {
    features: &[("forced-colors", "active"), ("prefers-reduced-motion", "reduce")],
    ..DESK
};

const MORE: (&str, &str) = ("prefers-contrast", "more");

#[derive(Debug, Deserialize)]
struct Borders {
    chosen: Vec<String>,
    others: Vec<String>,
}

#[test]
fn borders_and_focus_stay_visible() {
    finds_nothing_in_any_state(FORCED, &["withoutBorder()", "withoutRing()"]);
}

#[test]
fn the_selection_stands_out() {
    visit(async |gallery| {
        set_up(gallery, FORCED).await;
        gallery.show("projects-v3-basic", ENGLISH).await;
        let Borders { chosen, others } = ask(&gallery.browser, "choiceBorders()", json!([])).await;
        assert_eq!((chosen.len(), others.len()), (1, 1), "{chosen:?} {others:?}");
        assert_ne!(chosen, others);
    });
}

#[test]
fn more_contrast_is_respected() {
    visit(async |gallery| {
        for is_strong in [false, true] {
            let preference: &[_] = if is_strong { &[MORE] } else { &[] };
            set_up(gallery, Setting { features: preference, ..DESK }).await;
            gallery.show("empty", ENGLISH).await;
            let color = async |part, property| -> String {
                ask(&gallery.browser, "styleOf(...given)", json!([part, property])).await
            };
            let text = color("title", "color").await;
            for (part, property) in [("help", "color"), ("input", "border-top-color")] {
                assert_eq!(color(part, property).await == text, is_strong, "{part} {is_strong}");
            }
        }
    });
}
