//! Narrow windows, zoom and larger text (WCAG 1.4.4, 1.4.10, 1.4.12).

use teamwork_connect_e2e::{ENGLISH, Look};

use crate::every_state::{AT_400_PERCENT, DESK, Setting, nothing_in_any_state};

/// Short words, long words, and the other direction.
const LANGUAGES: [Look; 3] =
    [ENGLISH, Look { lang: "de", ..ENGLISH }, Look { lang: "ar", dir: "rtl", ..ENGLISH }];

#[test]
fn nothing_needs_scrolling_sideways_at_400_percent() {
    let narrow = Setting { sizes: &[AT_400_PERCENT], looks: &LANGUAGES, ..DESK };
    nothing_in_any_state(narrow, &["misfits()", "smallTargets()"]);
}

#[test]
fn nothing_is_cut_by_text_spacing() {
    let spaced = Setting {
        sizes: &[(1280, 1024), AT_400_PERCENT],
        // What 1.4.12 asks to be borne.
        sheet: "* { line-height: 1.5 !important; letter-spacing: .12em !important; \
                word-spacing: .16em !important } p { margin-block-end: 2em !important }",
        ..DESK
    };
    nothing_in_any_state(spaced, &["misfits()"]);
}

#[test]
fn nothing_is_cut_by_text_twice_as_large() {
    let large = Setting {
        sheet: "teamwork-connect { --teamwork-connect-font-size: 28px }",
        looks: &LANGUAGES,
        ..DESK
    };
    nothing_in_any_state(large, &["misfits()"]);
}
