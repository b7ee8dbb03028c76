//! The window that the user signs in in.

use teamwork_connect_core::attempt::Window;

use crate::browser::popup::Popup;

/// The window, where there is one.
#[derive(Default)]
pub(super) struct SignInWindow(Option<Popup>);

impl SignInWindow {
    /// Opens a window in place of the one before. Call it in a click, before anything is awaited.
    pub(super) fn open(&mut self, text: &str) -> Window {
        self.close();
        self.0 = Popup::open(text);
        if self.0.is_some() { Window::Open } else { Window::Blocked }
    }

    /// Goes to a page. Says whether the window was still there.
    pub(super) fn show(&self, url: &str) -> bool {
        self.0.as_ref().is_some_and(|popup| popup.show(url))
    }

    pub(super) fn focus(&self) {
        if let Some(popup) = &self.0 {
            popup.focus();
        }
    }

    pub(super) fn close(&mut self) {
        if let Some(popup) = self.0.take() {
            popup.close();
        }
    }

    /// Whether the user seems to be back: the window says that it is closed, and this page has the
    /// focus. Only both together mean something, and even they no more than that it is worth asking.
    pub(super) fn is_left(&self) -> bool {
        let has_focus = || {
            let document = web_sys::window().and_then(|window| window.document());
            document.is_some_and(|document| document.has_focus().unwrap_or(false))
        };
        self.0.as_ref().is_some_and(Popup::is_closed) && has_focus()
    }
}
