//! Event listeners that end with their owner.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget};

use super::instance::Instance;

/// A listener that is removed when it is dropped.
pub(crate) struct Listener {
    target: EventTarget,
    kind: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens for events of this kind as they bubble.
    pub(crate) fn new(
        target: &EventTarget,
        kind: &'static str,
        handler: impl FnMut(Event) + 'static,
    ) -> Self {
        Self::of_boxed(target, kind, Box::new(handler))
    }

    /// As [`new`](Self::new). A handler that is boxed first shares the way from JavaScript with all
    /// others.
    fn of_boxed(
        target: &EventTarget,
        kind: &'static str,
        mut handler: Box<dyn FnMut(Event)>,
    ) -> Self {
        let instance = Instance::current();
        let handler: Box<dyn FnMut(Event)> = Box::new(move |event| {
            instance.run(|| handler(event));
        });
        let closure = Closure::wrap(handler);
        // The only error is a callback that is no function.
        let _ = target.add_event_listener_with_callback(kind, closure.as_ref().unchecked_ref());
        Self { target: target.clone(), kind, closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let callback = self.closure.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback(self.kind, callback);
    }
}
