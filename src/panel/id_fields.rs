//! User ID and Space ID.

use leptos::prelude::*;
use teamwork_connect_core::Key;

use super::dynamic::{Part, shown};
use super::field::{field, fixed_help};
use super::help::{space_id_help, user_id_help};
use super::piece::{IntoPiece, Piece};
use super::state::Panel;
use super::text_field::{Entered, text_input};
use crate::text::Message;

/// The ID of a user, for Spaces v0.
pub(super) fn user_id(panel: Panel) -> Part {
    let key = Key::UserId;
    shown(panel.applies(key), move || {
        let input = text_input(panel, key, true, |panel, text, entered| {
            panel.edit(Key::UserId, |draft| match entered {
                Entered::Typing => draft.user_id = text,
                Entered::Done => draft.enter_user_id(&text),
            });
        });
        let below = user_id_help(panel);
        id_field(panel, key, Message::UserIdHelp, input, below)
    })
}

/// The ID of a space, for Spaces v2.
pub(super) fn space_id(panel: Panel) -> Part {
    let key = Key::SpaceId;
    shown(panel.applies(key), move || {
        let input = text_input(panel, key, true, |panel, text, entered| {
            panel.edit(Key::SpaceId, |draft| match entered {
                Entered::Typing => draft.space_id = text,
                Entered::Done => draft.enter_space_id(&text),
            });
        });
        let below = space_id_help(panel);
        id_field(panel, key, Message::SpaceIdHelp, input, below)
    })
}

fn id_field(panel: Panel, key: Key, help: Message, input: Piece, below: Piece) -> Piece {
    let control = view! { class="tc", <div class="tc-input" part="input">{input}</div> }.piece();
    field(panel, key, fixed_help(panel, help), control, vec![below])
}
