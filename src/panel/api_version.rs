//! API version.

use leptos::prelude::*;
use teamwork_connect_core::{ApiVersion, Key};

use super::field::{Field, aria_invalid, described_by};
use super::state::Panel;
use super::version_text::version_text;

/// The version, without an empty option: the newest is preset.
#[component]
pub(super) fn ApiVersionSetting(panel: Panel) -> impl IntoView {
    let key = Key::ApiVersion;
    let shown = panel.applies(key);
    let api_type = Memo::new(move |_| panel.draft.with(|draft| draft.api_type));
    let options = move || {
        let api_type = api_type.get()?;
        let option = |version: &ApiVersion| {
            let version = *version;
            let chosen = move || panel.draft.with(|draft| draft.version() == Some(version));
            view! { class="tc",
                <option value=version.as_str() prop:selected=chosen>
                    {version_text(panel.texts, api_type, version)}
                </option>
            }
        };
        Some(api_type.versions().iter().map(option).collect_view())
    };
    view! { class="tc",
        <Show when=move || shown.get()>
            <Field panel key>
                <div class="tc-input" part="input">
                    <select
                        id=panel.control_id(key)
                        aria-required=move || panel.is_required(key).to_string()
                        aria-invalid=move || aria_invalid(panel, key)
                        aria-describedby=move || described_by(panel, key, false)
                        on:change:target=move |event| {
                            panel.choose_version(ApiVersion::parse(&event.target().value()));
                        }
                    >
                        {options}
                    </select>
                </div>
            </Field>
        </Show>
    }
}
