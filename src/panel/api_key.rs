//! API key.

use leptos::prelude::*;
use teamwork_connect_core::Key;
use web_sys::Event;

use super::dynamic::{Part, shown, text};
use super::field::{aria_invalid, described_by, field};
use super::help::api_key_help;
use super::piece::IntoPiece;
use super::state::Panel;
use crate::text::Message;

/// The API key: an input that no signal controls, empty at the start and after every save.
pub(super) fn api_key(panel: Panel) -> Part {
    let key = Key::ApiKey;
    shown(panel.applies(key), move || {
        // What another choice hides is gone at once, not only out of sight.
        on_cleanup(move || panel.api_key.clear());
        let control = view! { class="tc", <div class="tc-input" part="input">{input(panel)}</div> };
        let trimmed = text(move || {
            if panel.api_key.was_trimmed() { panel.texts.get(Message::ApiKeyTrimmed) } else { "" }
        });
        let trimmed = view! { class="tc",
            <div class="tc-notice" part="notice" role="status">{trimmed}</div>
        };
        let below = vec![trimmed.piece(), api_key_help(panel)];
        field(panel, key, Some(text(move || help(panel))), control.piece(), below)
    })
}

/// What to know about the key, new or saved.
fn help(panel: Panel) -> &'static str {
    let saved =
        panel.saved.with(|saved| saved.as_ref().is_some_and(|saved| saved.connection.has_api_key));
    panel.texts.get(if saved { Message::ApiKeySaved } else { Message::ApiKeyHelp })
}

fn input(panel: Panel) -> impl IntoView {
    let key = Key::ApiKey;
    let on_input = Box::new(move |_: Event| panel.on_api_key_input()) as Box<dyn FnMut(Event)>;
    view! { class="tc",
        <input
            node_ref=panel.api_key.input
            id=panel.control_id(key)
            type="password"
            data-secret=""
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            data-1p-ignore=""
            data-lpignore="true"
            data-bwignore=""
            data-form-type="other"
            aria-required="true"
            aria-invalid=aria_invalid(panel, key)
            aria-describedby=described_by(panel, key, true)
            on:input=on_input
        />
    }
}
