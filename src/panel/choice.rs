//! Settings that are chosen from a few: radio buttons that explain themselves.

use leptos::prelude::*;
use teamwork_connect_core::Key;

use super::field::{ErrorText, Star, aria_invalid, described_by, is_wrong};
use super::icons::Icon;
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

/// A group of radio buttons, each with a title and a line of help. Cards where there are icons.
#[component]
pub(super) fn ChoiceField(
    panel: Panel,
    key: Key,
    choices: Vec<Choice>,
    /// Called with the value that was chosen.
    on_choice: fn(Panel, &'static str),
) -> impl IntoView {
    let cards = choices.iter().any(|choice| choice.icon.is_some());
    let label = panel.id(&format!("{key}-label"));
    let label_id = label.clone();
    let buttons = choices
        .into_iter()
        .enumerate()
        .map(|(place, choice)| choice_view(panel, key, place, choice, on_choice))
        .collect_view();
    view! { class="tc",
        <fieldset
            class="tc-field"
            part="field"
            class:tc-wrong=move || is_wrong(panel, key)
            role="radiogroup"
            aria-labelledby=label_id
            aria-required=move || panel.is_required(key).to_string()
            aria-invalid=move || aria_invalid(panel, key)
            aria-describedby=move || described_by(panel, key, false)
        >
            <legend class="tc-label" part="label">
                <span id=label>{panel.texts.label(key)}</span> <Star panel key />
            </legend>
            <div class="tc-choices" class:tc-cards=cards>
                {buttons}
            </div>
            <ErrorText panel key />
        </fieldset>
    }
}

fn choice_view(
    panel: Panel,
    key: Key,
    place: usize,
    choice: Choice,
    on_choice: fn(Panel, &'static str),
) -> impl IntoView {
    // The summary links to the first button of the group.
    let id = match place {
        0 => panel.control_id(key),
        _ => panel.id(&format!("{key}-{}", choice.value)),
    };
    let (title, help) = (format!("{id}-title"), format!("{id}-help"));
    let chosen = move || panel.draft.with(|draft| draft.text(key) == choice.value);
    view! { class="tc",
        <label class="tc-choice" part="choice" class:tc-chosen=chosen>
            <input
                type="radio"
                id=id
                name=panel.id(&format!("{key}-group"))
                value=choice.value
                aria-labelledby=title.clone()
                aria-describedby=help.clone()
                prop:checked=chosen
                on:change=move |_| on_choice(panel, choice.value)
            />
            {choice.icon.map(Icon::view)}
            <span class="tc-choice-title" id=title>{choice.title}</span>
            <span class="tc-choice-help" id=help>{choice.help}</span>
        </label>
    }
}
