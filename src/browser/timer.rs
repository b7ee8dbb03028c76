//! `setTimeout` that ends with its owner.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Poll, Waker};

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::instance::Instance;

/// Returns the output of a task, or `None` if it exceeds the timeout. The task is then dropped.
pub(crate) async fn within<T>(
    milliseconds: i32,
    mut task: Pin<Box<dyn Future<Output = T> + '_>>,
) -> Option<T> {
    let is_late: Rc<Cell<bool>> = Rc::default();
    let waiting: Rc<Cell<Option<Waker>>> = Rc::default();
    let (late, wake) = (Rc::clone(&is_late), Rc::clone(&waiting));
    let _timer = Timer::after(milliseconds, move || {
        late.set(true);
        wake.take().into_iter().for_each(Waker::wake);
    });
    poll_fn(move |context| match task.as_mut().poll(context) {
        Poll::Ready(given) => Poll::Ready(Some(given)),
        Poll::Pending if is_late.get() => Poll::Ready(None),
        Poll::Pending => {
            waiting.set(Some(context.waker().clone()));
            Poll::Pending
        }
    })
    .await
}

/// A timer that is cleared on drop.
pub(crate) struct Timer {
    id: i32,
    _closure: Closure<dyn FnMut()>,
}

impl Timer {
    /// Calls `action` once after the given time. `None` if there is no window.
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
