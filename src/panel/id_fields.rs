//! User ID and Space ID.

use teamwork_connect_core::Key;

use super::field::{field, help};
use super::help::{space_id_help, user_id_help};
use super::piece::Piece;
use super::state::Panel;
use super::tag::tag;
use super::text_field::{Entered, text_input};
use crate::text::Message;

/// The ID of a user, for Spaces v0.
pub(super) fn user_id(panel: Panel) -> Piece {
    let input = text_input(panel, Key::UserId, |panel, text, entered| {
        panel.edit(Key::UserId, |draft| match entered {
            Entered::Typing => draft.user_id = text,
            Entered::Done => draft.enter_user_id(&text),
        });
    });
    id_field(panel, Key::UserId, Message::UserIdHelp, input, user_id_help(panel))
}

/// The ID of a space, for Spaces v2.
pub(super) fn space_id(panel: Panel) -> Piece {
    let input = text_input(panel, Key::SpaceId, |panel, text, entered| {
        panel.edit(Key::SpaceId, |draft| match entered {
            Entered::Typing => draft.space_id = text,
            Entered::Done => draft.enter_space_id(&text),
        });
    });
    id_field(panel, Key::SpaceId, Message::SpaceIdHelp, input, space_id_help(panel))
}

fn id_field(panel: Panel, key: Key, words: Message, input: Piece, below: Piece) -> Piece {
    let control = tag("div", "tc-input").child(input);
    field(panel.setting(key), Some(help(panel.setting(key), words)), control.done(), [below])
}
