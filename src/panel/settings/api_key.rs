//! The *API key* setting.

use leptos::prelude::*;
use teamwork_connect_core::Key;

use super::help::ApiKeyHelp;
use crate::panel::actions::edit::on_api_key_input;
use crate::panel::controls::{Field, FieldRef, SecretInput, SecretKind, TrimmedNotice};
use crate::panel::state::PanelRef;
use crate::text::Message;
use crate::view::Erase;

/// The API key, a secret.
#[component]
pub(crate) fn ApiKey(panel: PanelRef) -> impl IntoView {
    let at = FieldRef::setting(panel, Key::ApiKey);
    let help = panel.say_live(|panel| {
        let saved = panel.connection.has_api_key();
        Some(if saved { Message::ApiKeySaved } else { Message::ApiKeyHelp })
    });
    let below = view! {
        <TrimmedNotice panel kind=SecretKind::ApiKey />
        <ApiKeyHelp panel />
    };
    view! {
        <Field at help below=below.erase()>
            <SecretInput at kind=SecretKind::ApiKey changed=on_api_key_input />
        </Field>
    }
    .erase()
}
