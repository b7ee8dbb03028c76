//! What every setting has around its control: label, help, error.

use teamwork_connect_core::Key;

use super::icons::Icon;
use super::piece::Piece;
use super::state::Panel;
use super::tag::{Tag, tag};
use crate::text::Message;

/// A setting with one control, whose ID is [`Panel::control_id`] and whose ARIA attributes come from
/// [`described`]. `help` are the words under the control; `below` is what follows them: notices and
/// disclosures.
pub(super) fn field(
    panel: Panel,
    key: Key,
    help: Option<Piece>,
    control: Piece,
    below: impl IntoIterator<Item = Piece>,
) -> Piece {
    let label = tag("label", "tc-label")
        .part("label")
        .attr("for", &panel.control_id(key))
        .text(panel.texts.label(key))
        .child(star(panel, key));
    tag("div", "tc-field")
        .part("field")
        .live_class("tc-wrong", move || is_wrong(panel, key))
        .child(label.done())
        .child(control)
        .children(help)
        .child(error_text(panel, key))
        .children(below)
        .done()
}

/// The words under a control.
pub(super) fn help(panel: Panel, key: Key, message: Message) -> Piece {
    help_tag(panel, key).text(panel.texts.get(message)).done()
}

/// The place for the words under a control.
pub(super) fn help_tag(panel: Panel, key: Key) -> Tag {
    tag("p", "tc-help").part("help").attr("id", &panel.id(&format!("{key}-help")))
}

/// The mark of a required setting. Screen readers are told by `aria-required`.
pub(super) fn star(panel: Panel, key: Key) -> Piece {
    tag("span", "tc-star")
        .attr("aria-hidden", "true")
        .live_text(move || if panel.is_required(key) { "*" } else { "" })
        .done()
}

/// What is wrong with a setting, if anything.
pub(super) fn error_text(panel: Panel, key: Key) -> Piece {
    let text = move || {
        let code = panel.errors.with(|errors| errors.of(key));
        code.map_or("", |code| panel.texts.field_error(key, code))
    };
    tag("p", "tc-error")
        .part("error")
        .attr("id", &panel.id(&format!("{key}-error")))
        .live_attr("hidden", move || (!is_wrong(panel, key)).then_some(""))
        .child(Icon::Bang.piece())
        .child(tag("span", "").live_text(text).done())
        .done()
}

/// Adds to a control what assistive technology is told of it: whether it is required, whether it is
/// wrong, and the words that describe it.
pub(super) fn described(tag: Tag, panel: Panel, key: Key, has_help: bool) -> Tag {
    tag.live_attr("aria-required", move || Some(panel.is_required(key).to_string()))
        .live_attr("aria-invalid", move || is_wrong(panel, key).then_some("true"))
        .live_attr("aria-describedby", move || {
            let help = has_help.then(|| panel.id(&format!("{key}-help")));
            let error = is_wrong(panel, key).then(|| panel.id(&format!("{key}-error")));
            let ids: Vec<String> = help.into_iter().chain(error).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        })
}

/// Whether a setting has an error.
pub(super) fn is_wrong(panel: Panel, key: Key) -> bool {
    panel.errors.with(|errors| errors.of(key).is_some())
}
