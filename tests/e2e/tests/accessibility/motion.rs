//! What moves (WCAG 2.2.2, 2.3.3). That nothing does for those who have asked for none is in `looks`.

use serde_json::json;
use teamwork_connect_e2e::{ENGLISH, visit};

use crate::every_state::{DESK, Setting, set_up};
use crate::script::ask;

#[test]
fn the_wait_is_seen_to_go_on() {
    visit(async |gallery| {
        let features = &[("prefers-reduced-motion", "no-preference")];
        set_up(gallery, Setting { features, ..DESK }).await;
        gallery.show("waiting", ENGLISH).await;
        let moving: Vec<String> = ask(&gallery.browser, "motion()", json!([])).await;
        assert!(moving.iter().any(|what| what.starts_with("span pulse")), "{moving:?}");
    });
}
