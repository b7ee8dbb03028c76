//! A handle to the panel for use from outside.

use std::cell::RefCell;
use std::future::poll_fn;
use std::rc::{Rc, Weak};
use std::task::{Poll, Waker};

use leptos::prelude::*;
use teamwork_connect_core::Draft;
use teamwork_connect_core::wire::TestReport;

use super::model::Author;
use super::outcomes::{PanelError, SavedConnection};
use super::request::{Request, Response};
use super::state::Panel;

/// Gives access to a [`ConnectionPanel`](super::ConnectionPanel) from outside. The handle is `Copy`. Before the
/// panel is in the page and after it is gone, calls do nothing or fail with
/// [`ResultCode::NotFound`](teamwork_connect_core::ResultCode::NotFound).
///
/// ```
/// use leptos::prelude::*;
/// use teamwork_connect::{ConnectionPanel, PanelHandle};
///
/// #[component]
/// fn Connect() -> impl IntoView {
///     let panel = PanelHandle::new();
///     let save = move |_| {
///         // Start in the click, so that the browser allows a window.
///         let saving = panel.save();
///         leptos::task::spawn_local(async move {
///             if let Ok(saved) = saving.await {
///                 leptos::logging::log!("saved {}", saved.connection.id);
///             }
///         });
///     };
///     view! {
///         <ConnectionPanel backend="/api" handle=panel />
///         <button on:click=save>"Save and close"</button>
///     }
/// }
/// ```
#[derive(Clone, Copy)]
pub struct PanelHandle(StoredValue<Weak<Panel>, LocalStorage>);

impl Default for PanelHandle {
    fn default() -> Self {
        Self::new()
    }
}

impl PanelHandle {
    /// Creates a handle without a panel. It ends with the current owner.
    #[must_use]
    pub fn new() -> Self {
        Self(StoredValue::new_local(Weak::new()))
    }

    /// Saves as the button does, and authorizes if necessary. The future resolves once the connection is saved and
    /// the authorization, if any, has begun.
    ///
    /// Saving starts at the call, not when the future is first polled. Call it in a click handler if a window is
    /// to be opened.
    ///
    /// # Errors
    ///
    /// Why the connection could not be saved.
    pub fn save(self) -> impl Future<Output = Result<SavedConnection, PanelError>> + use<> {
        self.ask(Request::Save, |response| match response {
            Response::Saved(saved) => Some(*saved),
            _ => None,
        })
    }

    /// Tests the current settings.
    ///
    /// # Errors
    ///
    /// Why the test could not run. A failed check is not an error.
    pub fn test(self) -> impl Future<Output = Result<TestReport, PanelError>> + use<> {
        self.ask(Request::Test, |response| match response {
            Response::Tested(report) => Some(report),
            _ => None,
        })
    }

    /// Discards unsaved changes without asking.
    ///
    /// # Errors
    ///
    /// Why the saved connection could not be reloaded.
    pub fn reset(self) -> impl Future<Output = Result<(), PanelError>> + use<> {
        self.ask(Request::Reset, |response| matches!(response, Response::Reset).then_some(()))
    }

    /// Whether there are unsaved changes.
    #[must_use]
    pub fn is_dirty(self) -> bool {
        self.panel().is_some_and(|panel| panel.is_dirty())
    }

    /// Asks whether the panel may be closed. Resolves at once if nothing would be lost, and otherwise after the
    /// user has decided inside the panel. If the user discards the changes, they are gone.
    ///
    /// # Errors
    ///
    /// There is no panel, or it ended before the user answered.
    pub fn request_close(self) -> impl Future<Output = Result<bool, PanelError>> + use<> {
        self.ask(Request::Close, |response| match response {
            Response::Close(may) => Some(may),
            _ => None,
        })
    }

    /// Switches to another connection, or to a new one. If there are unsaved changes, the user is asked first.
    pub fn open(self, connection_id: Option<String>) {
        if let Some(panel) = self.panel() {
            panel.open(connection_id);
        }
    }

    /// The current settings, without secrets. `None` if there is no panel.
    #[must_use]
    pub fn value(self) -> Option<Draft> {
        self.panel().map(|panel| panel.value())
    }

    /// Replaces the current settings, unless the draft contains a choice that is not offered. Returns whether they
    /// were replaced.
    pub fn set_value(self, value: Draft) -> bool {
        self.panel().is_some_and(|panel| panel.set_value(value, Author::Page))
    }

    /// Attaches a panel.
    pub(super) fn attach(self, panel: &Rc<Panel>) {
        self.0.set_value(Rc::downgrade(panel));
    }

    fn panel(self) -> Option<Rc<Panel>> {
        self.0.try_get_value()?.upgrade()
    }

    fn ask<T: 'static>(
        self,
        request: Request,
        pick: fn(Response) -> Option<T>,
    ) -> impl Future<Output = Result<T, PanelError>> + use<T> {
        let answer: Rc<RefCell<Answer<T>>> = Rc::default();
        let replied = Rc::clone(&answer);
        let reply = move |result: Result<Response, PanelError>| {
            let result =
                result.and_then(|response| pick(response).ok_or_else(PanelError::no_panel));
            let mut answer = replied.borrow_mut();
            answer.result = Some(result);
            if let Some(waker) = answer.waker.take() {
                waker.wake();
            }
        };
        match self.panel() {
            Some(panel) => panel.ask(request, Box::new(reply)),
            None => reply(Err(PanelError::no_panel())),
        }
        poll_fn(move |context| {
            let mut answer = answer.borrow_mut();
            match answer.result.take() {
                Some(result) => Poll::Ready(result),
                None => {
                    answer.waker = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        })
    }
}

/// The panel's reply, and the task that waits for it.
struct Answer<T> {
    result: Option<Result<T, PanelError>>,
    waker: Option<Waker>,
}

impl<T> Default for Answer<T> {
    fn default() -> Self {
        Self { result: None, waker: None }
    }
}
