//! Narrow windows, zoom and larger text (WCAG 1.4.4, 1.4.10, 1.4.12).

use teamwork_connect_e2e::{ENGLISH, Look};

use crate::every_state::{AT_400_PERCENT, DESK, Setting, finds_nothing_in_any_state};

/// Short words, long words, and right-to-left.
const LANGUAGES: [Look; 3] =
    [ENGLISH, Look { lang: "de", ..ENGLISH }, Look { lang: "ar", dir: "rtl", ..ENGLISH }];

#[test]
fn nothing_scrolls_sideways_at_400_percent() {
    let narrow = Setting { sizes: &[AT_400_PERCENT], looks: &LANGUAGES, ..DESK };
    finds_nothing_in_any_state(narrow, &["misfits()", "smallTargets()"]);
}

#[test]
fn text_spacing_cuts_nothing_off() {
    let spaced = Setting {
        sizes: &[(1280, 1024), AT_400_PERCENT],
        // The text spacing that 1.4.12 requires support for.
        sheet: "* { line-height: 1.5 !important; letter-spacing: .12em !important; \
                word-spacing: .16em !important } p { margin-block-end: 2em !important }",
        ..DESK
    };
    finds_nothing_in_any_state(spaced, &["misfits()"]);
}

#[test]
fn double_text_size_cuts_nothing_off() {
    let large = Setting {
        sheet: "teamwork-connect { --teamwork-connect-font-size: 28px }",
        looks: &LANGUAGES,
        ..DESK
    };
    finds_nothing_in_any_state(large, &["misfits()"]);
}
