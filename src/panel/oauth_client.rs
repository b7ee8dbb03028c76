//! OAuth 2.0 client.

use leptos::prelude::*;
use teamwork_connect_core::Key;

use super::field::{Field, aria_invalid, described_by};
use super::help::OauthClientHelp;
use super::state::Panel;
use crate::text::Message;

/// The OAuth 2.0 client. Hosts do not offer any yet, and the select says so.
#[component]
pub(super) fn OauthClientSetting(panel: Panel) -> impl IntoView {
    let key = Key::OauthClientId;
    let shown = panel.applies(key);
    let field = move || {
        let below = view! { class="tc",
            <p class="tc-notice" part="notice">{panel.texts.get(Message::ClientNoneHelp)}</p>
            <OauthClientHelp panel />
        };
        view! { class="tc",
            <Field
                panel
                key
                help=Signal::stored(panel.texts.get(Message::ClientHelp))
                below=below.into_any()
            >
                <div class="tc-input" part="input">
                    <select
                        id=panel.control_id(key)
                        aria-required="true"
                        aria-invalid=move || aria_invalid(panel, key)
                        aria-describedby=move || described_by(panel, key, true)
                    >
                        <option value="">{panel.texts.get(Message::ClientNone)}</option>
                    </select>
                </div>
            </Field>
        }
    };
    view! { class="tc",
        <Show when=move || shown.get()>{field()}</Show>
    }
}
