//! Motion (WCAG 2.2.2, 2.3.3). `looks` checks that nothing moves with reduced motion.

use serde_json::json;
use teamwork_connect_e2e::{ENGLISH, visit};

use crate::every_state::{DESK, Setting, set_up};
use crate::script::ask;

#[test]
fn waiting_is_visible() {
    visit(async |gallery| {
        let features = &[("prefers-reduced-motion", "no-preference")];
        set_up(gallery, Setting { features, ..DESK }).await;
        gallery.show("waiting", ENGLISH).await;
        let moving: Vec<String> = ask(&gallery.browser, "motion()", json!([])).await;
        assert!(moving.iter().any(|what| what.starts_with("span pulse")), "{moving:?}");
    });
}
