//! A setting that is typed.

use teamwork_connect_core::Key;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, InputEvent};

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
    let input = tag("input", "")
        .attrs(&[
            ("id", &panel.control_id(key)),
            ("type", "text"),
            ("autocomplete", "off"),
            ("autocapitalize", "off"),
            ("spellcheck", "false"),
        ])
        .live_property("value", move || panel.draft.with(|draft| draft.text(key).to_owned()))
        .on("input", move |event| {
            let entered = if is_paste(&event) { Entered::Done } else { Entered::Typing };
            enter(panel, value_of(&event), entered);
        })
        .on("change", move |event| enter(panel, value_of(&event), Entered::Done));
    described(input, panel, key, true).done()
}

/// The text of the input that an event comes from.
fn value_of(event: &Event) -> String {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    input.map(|input| input.value()).unwrap_or_default()
}

/// Whether an `input` event comes from pasting or dropping.
fn is_paste(event: &Event) -> bool {
    event
        .dyn_ref::<InputEvent>()
        .is_some_and(|event| matches!(&*event.input_type(), "insertFromPaste" | "insertFromDrop"))
}
