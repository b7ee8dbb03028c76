//! Site name, with what it connects to.

use leptos::prelude::*;
use teamwork_connect_core::Key;
use teamwork_connect_core::site_url::base_path;
use wasm_bindgen::JsCast;

use super::field::{Field, aria_invalid, described_by};
use super::site_notices::SiteNotices;
use super::state::Panel;
use crate::text::Message;

/// The site name between the fixed parts of its address.
#[component]
pub(super) fn SiteNameSetting(panel: Panel) -> impl IntoView {
    let key = Key::SiteName;
    let shown = panel.applies(key);
    let suffix = move || {
        panel
            .draft
            .with(|draft| draft.region.map_or("….teamwork.com", |r| r.host_suffix()))
    };
    let below = move || {
        view! { class="tc",
            <ConnectsTo panel />
            <SiteNotices panel />
        }
        .into_any()
    };
    view! { class="tc",
        <Show when=move || shown.get()>
            <Field
                panel
                key
                help=Signal::stored(panel.texts.get(Message::SiteHelp))
                below=below()
            >
                <div class="tc-input" part="input" dir="ltr">
                    <span class="tc-fixed" aria-hidden="true">"https://"</span>
                    <input
                        id=panel.control_id(key)
                        type="text"
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        aria-required="true"
                        aria-invalid=move || aria_invalid(panel, key)
                        aria-describedby=move || described_by(panel, key, true)
                        prop:value=move || panel.draft.with(|draft| draft.site_name.clone())
                        on:input:target=move |event| {
                            let text = event.target().value();
                            if is_paste(&event) {
                                panel.enter_site_name(&text);
                            } else {
                                panel.type_site_name(text);
                            }
                        }
                        on:change:target=move |event| panel.enter_site_name(&event.target().value())
                    />
                    <span class="tc-fixed" aria-hidden="true">{suffix}</span>
                </div>
            </Field>
        </Show>
    }
}

/// Whether an `input` event comes from pasting or dropping.
pub(super) fn is_paste(event: &web_sys::Event) -> bool {
    event
        .dyn_ref::<web_sys::InputEvent>()
        .is_some_and(|event| matches!(&*event.input_type(), "insertFromPaste" | "insertFromDrop"))
}

/// The URL that the settings lead to so far, with the parts that come from them told apart. Nothing
/// until site and region are known.
#[component]
fn ConnectsTo(panel: Panel) -> impl IntoView {
    let parts = Memo::new(move |_| {
        panel.draft.with(|draft| {
            let site = draft.site_url()?;
            let (api_type, version) = draft.api_type.zip(draft.version())?;
            let host = site.host();
            let own = host
                .strip_suffix(".teamwork.com")
                .unwrap_or(&host)
                .to_owned();
            Some((own, base_path(api_type, version), version))
        })
    });
    let view = move || {
        let (own, path, version) = parts.get()?;
        let undocumented = path.is_none().then(|| {
            panel
                .texts
                .fill(Message::HostDecides, &[("version", version.as_str())])
        });
        Some(view! { class="tc",
            <span class="tc-connects-label">{panel.texts.get(Message::ConnectsTo)} " "</span>
            <span class="tc-url" part="url" dir="ltr">
                "https://" <b>{own}</b> ".teamwork.com" <b>{path.unwrap_or("")}</b>
            </span>
            {undocumented.map(|text| view! { class="tc", <span class="tc-help">" " {text}</span> })}
        })
    };
    view! { class="tc",
        <div class="tc-connects" role="status" id=panel.id("connects")>{view}</div>
    }
}
