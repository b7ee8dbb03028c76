//! The *API type* setting.

use leptos::prelude::*;
use teamwork_connect_core::{ApiType, Key};

use crate::panel::actions::edit::choose_api_type;
use crate::panel::controls::{Choice, ChoiceHelp, Choices, IconKind, Notice, NoticeKind};
use crate::panel::state::{Panel, PanelRef};
use crate::text::{Message, Text};
use crate::view::Erase;

const CHOICES: [Choice; 3] = [
    choice(ApiType::Projects, Message::ProjectsHelp, IconKind::Projects),
    choice(ApiType::Desk, Message::DeskHelp, IconKind::Desk),
    choice(ApiType::Spaces, Message::SpacesHelp, IconKind::Spaces),
];

/// The products as cards, with the reason if some are missing.
#[component]
pub(crate) fn ApiTypeChoice(panel: PanelRef) -> impl IntoView {
    let why = panel
        .say_live(|panel| panel.form.limits.get().without_oauth.then_some(Message::ClientNoneHelp));
    view! {
        <Choices
            panel
            key=Key::ApiType
            choices=&CHOICES
            choose=|panel, value| {
                if let Some(api_type) = ApiType::parse(value) {
                    choose_api_type(panel, api_type);
                }
            }
        />
        <Notice kind=NoticeKind::Information text=why live=true />
    }
    .erase()
}

/// The name of a product.
pub(crate) fn product_name(panel: &Panel, api_type: ApiType) -> Text {
    panel.say(product_message(api_type))
}

const fn choice(api_type: ApiType, help: Message, icon: IconKind) -> Choice {
    Choice {
        value: api_type.as_str(),
        title: product_message(api_type),
        help: ChoiceHelp::Words(help),
        icon: Some(icon),
    }
}

const fn product_message(api_type: ApiType) -> Message {
    match api_type {
        ApiType::Projects => Message::ProjectsTitle,
        ApiType::Desk => Message::DeskTitle,
        ApiType::Spaces => Message::SpacesTitle,
    }
}
