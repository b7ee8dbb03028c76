//! A panel inside a shadow root.

use std::any::Any;

use js_sys::{Array, Function, Promise};
use leptos::mount::mount_to;
use leptos::prelude::*;
use teamwork_connect_core::wire::Check;
use wasm_bindgen::prelude::*;
use web_sys::ShadowRoot;

use super::errors::error_detail;
use super::{events, options};
use crate::browser::instance::Instance;
use crate::browser::object::{object, text};
use crate::browser::{json, styles};
use crate::host_api;
use crate::panel::{Asked, ConnectionPanel, Done, PanelHandle, PanelOptions, draft_of_js};

/// A mounted panel. Whoever holds it ends it by `unmount`.
#[wasm_bindgen]
pub struct MountedPanel {
    handle: PanelHandle,
    instance: Instance,
    owner: Owner,
    // Its type has a parameter that cannot be named. Dropping it takes the panel off the page.
    view: Option<Box<dyn Any>>,
}

/// Mounts a panel in a shadow root. `emit(type, detail)` is called with every event and says whether
/// nobody prevented it; `stopped()` is called once should the panel's code panic, and the panel must then
/// be left alone.
#[wasm_bindgen(js_name = mountPanel)]
pub fn mount_panel(
    root: &ShadowRoot,
    options: &JsValue,
    emit: Function,
    stopped: Function,
) -> Option<MountedPanel> {
    let mut options = options::read(options);
    options.on_event = events::sender(emit);
    mount(root, options, stopped)
}

/// As [`mount_panel`], with options that are made in Rust. `None` where the panel stopped at once.
pub fn mount(root: &ShadowRoot, options: PanelOptions, stopped: Function) -> Option<MountedPanel> {
    // Before the first element is there, so that none is ever seen without its style.
    styles::adopt(root);
    let handle = options.handle.clone();
    // It has no owner itself. A panel that is mounted in an event handler of another one does not end with
    // that one, and none is kept that would remember every panel there ever was.
    let owner = Owner::default();
    // Leptos casts a shadow root in its own `Portal` in the same way: only methods of `Node` are called on
    // it.
    let parent = root.clone().unchecked_into();
    let instance = Instance::begin(stopped);
    let mount = || owner.with(|| mount_to(parent, move || view! { <ConnectionPanel options /> }));
    let view: Box<dyn Any> = Box::new(instance.run(mount)?);
    Some(MountedPanel { handle, instance, owner, view: Some(view) })
}

#[wasm_bindgen]
impl MountedPanel {
    /// Changes an option that is a text, under the name of its attribute.
    pub fn set(&self, name: &str, value: Option<String>) {
        self.run(|handle| options::change(handle, name, value));
    }

    /// Goes over to another language, with the panel's words in it as a plain object.
    #[wasm_bindgen(js_name = setLanguage)]
    pub fn set_language(&self, language: Option<String>, catalogue: JsValue) {
        self.run(|handle| {
            handle.set_language(&language.unwrap_or_default(), options::catalogue(catalogue));
        });
    }

    /// Puts other words of the page's own in the place of those before.
    #[wasm_bindgen(js_name = setMessages)]
    pub fn set_messages(&self, messages: JsValue) {
        self.run(|handle| handle.set_messages(options::catalogue(messages)));
    }

    /// Changes where the help beside a field leads.
    #[wasm_bindgen(js_name = setLinks)]
    pub fn set_links(&self, links: &JsValue) {
        self.run(|handle| handle.set_links(host_api::links(links)));
    }

    /// What is chosen and typed, without secrets.
    #[wasm_bindgen(getter)]
    pub fn value(&self) -> JsValue {
        let value = self.instance.run(|| self.handle.value()).flatten();
        value.map_or(JsValue::UNDEFINED, |draft| json::to_js(&draft))
    }

    /// Puts a draft in place of what is chosen and typed, unless a choice in it is none of the possible ones.
    /// Says whether it is there now.
    #[wasm_bindgen(js_name = setValue)]
    pub fn set_value(&self, value: &JsValue) -> bool {
        let (draft, errors) = draft_of_js(value);
        let valid = errors.is_empty();
        if valid {
            self.run(|handle| handle.set_value(draft));
        }
        valid
    }

    /// Has the panel `save`, `test` or `reset`. The promise gives `{connection, authorizationId}`, the report
    /// of the test, or nothing; it is rejected with the detail of an error.
    pub fn ask(&self, what: &str) -> Promise {
        let asked = match what {
            "save" => Asked::Save,
            "test" => Asked::Test,
            _ => Asked::Reset,
        };
        Promise::new(&mut |resolve, reject| {
            self.run(|handle| {
                handle.ask(asked, move |result| {
                    let _ = match result {
                        Ok(done) => resolve.call1(&JsValue::UNDEFINED, &done_as_js(done)),
                        Err(error) => reject.call1(&JsValue::UNDEFINED, &error_detail(&error)),
                    };
                });
            });
        })
    }

    /// Takes the panel off the page, and ends its requests, timers and listeners.
    pub fn unmount(mut self) {
        let view = self.view.take();
        // Dropping the view alone would leave requests running.
        self.instance.run(|| {
            drop(view);
            self.owner.cleanup();
        });
        self.instance.end();
    }
}

impl Drop for MountedPanel {
    /// A browser drops what JavaScript holds no longer, sooner or later. In a panel that has stopped, even the
    /// code that would tidy up may not run: it is left as it is.
    fn drop(&mut self) {
        if self.instance.has_stopped() {
            std::mem::forget(self.view.take());
            std::mem::forget(std::mem::take(&mut self.owner));
            std::mem::forget(std::mem::take(&mut self.handle));
        }
    }
}

impl MountedPanel {
    fn run(&self, act: impl FnOnce(&PanelHandle)) {
        self.instance.run(|| act(&self.handle));
    }
}

fn done_as_js(done: Done) -> JsValue {
    match done {
        Done::Saved { connection, authorization_id } => object(&[
            ("connection", json::to_js(&*connection)),
            ("authorizationId", text(authorization_id.as_deref())),
        ]),
        Done::Tested(report) => {
            let checks: Array = report.checks.into_iter().map(check_as_js).collect();
            object(&[("ok", report.ok.into()), ("checks", checks.into())])
        }
        Done::Reset => JsValue::UNDEFINED,
    }
}

// By hand, since nothing else has a list to be serialized.
fn check_as_js(Check { name, status, code }: Check) -> JsValue {
    let code = code.map_or(JsValue::UNDEFINED, |code| code.as_str().into());
    object(&[("name", name.as_str().into()), ("status", status.as_str().into()), ("code", code)])
}
