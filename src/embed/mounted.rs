//! A panel inside an element.

use std::any::Any;

use js_sys::Function;
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::ShadowRoot;

use super::{events, options};
use crate::browser::styles;
use crate::panel::{ConnectionPanel, PanelHandle};

thread_local! {
    /// The owner of all panels. It has no owner itself, so that a panel which is mounted in an event
    /// handler of another one does not end with that one.
    static ROOT: Owner = Owner::new();
}

/// A mounted panel. The element holds it, and ends it by `unmount`.
#[wasm_bindgen]
pub struct MountedPanel {
    handle: PanelHandle,
    owner: Owner,
    // Its type has a parameter that cannot be named. Dropping it takes the panel off the page.
    view: Option<Box<dyn Any>>,
}

impl MountedPanel {
    /// Mounts a panel in a shadow root.
    pub(super) fn mount(root: &ShadowRoot, attributes: &JsValue, emit: Function) -> Self {
        // Before the first element is there, so that none is ever seen without its style.
        styles::adopt(root);
        let mut options = options::read(attributes);
        options.on_event = events::sender(emit);
        let handle = options.handle.clone();
        let owner = ROOT.with(Owner::child);
        // Leptos casts a shadow root in its own `Portal` in the same way: only methods of `Node` are
        // called on it.
        let parent = root.clone().unchecked_into();
        let view = owner.with(|| mount_to(parent, move || view! { <ConnectionPanel options /> }));
        Self { handle, owner, view: Some(Box::new(view)) }
    }
}

#[wasm_bindgen]
impl MountedPanel {
    /// Goes on to another connection, or to a new one. With unsaved changes the user is asked first.
    pub fn open(&self, connection_id: Option<String>) {
        // As with the attribute when the panel is mounted, an empty ID is none.
        self.handle.open(connection_id.filter(|id| !id.is_empty()));
    }

    /// Changes the colours: `light`, `dark`, or `auto`.
    #[wasm_bindgen(js_name = setTheme)]
    pub fn set_theme(&self, theme: Option<String>) {
        self.handle.set_theme(options::theme(theme.as_deref()));
    }

    /// Changes the level of the panel's heading.
    #[wasm_bindgen(js_name = setHeadingLevel)]
    pub fn set_heading_level(&self, level: Option<String>) {
        self.handle.set_heading_level(options::heading_level(level.as_deref()));
    }

    /// Goes over to another language, with the panel's words in it as a plain object.
    #[wasm_bindgen(js_name = setLanguage)]
    pub fn set_language(&self, language: Option<String>, catalogue: JsValue) {
        let language = language.unwrap_or_default();
        self.handle.set_language(&language, options::catalogue(catalogue));
    }

    /// Puts other words of the host's own in the place of those before.
    #[wasm_bindgen(js_name = setMessages)]
    pub fn set_messages(&self, messages: JsValue) {
        self.handle.set_messages(options::catalogue(messages));
    }

    /// Takes the panel off the page, and ends its requests, timers and listeners.
    pub fn unmount(mut self) {
        drop(self.view.take());
        // Dropping the view alone would leave requests running.
        self.owner.cleanup();
    }
}
