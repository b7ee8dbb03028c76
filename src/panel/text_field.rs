//! A setting that is typed.

use teamwork_connect_core::Key;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, InputEvent, KeyboardEvent};

use super::field::described;
use super::piece::Piece;
use super::state::Panel;
use super::tag::tag;

/// Where a text comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entered {
    /// It is being typed, and may be half of something.
    Typing,
    /// It was pasted, or the user has left the field.
    Done,
}

/// The input of a setting, without what is around it.
pub(super) fn text_input(panel: Panel, key: Key, enter: fn(Panel, String, Entered)) -> Piece {
    let input = tag("input", "tc-control")
        .attrs(&[
            ("id", &panel.control_id(key)),
            ("type", "text"),
            ("dir", direction(key)),
            ("autocomplete", "off"),
            ("autocapitalize", "off"),
            ("spellcheck", "false"),
        ])
        .live_property("value", move || {
            panel.state().draft.with(|draft| draft.text(key).to_owned())
        })
        .on("input", move |event| {
            if is_paste(&event) {
                finish(panel, key, &event, enter);
            } else {
                enter(panel, value_of(&event), Entered::Typing);
            }
        })
        .on("change", move |event| finish(panel, key, &event, enter))
        .on("keydown", move |event| {
            // Enter saves. That is up to the panel, which hears of the key after this; but what has just
            // turned out to be in another region is not saved before the user has seen it.
            if is_enter(&event) {
                let known = panel.has_region_conflict();
                finish(panel, key, &event, enter);
                if panel.has_region_conflict() && !known {
                    event.stop_propagation();
                }
            }
        });
    described(input, panel.setting(key), true).done()
}

/// The direction of what is typed. Names are words of the user's language; all else is code.
pub(super) fn direction(key: Key) -> &'static str {
    if key == Key::Name { "auto" } else { "ltr" }
}

/// Takes a finished text. When nothing changes by it, because what was pasted means what was there
/// already, no signal brings the input up to date.
fn finish(panel: Panel, key: Key, event: &Event, enter: fn(Panel, String, Entered)) {
    enter(panel, value_of(event), Entered::Done);
    let meant = panel.state().draft.with_untracked(|draft| draft.text(key).to_owned());
    if let Some(input) = input_of(event).filter(|input| input.value() != meant) {
        input.set_value(&meant);
    }
}

fn is_enter(event: &Event) -> bool {
    event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Enter")
}

/// The text of the input that an event comes from.
fn value_of(event: &Event) -> String {
    input_of(event).map(|input| input.value()).unwrap_or_default()
}

fn input_of(event: &Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}

/// Whether an `input` event comes from pasting or dropping.
fn is_paste(event: &Event) -> bool {
    event
        .dyn_ref::<InputEvent>()
        .is_some_and(|event| matches!(&*event.input_type(), "insertFromPaste" | "insertFromDrop"))
}
