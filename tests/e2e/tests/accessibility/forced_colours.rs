//! The user's own colours in place of the panel's (WCAG 1.4.1, 1.4.11, 2.4.7).

use serde::Deserialize;
use serde_json::json;
use teamwork_connect_e2e::{ENGLISH, visit};

use crate::every_state::{DESK, Setting, nothing_in_any_state, set_up};
use crate::script::ask;

const FORCED: Setting = Setting {
    features: &[("forced-colors", "active"), ("prefers-reduced-motion", "reduce")],
    ..DESK
};

#[derive(Debug, Deserialize)]
struct Borders {
    chosen: Vec<String>,
    others: Vec<String>,
}

#[test]
fn borders_and_focus_stay() {
    nothing_in_any_state(FORCED, &["withoutBorder()", "withoutRing()"]);
}

#[test]
fn what_is_chosen_stands_out() {
    visit(async |gallery| {
        set_up(gallery, FORCED).await;
        gallery.show("projects-v3-basic", ENGLISH).await;
        let Borders { chosen, others } = ask(&gallery.browser, "choiceBorders()", json!([])).await;
        assert_eq!((chosen.len(), others.len()), (1, 1), "{chosen:?} {others:?}");
        assert_ne!(chosen, others);
    });
}
