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

/// A mounted panel. Its owner ends it with `unmount`.
#[wasm_bindgen]
pub struct MountedPanel {
    instance: Instance,
    mounted: Mounted,
}

/// Mounts a panel in a shadow root. `emit(type, detail)` is called with every event and returns whether its
/// default action may run. `stopped()` is called once if the panel's code panics; after that, do not call the
/// panel again.
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
    // Adopt the style sheet before the first element exists, so that none is ever shown unstyled.
    styles::adopt(root);
    // Leptos casts a shadow root in its own `Portal` in the same way: only methods of `Node` are called on it.
    let parent = root.clone().unchecked_into();
    let instance = Instance::begin(stopped);
    let mounted = instance.run(|| panel::mount(parent, options))?;
    Some(MountedPanel { instance, mounted })
}

#[wasm_bindgen]
impl MountedPanel {
    /// Changes a string option, by the name of its attribute.
    pub fn set(&self, name: &str, value: Option<String>) {
        self.run(|panel| options::change(panel, name, value));
    }

    /// Changes the language. `catalogue` is a plain object with the panel's texts.
    #[wasm_bindgen(js_name = setLanguage)]
    pub fn set_language(&self, language: Option<String>, catalogue: JsValue) {
        let tag = language.unwrap_or_default();
        self.run(|panel| {
            panel.set_language(Language { tag, texts: options::catalogue(catalogue) })
        });
    }

    /// Replaces the page's own texts.
    #[wasm_bindgen(js_name = setMessages)]
    pub fn set_messages(&self, messages: JsValue) {
        self.run(|panel| panel.set_messages(options::catalogue(messages)));
    }

    /// Changes the targets of the help links.
    #[wasm_bindgen(js_name = setLinks)]
    pub fn set_links(&self, links: &JsValue) {
        self.run(|panel| panel.set_links(backend_api::links(links)));
    }

    /// The current settings, without secrets.
    #[wasm_bindgen(getter)]
    pub fn value(&self) -> JsValue {
        let value = self.run(|panel| json::to_js(&panel.value()));
        value.unwrap_or(JsValue::UNDEFINED)
    }

    /// Replaces the current settings, unless the draft contains a choice that is not offered. `typed` says whether
    /// the user typed the draft earlier. Returns whether the settings were replaced.
    #[wasm_bindgen(js_name = setValue)]
    pub fn set_value(&self, value: &JsValue, typed: bool) -> bool {
        let (draft, errors) = draft_of_js(value);
        let author = if typed { Author::User } else { Author::Page };
        errors.is_empty() && self.run(|panel| panel.set_value(draft, author)).unwrap_or_default()
    }

    /// Whether there are unsaved changes.
    #[wasm_bindgen(getter)]
    pub fn dirty(&self) -> bool {
        self.run(|panel| panel.is_dirty()).unwrap_or_default()
    }

    /// Makes the panel `save`, `test`, `reset`, or `close`. The promise resolves to `{connection,
    /// authorizationId}`, the test report, nothing, or whether the panel may be closed, respectively. It rejects
    /// with an error detail.
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

    /// Removes the panel from the page, and ends its requests, timers, and listeners.
    pub fn unmount(mut self) {
        let instance = self.instance;
        instance.run(|| self.mounted.unmount());
        instance.end();
    }
}

impl Drop for MountedPanel {
    /// A browser eventually drops what JavaScript no longer references. If the panel has stopped, not even its
    /// cleanup code may run, so it is leaked.
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

// By hand, because no other list is serialized.
fn check_as_js(Check { name, status, code }: Check) -> JsValue {
    let code = code.map_or(JsValue::UNDEFINED, |code| code.as_str().into());
    object(&[("name", name.as_str().into()), ("status", status.as_str().into()), ("code", code)])
}
