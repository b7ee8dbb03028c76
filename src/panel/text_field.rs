//! A setting that is typed.

use leptos::prelude::*;
use teamwork_connect_core::Key;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, InputEvent};

use super::dynamic::text;
use super::field::{aria_invalid, described_by};
use super::piece::{IntoPiece, Piece};
use super::state::Panel;

/// Where a text comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entered {
    /// It is being typed, and may be half of something.
    Typing,
    /// It was pasted, or the user has left the field.
    Done,
}

/// The input of a setting, without what is around it.
pub(super) fn text_input(
    panel: Panel,
    key: Key,
    numeric: bool,
    enter: fn(Panel, String, Entered),
) -> Piece {
    let on_input = Box::new(move |event: Event| {
        let entered = if is_paste(&event) { Entered::Done } else { Entered::Typing };
        enter(panel, value_of(&event), entered);
    }) as Box<dyn FnMut(Event)>;
    let on_change = Box::new(move |event: Event| enter(panel, value_of(&event), Entered::Done))
        as Box<dyn FnMut(Event)>;
    view! { class="tc",
        <input
            id=panel.control_id(key)
            type="text"
            inputmode=numeric.then_some("numeric")
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            aria-required="true"
            aria-invalid=aria_invalid(panel, key)
            aria-describedby=described_by(panel, key, true)
            prop:value=text(move || panel.draft.with(|draft| draft.text(key).to_owned()))
            on:input=on_input
            on:change=on_change
        />
    }
    .piece()
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
