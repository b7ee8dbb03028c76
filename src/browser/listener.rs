//! Event listeners that end with their owner.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget};

use super::instance::Instance;

/// An event listener that is removed on drop.
pub(crate) struct Listener {
    target: EventTarget,
    kind: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens for bubbling events of this type.
    pub(crate) fn new(
        target: &EventTarget,
        kind: &'static str,
        handler: impl FnMut(Event) + 'static,
    ) -> Self {
        Self::of_boxed(target, kind, Box::new(handler))
    }

    /// Same as [`new`](Self::new). A boxed handler shares the glue code from JavaScript with all others.
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
        // It fails only if the callback is not a function.
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
