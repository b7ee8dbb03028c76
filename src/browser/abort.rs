//! Requests that end with the one who asked.

use web_sys::{AbortController, AbortSignal};

/// Aborts a request when it is dropped, and with it the future that waits for the answer: that is
/// how the requests of an unmounted panel end.
pub(crate) struct AbortOnDrop(Option<AbortController>);

impl AbortOnDrop {
    /// A guard. Where the browser has no `AbortController`, requests simply run to their end.
    pub(crate) fn new() -> Self {
        Self(AbortController::new().ok())
    }

    /// The signal to give to the request.
    pub(crate) fn signal(&self) -> Option<AbortSignal> {
        self.0.as_ref().map(AbortController::signal)
    }

    /// A second handle on the same controller, for a timer.
    pub(crate) fn controller(&self) -> Option<AbortController> {
        self.0.clone()
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}
