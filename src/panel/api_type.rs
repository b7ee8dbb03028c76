//! API type.

use teamwork_connect_core::{ApiType, Key};

use super::choice::{Choice, choice_field};
use super::icons::Icon;
use super::piece::Piece;
use super::state::Panel;
use crate::text::{Message, Texts};

/// The product, as cards.
pub(super) fn api_type(panel: Panel) -> Piece {
    let choices = ApiType::ALL.iter().map(|api_type| choice(panel.texts, *api_type)).collect();
    choice_field(panel, Key::ApiType, choices, |panel, value| {
        if let Some(api_type) = ApiType::parse(value) {
            panel.choose_api_type(api_type);
        }
    })
}

/// The name of a product.
pub(super) fn product_name(texts: Texts, api_type: ApiType) -> &'static str {
    texts.get(match api_type {
        ApiType::Projects => Message::ProjectsTitle,
        ApiType::Desk => Message::DeskTitle,
        ApiType::Spaces => Message::SpacesTitle,
    })
}

fn choice(texts: Texts, api_type: ApiType) -> Choice {
    let (help, icon) = match api_type {
        ApiType::Projects => (Message::ProjectsHelp, Icon::Projects),
        ApiType::Desk => (Message::DeskHelp, Icon::Desk),
        ApiType::Spaces => (Message::SpacesHelp, Icon::Spaces),
    };
    Choice {
        value: api_type.as_str(),
        title: product_name(texts, api_type),
        help: texts.get(help),
        icon: Some(icon),
    }
}
