//! Name your connection.

use leptos::prelude::*;
use teamwork_connect_core::Key;

use super::field::{Field, aria_invalid, described_by};
use super::state::Panel;
use crate::text::Message;

/// The name, with a notice when another connection has it.
#[component]
pub(super) fn NameSetting(panel: Panel) -> impl IntoView {
    let key = Key::Name;
    let taken = Memo::new(move |_| panel.name_is_taken());
    let notice = move || taken.get().then(|| panel.texts.get(Message::NameDuplicate));
    view! { class="tc",
        <Field
            panel
            key
            help=Signal::stored(panel.texts.get(Message::NameHelp))
            below=view! { class="tc", <div class="tc-notice" part="notice" role="status">{notice}</div> }.into_any()
        >
            <div class="tc-input" part="input">
                <input
                    id=panel.control_id(key)
                    type="text"
                    autocomplete="off"
                    aria-required="true"
                    aria-invalid=move || aria_invalid(panel, key)
                    aria-describedby=move || described_by(panel, key, true)
                    prop:value=move || panel.draft.with(|draft| draft.name.clone())
                    on:input:target=move |event| {
                        panel.edit(key, |draft| draft.name = event.target().value());
                    }
                />
            </div>
        </Field>
    }
}
