//! What every setting has around its control: label, help, error.

use teamwork_connect_core::{FieldCode, Key};

use super::icons::Icon;
use super::piece::Piece;
use super::state::Panel;
use super::tag::{Tag, tag};
use crate::text::Message;

/// A field of one of the two forms: a setting of the connection, or a field of the dialog for a client.
#[derive(Clone, Copy)]
pub(super) struct Field {
    pub(super) panel: Panel,
    pub(super) key: Key,
    of_client: bool,
}

impl Panel {
    /// A setting of the connection.
    pub(super) fn setting(self, key: Key) -> Field {
        Field { panel: self, key, of_client: false }
    }

    /// A field of the dialog for a client.
    pub(super) fn client_field(self, key: Key) -> Field {
        Field { panel: self, key, of_client: true }
    }
}

impl Field {
    /// The ID of the control: for radio buttons, that of the first.
    pub(super) fn id(self) -> String {
        let form = if self.of_client { "client-" } else { "" };
        self.panel.id(&format!("{form}{}", self.key))
    }

    fn label(self) -> Message {
        if self.of_client { Message::client_label(self.key) } else { Message::label(self.key) }
    }

    fn is_required(self) -> bool {
        self.of_client || self.panel.is_required(self.key)
    }

    fn error(self) -> Option<FieldCode> {
        let state = self.panel.state();
        let errors = if self.of_client { &state.client_errors } else { &state.errors };
        errors.with(|errors| errors.of(self.key))
    }

    pub(super) fn is_wrong(self) -> bool {
        self.error().is_some()
    }
}

/// A field with one control, whose ID is [`Field::id`] and whose ARIA attributes come from
/// [`described`]. `help` are the words under the control; `below` is what follows them: notices and
/// disclosures.
pub(super) fn field(
    at: Field,
    help: Option<Piece>,
    control: Piece,
    below: impl IntoIterator<Item = Piece>,
) -> Piece {
    let label = tag("label", "tc-label")
        .attr("for", &at.id())
        .message(at.panel, at.label())
        .child(star(at));
    tag("div", "tc-field")
        .live_class("tc-wrong", move || at.is_wrong())
        .child(label.done())
        .child(control)
        .children(help)
        .child(error_text(at))
        .children(below)
        .done()
}

/// The words under a control.
pub(super) fn help(at: Field, message: Message) -> Piece {
    help_tag(at).message(at.panel, message).done()
}

/// The place for the words under a control.
pub(super) fn help_tag(at: Field) -> Tag {
    tag("p", "tc-help").attr("id", &format!("{}-help", at.id()))
}

/// The mark of a required setting. Screen readers are told by `aria-required`.
pub(super) fn star(at: Field) -> Piece {
    tag("span", "tc-required")
        .attr("aria-hidden", "true")
        .live_text(move || if at.is_required() { "*" } else { "" })
        .done()
}

/// What is wrong with a setting, if anything.
pub(super) fn error_text(at: Field) -> Piece {
    let message = move || {
        Some(match (at.error()?, at.of_client) {
            (code, true) => Message::client_error(at.key, code),
            (code, false) => Message::field_error(at.key, code),
        })
    };
    tag("p", "tc-error")
        .attr("id", &format!("{}-error", at.id()))
        .live_attr("hidden", move || (!at.is_wrong()).then_some(""))
        .child(Icon::Bang.piece())
        .child(tag("span", "").live_message(at.panel, message).done())
        .done()
}

/// Adds to a control what assistive technology is told of it: whether it is required, whether it is
/// wrong, and the words that describe it.
pub(super) fn described(tag: Tag, at: Field, has_help: bool) -> Tag {
    tag.live_attr("aria-required", move || Some(at.is_required().to_string()))
        .live_attr("aria-invalid", move || at.is_wrong().then_some("true"))
        .live_attr("aria-describedby", move || {
            let id = at.id();
            match (has_help, at.is_wrong()) {
                (true, true) => Some(format!("{id}-help {id}-error")),
                (true, false) => Some(format!("{id}-help")),
                (false, true) => Some(format!("{id}-error")),
                (false, false) => None,
            }
        })
}
