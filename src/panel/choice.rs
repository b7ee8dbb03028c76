//! Settings that are chosen from a few: radio buttons that explain themselves.

use teamwork_connect_core::Key;

use super::field::{described, error_text, star};
use super::icons::Icon;
use super::piece::Piece;
use super::state::Panel;
use super::tag::{Tag, tag};
use crate::text::Message;

/// One of the possible values.
#[derive(Clone, Copy)]
pub(super) struct Choice {
    /// The name on the wire.
    pub(super) value: &'static str,
    pub(super) title: Message,
    pub(super) help: Help,
    pub(super) icon: Option<Icon>,
}

/// What a value means.
#[derive(Clone, Copy)]
pub(super) enum Help {
    /// In words.
    Words(Message),
    /// By addresses that end so.
    Address(&'static str),
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
        .child(tag("span", "").attr("id", &label).message(panel, Message::label(key)).done())
        .child(star(at));
    let cards = choices.iter().any(|choice| choice.icon.is_some());
    let buttons = choices
        .iter()
        .enumerate()
        .map(|(place, choice)| choice_piece(panel, key, place, *choice, on_choice));
    let group = tag("fieldset", "tc-field")
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
    let input = tag("input", "tc-radio")
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
    tag("label", "tc-choice")
        .live_class("tc-chosen", chosen)
        .child(input.done())
        .children(choice.icon.map(Icon::piece))
        .child(
            tag("span", "tc-choice-title").attr("id", &title).message(panel, choice.title).done(),
        )
        .child(help_piece(panel, choice.help).attr("id", &help).done())
        .done()
}

fn help_piece(panel: Panel, help: Help) -> Tag {
    let piece = tag("span", "tc-choice-help");
    match help {
        Help::Words(message) => piece.message(panel, message),
        Help::Address(suffix) => {
            // It may be broken between its parts, which reads better than in the middle of a word.
            let address = tag("span", "")
                .attr("dir", "ltr")
                .text("https://")
                .child(tag("wbr", "").done())
                .message(panel, Message::RegionCompany)
                .child(tag("wbr", "").done())
                .text(suffix);
            piece.child(address.done())
        }
    }
}
