//! Requests that end with their caller.

use web_sys::{AbortController, AbortSignal};

/// Aborts a request on drop, and with it the future that awaits the response. This is how the requests of an
/// unmounted panel end.
pub(crate) struct AbortOnDrop(Option<AbortController>);

impl AbortOnDrop {
    /// Creates a guard. In a browser without `AbortController`, requests run to completion.
    pub(crate) fn new() -> Self {
        Self(AbortController::new().ok())
    }

    /// The signal to pass to the request.
    pub(crate) fn signal(&self) -> Option<AbortSignal> {
        self.0.as_ref().map(AbortController::signal)
    }

    /// A second handle to the same controller, for a timer.
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
