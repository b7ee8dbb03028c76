//! The *API version* setting.

use leptos::ev::Event;
use leptos::prelude::*;
use teamwork_connect_core::{ApiType, ApiVersion, Key};
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

use crate::panel::actions::edit::choose_version;
use crate::panel::controls::{Field, FieldRef, ValueOr};
use crate::panel::state::{Panel, PanelRef};
use crate::text::{Message, Text};
use crate::view::{Erase, Item, part};

/// A select without an empty option, since the newest version is the default. Shown as text if there is only one
/// version.
#[component]
pub(crate) fn ApiVersionSelect(panel: PanelRef) -> impl IntoView {
    let value = panel.live(|panel| {
        let shown = (panel.form.api_type(), panel.form.version());
        let (Some(api_type), Some(version)) = shown else { return Text::default() };
        version_text(panel, api_type, version).into()
    });
    view! {
        <ValueOr
            at=FieldRef::setting(panel, Key::ApiVersion)
            fixed=panel.live(|panel| panel.form.is_fixed(Key::ApiVersion))
            value
        >
            <Select panel />
        </ValueOr>
    }
    .erase()
}

fn versions(panel: &Panel) -> &'static [ApiVersion] {
    panel.form.api_type().map_or(&[], ApiType::versions)
}

#[component]
fn Select(panel: PanelRef) -> impl IntoView {
    let at = FieldRef::setting(panel, Key::ApiVersion);
    let options = panel.each(move |panel_now| {
        let api_type = panel_now.form.api_type();
        let option = |api_type: ApiType, version: ApiVersion| {
            let key = format!("{api_type} {version}");
            Item::new(key, move || view! { <VersionOption panel api_type version /> })
        };
        let offered =
            |version: &&ApiVersion| panel_now.form.is_option(Key::ApiVersion, version.as_str());
        let options = |api_type: ApiType| {
            let versions = versions(panel_now).iter().filter(offered);
            versions.map(move |version| option(api_type, *version))
        };
        api_type.into_iter().flat_map(options).collect()
    });
    let change = panel.on(|panel, event: Event| {
        let select = event.target().and_then(|it| it.dyn_into::<HtmlSelectElement>().ok());
        choose_version(panel, select.and_then(|select| ApiVersion::parse(&select.value())));
    });
    view! {
        <Field at>
            <div class=part("input")>
                <select
                    class=part("control")
                    id=at.id()
                    {..at.described(false)}
                    on:change=change
                >
                    {options}
                </select>
            </div>
        </Field>
    }
    .erase()
}

#[component]
fn VersionOption(panel: PanelRef, api_type: ApiType, version: ApiVersion) -> impl IntoView {
    view! {
        <option
            value=version.as_str()
            prop:selected=panel.live(move |panel| panel.form.version() == Some(version))
        >
            {panel.live(move |panel| version_text(panel, api_type, version))}
        </option>
    }
    .erase()
}

/// The text of a version in the select.
fn version_text(panel: &Panel, api_type: ApiType, version: ApiVersion) -> String {
    let values = [("version", version.as_str())];
    if version == ApiVersion::V0 {
        panel.fill(Message::VersionUndocumented, &values)
    } else if version == api_type.newest_version() {
        panel.fill(Message::VersionNewest, &values)
    } else {
        version.as_str().to_owned()
    }
}
