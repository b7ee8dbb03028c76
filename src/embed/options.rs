//! Options from JavaScript: attributes and properties.

use std::rc::Rc;
use std::sync::Arc;

use js_sys::{Array, Function, Promise, Reflect};
use send_wrapper::SendWrapper;
use teamwork_connect_core::wire::AuthorizationMode;
use teamwork_connect_core::{Choices, Key, Keys};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::backend_api::links;
use crate::browser::object::text_of;
use crate::panel::{Credentials, Language, Options, Panel, Theme};
use crate::text::Catalogue;
use crate::{GetHeaders, NoSession};

/// Reads the options. A missing or invalid value becomes the documented default, as with the attributes of HTML's
/// own elements.
pub(super) fn read(given: &JsValue) -> Options {
    let get = |name: &str| Reflect::get(given, &name.into()).unwrap_or_default();
    let text = |name: &str| text_of(given, name);
    Options {
        backend: text("backend").unwrap_or_else(|| ".".to_owned()),
        connection_id: unless_empty(text("connection-id")),
        credentials: match text("credentials").as_deref() {
            Some("include") => Credentials::Include,
            Some("omit") => Credentials::Omit,
            _ => Credentials::SameOrigin,
        },
        authorize: authorize(text("authorize")),
        return_key: unless_empty(text("return-key")),
        theme: theme(text("theme").as_deref()),
        heading_level: heading_level(text("heading-level").as_deref()),
        language: Language {
            tag: text("lang").unwrap_or_default(),
            texts: catalogue(get("catalogue")),
        },
        messages: catalogue(get("messages")),
        get_headers: get("headers").dyn_into().ok().map(get_headers),
        links: links(&get("links")),
        choices: choices(text("choices")),
        locked: locked(text("locked")),
        ..Options::default()
    }
}

/// Changes an option of a mounted panel, or the document that it is in.
pub(super) fn change(panel: &Rc<Panel>, name: &str, value: Option<String>) {
    match name {
        "connection-id" => panel.open(unless_empty(value)),
        "authorize" => panel.set_authorize(authorize(value)),
        "return-key" => panel.set_return_key(unless_empty(value)),
        "theme" => panel.set_theme(theme(value.as_deref())),
        "choices" => panel.set_choices(choices(value)),
        "locked" => panel.set_locked(locked(value)),
        "heading-level" => panel.set_heading_level(heading_level(value.as_deref())),
        "document" => panel.adopt_style(),
        _ => {}
    }
}

fn unless_empty(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

fn authorize(mode: Option<String>) -> AuthorizationMode {
    mode.and_then(|mode| AuthorizationMode::parse(&mode)).unwrap_or(AuthorizationMode::Popup)
}

fn heading_level(text: Option<&str>) -> u8 {
    text.and_then(|level| level.trim().parse().ok()).unwrap_or(2)
}

fn theme(text: Option<&str>) -> Theme {
    match text {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::Auto,
    }
}

/// Reads a catalogue from a plain object. Values that are not strings count as missing.
pub(super) fn catalogue(object: JsValue) -> Option<Catalogue> {
    object.is_object().then(|| -> Catalogue {
        let object = SendWrapper::new(object);
        Arc::new(move |key| text_of(&object, key))
    })
}

/// Reads a space-separated list of choices.
fn choices(names: Option<String>) -> Choices {
    let names = names.unwrap_or_default();
    Choices::named(|name| names.split(' ').any(|other| other == name))
}

/// Reads a space-separated list of settings.
fn locked(names: Option<String>) -> Keys {
    let names = names.unwrap_or_default();
    names.split(' ').filter_map(Key::parse).collect()
}

/// Wraps a function of the page that returns a promise of header pairs, or of `null` for no headers.
fn get_headers(ask: Function) -> GetHeaders {
    Rc::new(move || {
        let ask = ask.clone();
        Box::pin(async move {
            let promise = ask.call0(&JsValue::UNDEFINED).map_err(|_| NoSession)?;
            let given = JsFuture::from(Promise::resolve(&promise)).await.map_err(|_| NoSession)?;
            Ok(given.dyn_ref::<Array>().map(|pairs| pairs.iter().filter_map(pair).collect()))
        })
    })
}

fn pair(pair: JsValue) -> Option<(String, String)> {
    let pair = pair.dyn_into::<Array>().ok()?;
    Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
}
