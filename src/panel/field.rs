//! What every setting has around its control: label, help, error.

use leptos::prelude::*;
use teamwork_connect_core::Key;

use super::dynamic::{Dynamic, Part, attribute, flag, part, shown, text};
use super::icons::Icon;
use super::piece::{IntoPiece, Piece};
use super::state::Panel;
use crate::text::Message;

/// A setting with one control, whose ID is [`Panel::control_id`] and whose ARIA attributes come from
/// the functions below. `help` are the words under the control; `below` is what follows them: notices
/// and disclosures.
pub(super) fn field(
    panel: Panel,
    key: Key,
    help: Option<Dynamic<String>>,
    control: Piece,
    below: Vec<Piece>,
) -> Piece {
    let help = help.map(|help| {
        let id = panel.id(&format!("{key}-help"));
        view! { class="tc", <p class="tc-help" part="help" id=id>{help}</p> }.piece()
    });
    view! { class="tc",
        <div class="tc-field" part="field" class:tc-wrong=flag(move || is_wrong(panel, key))>
            <label class="tc-label" part="label" for=panel.control_id(key)>
                {panel.texts.label(key)} {star(panel, key)}
            </label>
            {control}
            {help}
            {error_text(panel, key)}
            {below}
        </div>
    }
    .piece()
}

/// The mark of a required setting. Screen readers are told by `aria-required`.
pub(super) fn star(panel: Panel, key: Key) -> Part {
    let required = Memo::new(move |_| panel.is_required(key));
    let star = || view! { class="tc", <span class="tc-star" aria-hidden="true">"*"</span> }.piece();
    shown(required, star)
}

/// What is wrong with a setting, if anything.
pub(super) fn error_text(panel: Panel, key: Key) -> Piece {
    let error = part(move || {
        let code = panel.errors.with(|errors| errors.of(key))?;
        let text = panel.texts.field_error(key, code);
        Some(view! { class="tc", <span>{text}</span> }.piece())
    });
    view! { class="tc",
        <p
            class="tc-error"
            part="error"
            id=panel.id(&format!("{key}-error"))
            hidden=flag(move || !is_wrong(panel, key))
        >
            {Icon::Bang.view()}
            {error}
        </p>
    }
    .piece()
}

/// Whether a setting has an error.
pub(super) fn is_wrong(panel: Panel, key: Key) -> bool {
    panel.errors.with(|errors| errors.of(key).is_some())
}

/// The value of `aria-invalid`: absent as long as nothing is wrong.
pub(super) fn aria_invalid(panel: Panel, key: Key) -> Dynamic<Option<String>> {
    attribute(move || is_wrong(panel, key).then_some("true"))
}

/// The value of `aria-required`.
pub(super) fn aria_required(panel: Panel, key: Key) -> Dynamic<Option<String>> {
    attribute(move || Some(panel.is_required(key).to_string()))
}

/// The IDs for `aria-describedby`: the help, and the error if there is one.
pub(super) fn described_by(panel: Panel, key: Key, has_help: bool) -> Dynamic<Option<String>> {
    attribute(move || {
        let help = has_help.then(|| panel.id(&format!("{key}-help")));
        let error = is_wrong(panel, key).then(|| panel.id(&format!("{key}-error")));
        let ids: Vec<String> = help.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    })
}

/// A help text that never changes.
pub(super) fn fixed_help(panel: Panel, message: Message) -> Option<Dynamic<String>> {
    Some(text(move || panel.texts.get(message)))
}
