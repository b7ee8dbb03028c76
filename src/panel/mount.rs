//! A panel outside a Leptos app.

use std::any::Any;
use std::cell::OnceCell;
use std::rc::{Rc, Weak};

use leptos::mount::mount_to;
use leptos::prelude::*;
use web_sys::HtmlElement;

use super::frame::{Frame, start};
use super::options::Options;
use super::state::{Panel, PanelRef};

/// A panel in an element.
pub(crate) struct Mounted {
    panel: Weak<Panel>,
    owner: Owner,
    // The type has a parameter that can't be named. Dropping it removes the panel from the page.
    view: Option<Box<dyn Any>>,
}

/// Mounts a panel as the last child of an element.
pub(crate) fn mount(parent: HtmlElement, options: Options) -> Mounted {
    // This owner has no parent. A panel mounted in an event handler of another panel must not end with that one,
    // and no root owner is kept that would accumulate every panel ever mounted.
    let owner = Owner::default();
    let started: Rc<OnceCell<Weak<Panel>>> = Rc::default();
    let place = Rc::clone(&started);
    let app = move || {
        let panel = start(options);
        let _ = place.set(Rc::downgrade(&panel));
        let panel = PanelRef::new(panel);
        view! { <Frame panel /> }
    };
    let view = owner.with(|| mount_to(parent, app));
    let panel = started.get().cloned().unwrap_or_default();
    Mounted { panel, owner, view: Some(Box::new(view)) }
}

impl Mounted {
    /// The panel, while it exists.
    pub(crate) fn panel(&self) -> Option<Rc<Panel>> {
        self.panel.upgrade()
    }

    /// Removes the panel from the page, and ends its requests, timers, and listeners.
    pub(crate) fn unmount(&mut self) {
        // Dropping only the view would leave requests running.
        drop(self.view.take());
        self.owner.cleanup();
    }

    /// Leaks a panel whose code must not run anymore.
    pub(crate) fn abandon(&mut self) {
        std::mem::forget(self.view.take());
        std::mem::forget(std::mem::take(&mut self.owner));
    }
}
