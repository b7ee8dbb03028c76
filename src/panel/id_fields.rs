//! User ID and Space ID.

use leptos::prelude::*;
use teamwork_connect_core::{Draft, Key};

use super::field::{Field, aria_invalid, described_by};
use super::help::{SpaceIdHelp, UserIdHelp};
use super::site_name::is_paste;
use super::state::Panel;
use crate::text::Message;

/// The ID of a user, for Spaces v0.
#[component]
pub(super) fn UserIdSetting(panel: Panel) -> impl IntoView {
    let shown = panel.applies(Key::UserId);
    view! { class="tc",
        <Show when=move || shown.get()>
            <IdField
                panel
                key=Key::UserId
                help=Message::UserIdHelp
                enter=Draft::enter_user_id
                below=view! { class="tc", <UserIdHelp panel /> }.into_any()
            />
        </Show>
    }
}

/// The ID of a space, for Spaces v2.
#[component]
pub(super) fn SpaceIdSetting(panel: Panel) -> impl IntoView {
    let shown = panel.applies(Key::SpaceId);
    view! { class="tc",
        <Show when=move || shown.get()>
            <IdField
                panel
                key=Key::SpaceId
                help=Message::SpaceIdHelp
                enter=Draft::enter_space_id
                below=view! { class="tc", <SpaceIdHelp panel /> }.into_any()
            />
        </Show>
    }
}

#[component]
fn IdField(
    panel: Panel,
    key: Key,
    help: Message,
    /// Takes the text, and the number out of a pasted address.
    enter: fn(&mut Draft, &str),
    below: AnyView,
) -> impl IntoView {
    let set = move |draft: &mut Draft, text: String| match key {
        Key::UserId => draft.user_id = text,
        _ => draft.space_id = text,
    };
    view! { class="tc",
        <Field panel key help=Signal::stored(panel.texts.get(help)) below=below>
            <div class="tc-input" part="input">
                <input
                    id=panel.control_id(key)
                    type="text"
                    inputmode="numeric"
                    autocomplete="off"
                    aria-required="true"
                    aria-invalid=move || aria_invalid(panel, key)
                    aria-describedby=move || described_by(panel, key, true)
                    prop:value=move || panel.draft.with(|draft| draft.text(key).to_owned())
                    on:input:target=move |event| {
                        let text = event.target().value();
                        if is_paste(&event) {
                            panel.edit(key, |draft| enter(draft, &text));
                        } else {
                            panel.edit(key, |draft| set(draft, text));
                        }
                    }
                    on:change:target=move |event| {
                        panel.edit(key, |draft| enter(draft, &event.target().value()));
                    }
                />
            </div>
        </Field>
    }
}
