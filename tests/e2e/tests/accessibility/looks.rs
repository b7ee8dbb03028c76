//! Every state in light and dark, left-to-right and right-to-left.

use teamwork_connect_e2e::LOOKS;

use crate::every_state::{DESK, Setting, finds_nothing_in_any_state};

/// Nothing is cut off (1.4.10), targets are at least 24 by 24 pixels (2.5.8), the focus is visible (2.4.7,
/// 1.4.11), and nothing moves with reduced motion (2.3.3).
#[test]
fn everything_is_fully_visible_easy_to_hit_and_still() {
    let setting = Setting { looks: &LOOKS, ..DESK };
    let questions = ["misfits()", "smallTargets()", "withoutRing()", "motion()"];
    finds_nothing_in_any_state(setting, &questions);
}
