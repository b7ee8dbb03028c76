//! API version.

use leptos::prelude::*;
use teamwork_connect_core::{ApiVersion, Key};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlSelectElement};

use super::dynamic::{Dynamic, Part, flag, parts, shown};
use super::field::{aria_invalid, aria_required, described_by, field};
use super::piece::{IntoPiece, Piece};
use super::state::Panel;
use super::version_text::version_text;

/// The version, without an empty option: the newest is preset.
pub(super) fn api_version(panel: Panel) -> Part {
    let key = Key::ApiVersion;
    shown(panel.applies(key), move || {
        let on_change = Box::new(move |event: Event| {
            let select = event.target().and_then(|t| t.dyn_into::<HtmlSelectElement>().ok());
            panel.choose_version(select.and_then(|select| ApiVersion::parse(&select.value())));
        }) as Box<dyn FnMut(Event)>;
        let control = view! { class="tc",
            <div class="tc-input" part="input">
                <select
                    id=panel.control_id(key)
                    aria-required=aria_required(panel, key)
                    aria-invalid=aria_invalid(panel, key)
                    aria-describedby=described_by(panel, key, false)
                    on:change=on_change
                >
                    {options(panel)}
                </select>
            </div>
        };
        field(panel, key, None, control.piece(), Vec::new())
    })
}

/// The versions of the chosen API type.
fn options(panel: Panel) -> Dynamic<Vec<Piece>> {
    let api_type = Memo::new(move |_| panel.draft.with(|draft| draft.api_type));
    parts(move || {
        let Some(api_type) = api_type.get() else { return Vec::new() };
        let option = |version: &ApiVersion| {
            let version = *version;
            let chosen = flag(move || panel.draft.with(|draft| draft.version() == Some(version)));
            view! { class="tc",
                <option value=version.as_str() prop:selected=chosen>
                    {version_text(panel.texts, api_type, version)}
                </option>
            }
            .piece()
        };
        api_type.versions().iter().map(option).collect()
    })
}
