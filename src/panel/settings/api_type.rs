//! API type.

use leptos::prelude::*;
use teamwork_connect_core::{ApiType, Key};

use crate::panel::actions::edit::choose_api_type;
use crate::panel::controls::{Choice, ChoiceHelp, Choices, IconKind};
use crate::panel::state::{Panel, PanelRef};
use crate::text::{Message, Text};
use crate::view::Erase;

/// The product, as cards.
#[component]
pub(crate) fn ApiTypeChoice(panel: PanelRef) -> impl IntoView {
    let choice = |api_type, help, icon| Choice {
        value: ApiType::as_str(api_type),
        title: product_message(api_type),
        help: ChoiceHelp::Words(help),
        icon: Some(icon),
    };
    let choices = [
        choice(ApiType::Projects, Message::ProjectsHelp, IconKind::Projects),
        choice(ApiType::Desk, Message::DeskHelp, IconKind::Desk),
        choice(ApiType::Spaces, Message::SpacesHelp, IconKind::Spaces),
    ];
    view! {
        <Choices
            panel
            key=Key::ApiType
            choices
            choose=|panel, value| {
                if let Some(api_type) = ApiType::parse(value) {
                    choose_api_type(panel, api_type);
                }
            }
        />
    }
    .erase()
}

/// The name of a product.
pub(crate) fn product_name(panel: &Panel, api_type: ApiType) -> Text {
    panel.say(product_message(api_type))
}

fn product_message(api_type: ApiType) -> Message {
    match api_type {
        ApiType::Projects => Message::ProjectsTitle,
        ApiType::Desk => Message::DeskTitle,
        ApiType::Spaces => Message::SpacesTitle,
    }
}
