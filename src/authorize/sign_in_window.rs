//! The window in which the user signs in.

use teamwork_connect_core::WebAddress;
use wasm_bindgen::JsValue;

use crate::browser::popup::Popup;

/// The window, if there is one.
#[derive(Default)]
pub(super) struct SignInWindow(Option<Popup>);

impl SignInWindow {
    /// Opens a window to replace the previous one. Returns whether it opened. Call it in a click handler, before
    /// the first `await`.
    pub(super) fn open(&mut self, text: &str) -> bool {
        self.close();
        self.0 = Popup::open(text);
        self.0.is_some()
    }

    /// Navigates to a page. Returns whether the window still existed.
    pub(super) fn show(&self, url: &WebAddress) -> bool {
        self.0.as_ref().is_some_and(|popup| popup.show(url))
    }

    /// Brings the window to the front. Returns whether that may have worked.
    pub(super) fn focus(&self) -> bool {
        self.0.as_ref().is_some_and(Popup::focus)
    }

    pub(super) fn close(&mut self) {
        if let Some(popup) = self.0.take() {
            popup.close();
        }
    }

    /// Whether a message may come from this window. Browsers can't always tell for a window that has closed
    /// itself, and never for one that was opened before the page was loaded.
    pub(super) fn may_have_sent(&self, sender: &JsValue) -> bool {
        sender.is_null() || self.0.as_ref().is_none_or(|popup| popup.is(sender))
    }

    /// Whether it shows a page of this page's own origin.
    pub(super) fn is_astray(&self) -> bool {
        self.0.as_ref().is_some_and(Popup::shows_own_page)
    }

    /// Whether the user seems to be back: the window reports that it is closed, and this page has focus. Neither
    /// means anything alone, and even both together only justify a poll.
    pub(super) fn is_left(&self) -> bool {
        let has_focus = || {
            let document = web_sys::window().and_then(|window| window.document());
            document.is_some_and(|document| document.has_focus().unwrap_or(false))
        };
        self.0.as_ref().is_some_and(Popup::is_closed) && has_focus()
    }
}
