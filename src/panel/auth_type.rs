//! Auth type.

use teamwork_connect_core::{AuthType, Key};

use super::choice::{Choice, Help, choice_field};
use super::piece::Piece;
use super::state::Panel;
use crate::text::Message;

/// How to sign in, where there is a choice.
pub(super) fn auth_type(panel: Panel) -> Piece {
    let choice = |auth_type, title, help| Choice {
        value: AuthType::as_str(auth_type),
        title,
        help: Help::Words(help),
        icon: None,
    };
    let choices = [
        choice(AuthType::Basic, Message::Basic, Message::BasicHelp),
        choice(AuthType::Oauth2, Message::Oauth2, Message::Oauth2Help),
    ];
    choice_field(panel, Key::AuthType, &choices, |panel, value| {
        if let Some(auth_type) = AuthType::parse(value) {
            panel.choose_auth(auth_type);
        }
    })
}
