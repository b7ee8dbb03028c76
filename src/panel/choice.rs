//! Settings that are chosen from a few: radio buttons that explain themselves.

use leptos::prelude::*;
use teamwork_connect_core::Key;
use web_sys::Event;

use super::dynamic::flag;
use super::field::{aria_invalid, aria_required, described_by, error_text, is_wrong, star};
use super::icons::Icon;
use super::piece::{IntoPiece, Piece};
use super::state::Panel;

/// One of the possible values.
#[derive(Clone, Copy)]
pub(super) struct Choice {
    /// The name on the wire.
    pub(super) value: &'static str,
    pub(super) title: &'static str,
    pub(super) help: &'static str,
    pub(super) icon: Option<Icon>,
}

/// A group of radio buttons, each with a title and a line of help; cards where there are icons.
/// `on_choice` is called with the value that was chosen.
pub(super) fn choice_field(
    panel: Panel,
    key: Key,
    choices: Vec<Choice>,
    on_choice: fn(Panel, &'static str),
) -> Piece {
    let cards = choices.iter().any(|choice| choice.icon.is_some());
    let label = panel.id(&format!("{key}-label"));
    let labelled_by = label.clone();
    let buttons = choices
        .into_iter()
        .enumerate()
        .map(|(place, choice)| choice_view(panel, key, place, choice, on_choice))
        .collect::<Vec<_>>();
    view! { class="tc",
        <fieldset
            class="tc-field"
            part="field"
            class:tc-wrong=flag(move || is_wrong(panel, key))
            role="radiogroup"
            aria-labelledby=labelled_by
            aria-required=aria_required(panel, key)
            aria-invalid=aria_invalid(panel, key)
            aria-describedby=described_by(panel, key, false)
        >
            <legend class="tc-label" part="label">
                <span id=label>{panel.texts.label(key)}</span> {star(panel, key)}
            </legend>
            <div class="tc-choices" class:tc-cards=cards>
                {buttons}
            </div>
            {error_text(panel, key)}
        </fieldset>
    }
    .piece()
}

/// An address may be broken after its scheme, which reads better than in the middle of a word.
fn breakable(help: &'static str) -> impl IntoView {
    let (scheme, rest) = match help.strip_prefix("https://") {
        Some(rest) => ("https://", rest),
        None => ("", help),
    };
    view! { class="tc", {scheme} <wbr /> {rest} }
}

fn choice_view(
    panel: Panel,
    key: Key,
    place: usize,
    choice: Choice,
    on_choice: fn(Panel, &'static str),
) -> Piece {
    // The summary links to the first button of the group.
    let id = match place {
        0 => panel.control_id(key),
        _ => panel.id(&format!("{key}-{}", choice.value)),
    };
    let (title, help) = (format!("{id}-title"), format!("{id}-help"));
    let on_change =
        Box::new(move |_: Event| on_choice(panel, choice.value)) as Box<dyn FnMut(Event)>;
    let chosen = move || panel.draft.with(|draft| draft.text(key) == choice.value);
    view! { class="tc",
        <label class="tc-choice" part="choice" class:tc-chosen=flag(chosen)>
            <input
                type="radio"
                id=id
                name=panel.id(&format!("{key}-group"))
                value=choice.value
                aria-labelledby=title.clone()
                aria-describedby=help.clone()
                prop:checked=flag(chosen)
                on:change=on_change
            />
            {choice.icon.map(|icon| icon.view())}
            <span class="tc-choice-title" id=title>{choice.title}</span>
            <span class="tc-choice-help" id=help>{breakable(choice.help)}</span>
        </label>
    }
    .piece()
}
