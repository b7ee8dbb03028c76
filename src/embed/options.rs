//! The element's attributes as options.

use std::rc::Rc;

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use crate::panel::{Credentials, PanelOptions, Theme};
use crate::text::Catalogue;

/// Reads the attributes. What is missing or makes no sense is as in the documentation's presets, as
/// it is with the attributes of HTML's own elements.
pub(super) fn read(attributes: &JsValue) -> PanelOptions {
    let get = |name: &str| Reflect::get(attributes, &name.into()).ok().and_then(|v| v.as_string());
    let object = |name: &str| Reflect::get(attributes, &name.into()).unwrap_or_default();
    PanelOptions {
        connection_id: get("connection-id").filter(|id| !id.is_empty()),
        credentials: match get("credentials").as_deref() {
            Some("include") => Credentials::Include,
            Some("omit") => Credentials::Omit,
            _ => Credentials::SameOrigin,
        },
        theme: theme(get("theme").as_deref()),
        heading_level: heading_level(get("heading-level").as_deref()),
        language: get("lang").unwrap_or_default(),
        catalogue: catalogue(object("catalogue")),
        messages: catalogue(object("messages")),
        ..PanelOptions::new(get("backend").as_deref().unwrap_or("."))
    }
}

/// Reads the attribute `heading-level`.
pub(super) fn heading_level(text: Option<&str>) -> u8 {
    text.and_then(|level| level.trim().parse().ok()).unwrap_or(2)
}

/// Reads the attribute `theme`.
pub(super) fn theme(text: Option<&str>) -> Theme {
    match text {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::Auto,
    }
}

/// Reads a plain object of keys and texts, in which whatever is no text counts as missing.
pub(super) fn catalogue(object: JsValue) -> Option<Catalogue> {
    object.is_object().then(|| -> Catalogue {
        Rc::new(move |key| Reflect::get(&object, &key.into()).ok()?.as_string())
    })
}
