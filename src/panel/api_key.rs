//! API key.

use leptos::prelude::*;
use teamwork_connect_core::Key;

use super::field::{field, help_tag};
use super::help::api_key_help;
use super::piece::Piece;
use super::secret::{secret_input, trimmed_notice};
use super::state::Panel;
use crate::text::Message;

/// The API key, a secret.
pub(super) fn api_key(panel: Panel) -> Piece {
    let at = panel.setting(Key::ApiKey);
    // What another choice hides is gone at once, not only out of sight.
    on_cleanup(move || panel.state().api_key.clear());
    let words = help_tag(at).live_message(panel, move || {
        let saved = panel
            .state()
            .saved
            .with(|saved| saved.as_ref().is_some_and(|saved| saved.connection.has_api_key));
        Some(if saved { Message::ApiKeySaved } else { Message::ApiKeyHelp })
    });
    let input = secret_input(at, Panel::on_api_key_input);
    let below = [trimmed_notice(panel, Key::ApiKey), api_key_help(panel)];
    field(at, Some(words.done()), input, below)
}
