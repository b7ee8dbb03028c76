//! API version.

use leptos::prelude::*;
use teamwork_connect_core::{ApiType, ApiVersion, Key};
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

use super::field::{described, field};
use super::piece::Piece;
use super::state::Panel;
use super::tag::tag;
use super::version_text::version_text;

/// The version, without an empty option: the newest is preset.
pub(super) fn api_version(panel: Panel) -> Piece {
    let key = Key::ApiVersion;
    let api_type = panel.text(Key::ApiType);
    let select = tag("select", "tc-control")
        .attr("id", &panel.control_id(key))
        .live_children(Box::new(move || {
            let options = |api_type: ApiType| {
                api_type.versions().iter().map(move |version| option(panel, api_type, *version))
            };
            ApiType::parse(&api_type.get()).into_iter().flat_map(options).collect()
        }))
        .on("change", move |event| {
            let select = event.target().and_then(|t| t.dyn_into::<HtmlSelectElement>().ok());
            panel.choose_version(select.and_then(|select| ApiVersion::parse(&select.value())));
        });
    let select = described(select, panel.setting(key), false).done();
    let control = tag("div", "tc-input").child(select);
    field(panel.setting(key), None, control.done(), [])
}

fn option(panel: Panel, api_type: ApiType, version: ApiVersion) -> Piece {
    tag("option", "")
        .attr("value", version.as_str())
        .live_text(move || version_text(panel, api_type, version))
        .live_property("selected", move || {
            panel.state().draft.with(|draft| draft.version() == Some(version))
        })
        .done()
}
