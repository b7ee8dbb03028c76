//! A panel inside a shadow root.

use std::rc::Rc;

use js_sys::{Array, Function, Promise};
use teamwork_connect_core::wire::Check;
use wasm_bindgen::prelude::*;
use web_sys::ShadowRoot;

use super::errors::error_detail;
use super::{events, options};
use crate::backend_api::{self, GetHeaders};
use crate::browser::instance::Instance;
use crate::browser::object::{object, text};
use crate::browser::{json, styles};
use crate::panel::{
    self, Author, Language, Mounted, Options, Panel, Request, Response, draft_of_js,
};

/// A mounted panel. Whoever holds it ends it by `unmount`.
#[wasm_bindgen]
pub struct MountedPanel {
    instance: Instance,
    mounted: Mounted,
}

/// Mounts a panel in a shadow root. `emit(type, detail)` is called with every event and gives whether nobody prevented it;
/// `stopped()` is called once should the panel's code panic, and the panel must then be left alone.
#[wasm_bindgen(js_name = mountPanel)]
pub fn mount_panel(
    root: &ShadowRoot,
    options: &JsValue,
    emit: Function,
    stopped: Function,
) -> Option<MountedPanel> {
    mount(root, Options { emit: events::sender(emit), ..options::read(options) }, stopped)
}

/// Mounts a panel whose headers come from Rust, where a test can make it panic.
#[doc(hidden)]
pub fn mount_with(
    root: &ShadowRoot,
    headers: GetHeaders,
    stopped: Function,
) -> Option<MountedPanel> {
    let backend = "/api".to_owned();
    mount(root, Options { backend, get_headers: Some(headers), ..Options::default() }, stopped)
}

fn mount(root: &ShadowRoot, options: Options, stopped: Function) -> Option<MountedPanel> {
    // Before the first element is there, so that none is ever seen without its style.
    styles::adopt(root);
    // Leptos casts a shadow root in its own `Portal` in the same way: only methods of `Node` are called on it.
    let parent = root.clone().unchecked_into();
    let instance = Instance::begin(stopped);
    let mounted = instance.run(|| panel::mount(parent, options))?;
    Some(MountedPanel { instance, mounted })
}

#[wasm_bindgen]
impl MountedPanel {
    /// Changes an option that is a text, under the name of its attribute.
    pub fn set(&self, name: &str, value: Option<String>) {
        self.run(|panel| options::change(panel, name, value));
    }

    /// Goes over to another language, with the panel's words in it as a plain object.
    #[wasm_bindgen(js_name = setLanguage)]
    pub fn set_language(&self, language: Option<String>, catalogue: JsValue) {
        let tag = language.unwrap_or_default();
        self.run(|panel| {
            panel.set_language(Language { tag, texts: options::catalogue(catalogue) })
        });
    }

    /// Puts other words of the page's own in the place of those before.
    #[wasm_bindgen(js_name = setMessages)]
    pub fn set_messages(&self, messages: JsValue) {
        self.run(|panel| panel.set_messages(options::catalogue(messages)));
    }

    /// Changes where the help beside a field leads.
    #[wasm_bindgen(js_name = setLinks)]
    pub fn set_links(&self, links: &JsValue) {
        self.run(|panel| panel.set_links(backend_api::links(links)));
    }

    /// What is chosen and typed, without secrets.
    #[wasm_bindgen(getter)]
    pub fn value(&self) -> JsValue {
        let value = self.run(|panel| json::to_js(&panel.value()));
        value.unwrap_or(JsValue::UNDEFINED)
    }

    /// Puts a draft in place of what is chosen and typed, unless a choice in it is none of those that are
    /// offered. The user may have typed it before. Says whether it is there now.
    #[wasm_bindgen(js_name = setValue)]
    pub fn set_value(&self, value: &JsValue, typed: bool) -> bool {
        let (draft, errors) = draft_of_js(value);
        let author = if typed { Author::User } else { Author::Page };
        errors.is_empty() && self.run(|panel| panel.set_value(draft, author)).unwrap_or_default()
    }

    /// Whether leaving would lose something.
    #[wasm_bindgen(getter)]
    pub fn dirty(&self) -> bool {
        self.run(|panel| panel.is_dirty()).unwrap_or_default()
    }

    /// Has the panel `save`, `test`, `reset` or `close`. The promise gives `{connection, authorizationId}`, the report
    /// of the test, nothing, or whether the panel may be closed; it is rejected with the detail of an error.
    pub fn ask(&self, what: &str) -> Promise {
        let request = match what {
            "save" => Request::Save,
            "test" => Request::Test,
            "close" => Request::Close,
            _ => Request::Reset,
        };
        Promise::new(&mut |resolve, reject| {
            let reply = Box::new(move |result: Result<_, _>| {
                let _ = match result {
                    Ok(response) => resolve.call1(&JsValue::UNDEFINED, &response_as_js(response)),
                    Err(error) => reject.call1(&JsValue::UNDEFINED, &error_detail(&error)),
                };
            });
            self.run(|panel| panel.ask(request, reply));
        })
    }

    /// Takes the panel off the page, and ends its requests, timers and listeners.
    pub fn unmount(mut self) {
        let instance = self.instance;
        instance.run(|| self.mounted.unmount());
        instance.end();
    }
}

impl Drop for MountedPanel {
    /// A browser drops what JavaScript holds no longer, sooner or later. In a panel that has stopped, even the
    /// code that would tidy up may not run: it is left as it is.
    fn drop(&mut self) {
        if self.instance.has_stopped() {
            self.mounted.abandon();
        }
    }
}

impl MountedPanel {
    fn run<T>(&self, act: impl FnOnce(&Rc<Panel>) -> T) -> Option<T> {
        self.instance.run(|| self.mounted.panel().map(|panel| act(&panel))).flatten()
    }
}

fn response_as_js(response: Response) -> JsValue {
    match response {
        Response::Saved(saved) => object(&[
            ("connection", json::to_js(&saved.connection)),
            ("authorizationId", text(saved.authorization_id.as_deref())),
        ]),
        Response::Tested(report) => {
            let checks: Array = report.checks.into_iter().map(check_as_js).collect();
            object(&[("ok", report.ok.into()), ("checks", checks.into())])
        }
        Response::Reset => JsValue::UNDEFINED,
        Response::Close(may) => may.into(),
    }
}

// By hand, since nothing else has a list to be serialized.
fn check_as_js(Check { name, status, code }: Check) -> JsValue {
    let code = code.map_or(JsValue::UNDEFINED, |code| code.as_str().into());
    object(&[("name", name.as_str().into()), ("status", status.as_str().into()), ("code", code)])
}
