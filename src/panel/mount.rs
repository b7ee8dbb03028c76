//! A panel without a Leptos app around it.

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
    // Its type has a parameter that cannot be named. Dropping it takes the panel off the page.
    view: Option<Box<dyn Any>>,
}

/// Mounts a panel at the end of an element.
pub(crate) fn mount(parent: HtmlElement, options: Options) -> Mounted {
    // It has no owner itself. A panel that is mounted in an event handler of another one does not end with that one, and none
    // is kept that would remember every panel there ever was.
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
    /// The panel, while it is there.
    pub(crate) fn panel(&self) -> Option<Rc<Panel>> {
        self.panel.upgrade()
    }

    /// Takes the panel off the page, and ends its requests, timers and listeners.
    pub(crate) fn unmount(&mut self) {
        // Dropping the view alone would leave requests running.
        drop(self.view.take());
        self.owner.cleanup();
    }

    /// Leaves all as it is, of a panel whose code may not run any more.
    pub(crate) fn abandon(&mut self) {
        std::mem::forget(self.view.take());
        std::mem::forget(std::mem::take(&mut self.owner));
    }
}
