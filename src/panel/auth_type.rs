//! Auth type.

use leptos::prelude::*;
use teamwork_connect_core::{AuthType, Key};

use super::choice::{Choice, ChoiceField};
use super::state::Panel;
use crate::text::Message;

/// How to sign in, where there is a choice.
#[component]
pub(super) fn AuthTypeSetting(panel: Panel) -> impl IntoView {
    let shown = panel.applies(Key::AuthType);
    let choice = move |auth_type: &AuthType| {
        let (title, help) = match auth_type {
            AuthType::Basic => (Message::Basic, Message::BasicHelp),
            AuthType::Oauth2 => (Message::Oauth2, Message::Oauth2Help),
        };
        Choice {
            value: auth_type.as_str(),
            title: panel.texts.get(title),
            help: panel.texts.get(help),
            icon: None,
        }
    };
    let choices = move || AuthType::ALL.iter().map(choice).collect::<Vec<_>>();
    let on_choice = |panel: Panel, value: &str| {
        if let Some(auth_type) = AuthType::parse(value) {
            panel.choose_auth(auth_type);
        }
    };
    view! { class="tc",
        <Show when=move || shown.get()>
            <ChoiceField panel key=Key::AuthType choices=choices() on_choice />
        </Show>
    }
}
