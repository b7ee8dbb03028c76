//! Auth type.

use teamwork_connect_core::{AuthType, Key};

use super::choice::{Choice, choice_field};
use super::dynamic::{Part, shown};
use super::state::Panel;
use crate::text::Message;

/// How to sign in, where there is a choice.
pub(super) fn auth_type(panel: Panel) -> Part {
    shown(panel.applies(Key::AuthType), move || {
        let choice = |auth_type: &AuthType| {
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
        let choices = AuthType::ALL.iter().map(choice).collect();
        choice_field(panel, Key::AuthType, choices, |panel, value| {
            if let Some(auth_type) = AuthType::parse(value) {
                panel.choose_auth(auth_type);
            }
        })
    })
}
