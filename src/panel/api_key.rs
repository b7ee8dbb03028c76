//! API key.

use leptos::prelude::*;
use teamwork_connect_core::Key;

use super::field::{described, field, help_tag};
use super::help::api_key_help;
use super::piece::Piece;
use super::state::Panel;
use super::tag::tag;
use crate::browser::secret_events::SECRET;
use crate::text::Message;

/// The API key: an input that no signal controls, empty at the start and after every save.
pub(super) fn api_key(panel: Panel) -> Piece {
    let key = Key::ApiKey;
    // What another choice hides is gone at once, not only out of sight.
    on_cleanup(move || panel.api_key.clear());
    let control = tag("div", "tc-input").part("input").child(input(panel));
    let words = help_tag(panel, key).live_text(move || {
        let saved = panel
            .saved
            .with(|saved| saved.as_ref().is_some_and(|saved| saved.connection.has_api_key));
        panel.texts.get(if saved { Message::ApiKeySaved } else { Message::ApiKeyHelp })
    });
    let trimmed =
        tag("div", "tc-notice").part("notice").attr("role", "status").live_text(move || {
            if panel.api_key.was_trimmed() { panel.texts.get(Message::ApiKeyTrimmed) } else { "" }
        });
    let below = [trimmed.done(), api_key_help(panel)];
    field(panel, key, Some(words.done()), control.done(), below)
}

fn input(panel: Panel) -> Piece {
    let input = tag("input", "").attrs(&[
        ("id", &panel.control_id(Key::ApiKey)),
        ("type", "password"),
        (SECRET, ""),
        ("autocomplete", "off"),
        ("autocapitalize", "off"),
        ("spellcheck", "false"),
        // Password managers ask to keep what is typed into a password field. This is none of theirs.
        ("data-1p-ignore", ""),
        ("data-lpignore", "true"),
        ("data-bwignore", ""),
        ("data-form-type", "other"),
    ]);
    panel.api_key.is_at(input.element());
    described(input, panel, Key::ApiKey, true).on("input", move |_| panel.on_api_key_input()).done()
}
