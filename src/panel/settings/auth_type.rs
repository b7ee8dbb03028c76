//! Auth type.

use leptos::prelude::*;
use teamwork_connect_core::{AuthType, Key};

use crate::panel::actions::edit::choose_auth_type;
use crate::panel::controls::{Choice, ChoiceHelp, Choices};
use crate::panel::state::PanelRef;
use crate::text::Message;
use crate::view::Erase;

/// How to sign in, where there is a choice.
#[component]
pub(crate) fn AuthTypeChoice(panel: PanelRef) -> impl IntoView {
    let choice = |auth_type, title, help| Choice {
        value: AuthType::as_str(auth_type),
        title,
        help: ChoiceHelp::Words(help),
        icon: None,
    };
    let choices = [
        choice(AuthType::Basic, Message::Basic, Message::BasicHelp),
        choice(AuthType::Oauth2, Message::Oauth2, Message::Oauth2Help),
    ];
    view! {
        <Choices
            panel
            key=Key::AuthType
            choices
            choose=|panel, value| {
                if let Some(auth_type) = AuthType::parse(value) {
                    choose_auth_type(panel, auth_type);
                }
            }
        />
    }
    .erase()
}
