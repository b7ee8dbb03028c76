//! Settings that the user types.

use std::rc::Rc;

use leptos::ev::{CompositionEvent, Event, KeyboardEvent};
use leptos::prelude::*;
use teamwork_connect_core::Key;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, InputEvent};

use super::FieldRef;
use crate::panel::state::Panel;
use crate::view::{Erase, attributes, part};

/// The state of the text that was entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entered {
    /// The user is still typing; it may be incomplete.
    Typing,
    /// It was pasted, or the user left the field.
    Done,
}

/// Attributes that stop browsers from completing, capitalizing, and correcting text that is not prose, and the
/// password managers 1Password, LastPass, Bitwarden, and Dashlane from filling it in.
pub(crate) const CODE: [(&str, &str); 8] = [
    ("autocomplete", "off"),
    ("autocorrect", "off"),
    ("autocapitalize", "off"),
    ("spellcheck", "false"),
    ("data-1p-ignore", ""),
    ("data-lpignore", "true"),
    ("data-bwignore", ""),
    ("data-form-type", "other"),
];

/// The input of a setting, without label, help, and error.
#[component]
pub(crate) fn TextInput(
    /// The field.
    at: FieldRef,
    /// Called with the text that was entered.
    enter: fn(&Rc<Panel>, String, Entered),
) -> impl IntoView {
    let FieldRef { panel, key, .. } = at;
    let input = panel.on(move |panel, event: Event| {
        // An input method is still composing this text; writing it back would duplicate it.
        if is_composing(&event) {
            return;
        }
        if is_paste(&event) {
            finish(panel, key, &event, enter);
        } else {
            enter(panel, value_of(&event), Entered::Typing);
        }
    });
    let composed = panel.on(move |panel, event: CompositionEvent| {
        enter(panel, value_of(&event), Entered::Typing);
    });
    let change = panel.on(move |panel, event: Event| finish(panel, key, &event, enter));
    let keydown = panel.on(move |panel, event: KeyboardEvent| {
        // Enter saves. The panel handles that, after this listener. In the address field, Enter only completes the
        // address.
        if is_enter(&event) {
            if at.is_address() {
                event.prevent_default();
            }
            finish(panel, key, &event, enter);
        }
    });
    let locked = panel.live(move |panel| panel.form.is_locked(key));
    let described = at.described(true).live("readonly", locked);
    view! {
        <input
            class=part("control")
            id=at.id()
            type="text"
            dir=direction(key)
            {..attributes(&CODE)}
            prop:value=panel.live(move |panel| panel.form.text(key))
            {..described}
            on:input=input
            on:compositionend=composed
            on:change=change
            on:keydown=keydown
        />
    }
    .erase()
}

/// The text direction. Names are in the user's language; everything else is code.
pub(crate) fn direction(key: Key) -> &'static str {
    if key == Key::Name { "auto" } else { "ltr" }
}

/// Whether the key is Enter, and neither ends a composition nor repeats.
pub(crate) fn is_enter(event: &KeyboardEvent) -> bool {
    // Safari ends the composition before it sends the key event, which then has this key code.
    let composes = event.is_composing() || event.key_code() == 229;
    event.key() == "Enter" && !composes && !event.repeat()
}

/// Handles a completed text. If it changes nothing, because the pasted text means the current value, no signal
/// updates the input, so this does.
fn finish(panel: &Rc<Panel>, key: Key, event: &Event, enter: fn(&Rc<Panel>, String, Entered)) {
    enter(panel, value_of(event), Entered::Done);
    let meant = panel.form.with_untracked(|draft| draft.text(key).to_owned());
    if let Some(input) = input_of(event).filter(|input| input.value() != meant) {
        input.set_value(&meant);
    }
}

/// The text of the input that sent an event.
pub(super) fn value_of(event: &Event) -> String {
    input_of(event).map(|input| input.value()).unwrap_or_default()
}

fn input_of(event: &Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}

/// Whether an `input` event is part of a composition.
fn is_composing(event: &Event) -> bool {
    event.dyn_ref::<InputEvent>().is_some_and(InputEvent::is_composing)
}

/// Whether an `input` event comes from a paste or a drop.
fn is_paste(event: &Event) -> bool {
    event
        .dyn_ref::<InputEvent>()
        .is_some_and(|event| matches!(&*event.input_type(), "insertFromPaste" | "insertFromDrop"))
}
