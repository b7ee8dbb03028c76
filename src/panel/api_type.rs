//! API type.

use teamwork_connect_core::{ApiType, Key};

use super::choice::{Choice, Help, choice_field};
use super::icons::Icon;
use super::piece::Piece;
use super::state::Panel;
use crate::text::{Message, Text};

/// The product, as cards.
pub(super) fn api_type(panel: Panel) -> Piece {
    let choice = |api_type, help, icon| Choice {
        value: ApiType::as_str(api_type),
        title: product_message(api_type),
        help: Help::Words(help),
        icon: Some(icon),
    };
    let choices = [
        choice(ApiType::Projects, Message::ProjectsHelp, Icon::Projects),
        choice(ApiType::Desk, Message::DeskHelp, Icon::Desk),
        choice(ApiType::Spaces, Message::SpacesHelp, Icon::Spaces),
    ];
    choice_field(panel, Key::ApiType, &choices, |panel, value| {
        if let Some(api_type) = ApiType::parse(value) {
            panel.choose_api_type(api_type);
        }
    })
}

/// The name of a product.
pub(super) fn product_name(panel: Panel, api_type: ApiType) -> Text {
    panel.say(product_message(api_type))
}

fn product_message(api_type: ApiType) -> Message {
    match api_type {
        ApiType::Projects => Message::ProjectsTitle,
        ApiType::Desk => Message::DeskTitle,
        ApiType::Spaces => Message::SpacesTitle,
    }
}
