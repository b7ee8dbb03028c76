//! Name your connection.

use leptos::prelude::*;
use teamwork_connect_core::Key;

use super::field::{field, help};
use super::notice::{status, warning};
use super::piece::Piece;
use super::slot::memo;
use super::state::Panel;
use super::tag::tag;
use super::text_field::text_input;
use crate::text::Message;

/// The name, with a notice when another connection has it.
pub(super) fn name(panel: Panel) -> Piece {
    let key = Key::Name;
    let taken = memo(move || panel.name_is_taken());
    let input = text_input(panel, key, |panel, text, _| {
        panel.edit(Key::Name, |draft| draft.name = text);
    });
    let control = tag("div", "tc-input").child(input);
    let notice = status(panel, warning, move || taken.get().then_some(Message::NameTaken));
    let at = panel.setting(key);
    field(at, Some(help(at, Message::NameHelp)), control.done(), [notice.done()])
}
