//! API key.

use leptos::prelude::*;
use teamwork_connect_core::Key;

use super::field::{Field, aria_invalid, described_by};
use super::help::ApiKeyHelp;
use super::state::Panel;
use crate::text::Message;

/// The API key: an input that no signal controls, empty at the start and after every save.
#[component]
pub(super) fn ApiKeySetting(panel: Panel) -> impl IntoView {
    let shown = panel.applies(Key::ApiKey);
    view! { class="tc",
        <Show when=move || shown.get()>
            <ApiKeyInput panel />
        </Show>
    }
}

#[component]
fn ApiKeyInput(panel: Panel) -> impl IntoView {
    let key = Key::ApiKey;
    // What another choice hides is gone at once, not only out of sight.
    on_cleanup(move || panel.api_key.clear());
    let help = Signal::derive(move || {
        let saved = panel.saved.with(|saved| {
            saved
                .as_ref()
                .is_some_and(|saved| saved.connection.has_api_key)
        });
        panel.texts.get(if saved {
            Message::ApiKeySaved
        } else {
            Message::ApiKeyHelp
        })
    });
    let trimmed = move || {
        panel
            .api_key
            .was_trimmed()
            .then(|| panel.texts.get(Message::ApiKeyTrimmed))
    };
    let below = view! { class="tc",
        <div class="tc-notice" part="notice" role="status">{trimmed}</div>
        <ApiKeyHelp panel />
    };
    view! { class="tc",
        <Field panel key help below=below.into_any()>
            <div class="tc-input" part="input">
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
                    aria-invalid=move || aria_invalid(panel, key)
                    aria-describedby=move || described_by(panel, key, true)
                    on:input=move |_| panel.on_api_key_input()
                />
            </div>
        </Field>
    }
}
