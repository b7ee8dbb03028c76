//! Every state in light and dark, from left to right and from right to left.

use teamwork_connect_e2e::LOOKS;

use crate::every_state::{DESK, Setting, nothing_in_any_state};

/// Nothing is cut off (1.4.10), targets are 24 pixels wide and high (2.5.8), what has the focus shows it
/// (2.4.7, 1.4.11), and nothing moves for those who have asked for none (2.3.3).
#[test]
fn everything_is_seen_whole_hit_easily_and_stands_still() {
    let setting = Setting { looks: &LOOKS, ..DESK };
    let questions = ["misfits()", "smallTargets()", "withoutRing()", "motion()"];
    nothing_in_any_state(setting, &questions);
}
