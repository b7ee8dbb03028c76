//! The *Auth type* setting.

use leptos::prelude::*;
use teamwork_connect_core::{AuthType, Key};

use crate::panel::actions::edit::choose_auth_type;
use crate::panel::controls::{Choice, ChoiceHelp, Choices};
use crate::panel::state::PanelRef;
use crate::text::Message;
use crate::view::Erase;

const CHOICES: [Choice; 2] = [
    choice(AuthType::Basic, Message::Basic, Message::BasicHelp),
    choice(AuthType::Oauth2, Message::Oauth2, Message::Oauth2Help),
];

/// The authentication methods, if there is a choice.
#[component]
pub(crate) fn AuthTypeChoice(panel: PanelRef) -> impl IntoView {
    view! {
        <Choices
            panel
            key=Key::AuthType
            choices=&CHOICES
            choose=|panel, value| {
                if let Some(auth_type) = AuthType::parse(value) {
                    choose_auth_type(panel, auth_type);
                }
            }
        />
    }
    .erase()
}

const fn choice(auth_type: AuthType, title: Message, help: Message) -> Choice {
    Choice { value: auth_type.as_str(), title, help: ChoiceHelp::Words(help), icon: None }
}
