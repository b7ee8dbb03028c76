//! Keeps the events of secret fields inside the component.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget};

use super::listener::Listener;

/// Marks an input whose events stay inside.
pub(crate) const SECRET: &str = "data-secret";

/// Every event that carries typed text, or lets a listener read it at the moment it changes.
const KINDS: [&str; 13] = [
    "keydown",
    "keypress",
    "keyup",
    "beforeinput",
    "input",
    "change",
    "paste",
    "copy",
    "cut",
    "drop",
    "compositionstart",
    "compositionupdate",
    "compositionend",
];

/// Stops the events of secret fields at `root`, after the component's own handlers have run, so that analytics
/// listening on the document do not see them. (A capturing listener of the page runs earlier and can't be kept
/// out.) Dropping the listeners ends this.
pub(crate) fn keep_inside(root: &EventTarget) -> Vec<Listener> {
    KINDS.iter().map(|kind| Listener::new(root, kind, stop_if_secret)).collect()
}

#[allow(clippy::needless_pass_by_value)] // A listener owns its event.
fn stop_if_secret(event: Event) {
    let from = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if from.is_some_and(|element| element.has_attribute(SECRET)) {
        event.stop_propagation();
    }
}
