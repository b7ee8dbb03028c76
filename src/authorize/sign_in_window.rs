//! The window that the user signs in in.

use teamwork_connect_core::WebAddress;
use wasm_bindgen::JsValue;

use crate::browser::popup::Popup;

/// The window, where there is one.
#[derive(Default)]
pub(super) struct SignInWindow(Option<Popup>);

impl SignInWindow {
    /// Opens a window in place of the one before, and says whether there is one now. Call it in a click,
    /// before anything is awaited.
    pub(super) fn open(&mut self, text: &str) -> bool {
        self.close();
        self.0 = Popup::open(text);
        self.0.is_some()
    }

    /// Goes to a page. Says whether the window was still there.
    pub(super) fn show(&self, url: &WebAddress) -> bool {
        self.0.as_ref().is_some_and(|popup| popup.show(url))
    }

    /// Brings it to the front. Says whether that may have worked.
    pub(super) fn focus(&self) -> bool {
        self.0.as_ref().is_some_and(Popup::focus)
    }

    pub(super) fn close(&mut self) {
        if let Some(popup) = self.0.take() {
            popup.close();
        }
    }

    /// Whether a message may come from this window. Of one that has closed itself, browsers do not always
    /// know that it was it; and of one that was opened before the page was loaded, nobody does.
    pub(super) fn may_have_sent(&self, sender: &JsValue) -> bool {
        sender.is_null() || self.0.as_ref().is_none_or(|popup| popup.is(sender))
    }

    /// Whether it shows a page of this page's own origin.
    pub(super) fn is_astray(&self) -> bool {
        self.0.as_ref().is_some_and(Popup::shows_own_page)
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
