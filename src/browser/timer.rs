//! `setTimeout` that ends with its owner.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::instance::Instance;

/// A timer that is cleared when it is dropped.
pub(crate) struct Timer {
    id: i32,
    _closure: Closure<dyn FnMut()>,
}

impl Timer {
    /// Calls `action` once after so many milliseconds. `None` where there is no window.
    pub(crate) fn after(milliseconds: i32, action: impl FnOnce() + 'static) -> Option<Self> {
        Self::of_boxed(milliseconds, Box::new(action))
    }

    fn of_boxed(milliseconds: i32, action: Box<dyn FnOnce()>) -> Option<Self> {
        let instance = Instance::current();
        let mut action = Some(action);
        let closure: Box<dyn FnMut()> = Box::new(move || {
            if let Some(action) = action.take() {
                instance.run(action);
            }
        });
        let closure = Closure::wrap(closure);
        let id = web_sys::window()?
            .set_timeout_with_callback_and_timeout_and_arguments_0(
                closure.as_ref().unchecked_ref(),
                milliseconds,
            )
            .ok()?;
        Some(Self { id, _closure: closure })
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            window.clear_timeout_with_handle(self.id);
        }
    }
}
