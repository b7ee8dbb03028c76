//! Settings that are chosen from a few: radio buttons that explain themselves.

use teamwork_connect_core::Key;

use super::field::{described, error_text, star};
use super::icons::Icon;
use super::piece::Piece;
use super::state::Panel;
use super::tag::tag;

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
    choices: &[Choice],
    on_choice: fn(Panel, &'static str),
) -> Piece {
    let at = panel.setting(key);
    let label = panel.id(&format!("{key}-label"));
    let legend = tag("legend", "tc-label")
        .part("label")
        .child(tag("span", "").attr("id", &label).text(panel.texts.label(key)).done())
        .child(star(at));
    let cards = choices.iter().any(|choice| choice.icon.is_some());
    let buttons = choices
        .iter()
        .enumerate()
        .map(|(place, choice)| choice_piece(panel, key, place, *choice, on_choice));
    let group = tag("fieldset", "tc-field")
        .part("field")
        .attr("role", "radiogroup")
        .attr("aria-labelledby", &label)
        .live_class("tc-wrong", move || at.is_wrong());
    described(group, at, false)
        .child(legend.done())
        .child(
            tag("div", if cards { "tc-choices tc-cards" } else { "tc-choices" })
                .children(buttons)
                .done(),
        )
        .child(error_text(at))
        .done()
}

fn choice_piece(
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
    let chosen = move || panel.state().draft.with(|draft| draft.text(key) == choice.value);
    let input = tag("input", "")
        .attrs(&[
            ("type", "radio"),
            ("id", &id),
            ("name", &panel.id(&format!("{key}-group"))),
            ("value", choice.value),
            ("aria-labelledby", &title),
            ("aria-describedby", &help),
        ])
        .live_property("checked", chosen)
        .on("change", move |_| on_choice(panel, choice.value));
    // An address may be broken between its parts, which reads better than in the middle of a word.
    let mut words = tag("span", "tc-choice-help").attr("id", &help);
    for part in choice.help.split_inclusive("//").flat_map(|part| part.split_inclusive("company")) {
        words = words.text(part).child(tag("wbr", "").done());
    }
    tag("label", "tc-choice")
        .part("choice")
        .live_class("tc-chosen", chosen)
        .child(input.done())
        .children(choice.icon.map(Icon::piece))
        .child(tag("span", "tc-choice-title").attr("id", &title).text(choice.title).done())
        .child(words.done())
        .done()
}
