//! A window of its own, for somebody else's page.

use js_sys::Reflect;
use teamwork_connect_core::WebAddress;
use wasm_bindgen::JsValue;
use web_sys::Window;

use super::object::{get, text_of};
use super::random::random_id;

/// The size is what sign-in pages are made for. `popup` keeps the address bar, so that users see whose
/// page it is.
const FEATURES: &str = "popup,width=520,height=720";

/// A handle on a window that was opened here.
pub(crate) struct Popup(Window);

impl Popup {
    /// Opens a blank window that says `text`. Call it in a click, before anything is awaited: WebKit
    /// refuses it afterwards. `None` where the browser refuses.
    pub(crate) fn open(text: &str) -> Option<Self> {
        // A random name, so that no other page can take hold of the window by its name.
        let window = web_sys::window()?
            .open_with_url_and_target_and_features("about:blank", &random_id(), FEATURES)
            .ok()??;
        let popup = Self(window);
        popup.write(text);
        (!popup.is_closed()).then_some(popup)
    }

    /// Goes to a page, without a step back to the blank one. Says whether it does. Only to a page of the
    /// web: as long as the window is blank, a `javascript:` address would run as this page.
    pub(crate) fn show(&self, url: &WebAddress) -> bool {
        !self.is_closed() && self.0.location().replace(url.as_str()).is_ok()
    }

    /// Brings the window to the front, where the browser lets it. Says whether it may have: one that is
    /// closed, or has been cut off from this page, cannot be.
    pub(crate) fn focus(&self) -> bool {
        !self.is_closed() && self.0.focus().is_ok()
    }

    /// Whether it is the window that a message comes from.
    pub(crate) fn is(&self, source: &JsValue) -> bool {
        let window: &JsValue = self.0.as_ref();
        window == source
    }

    /// Closes the window, where it is still ours to close.
    pub(crate) fn close(&self) {
        let _ = self.0.close();
    }

    /// Whether the window says that it is closed. It says so too when its page has cut it off from ours.
    pub(crate) fn is_closed(&self) -> bool {
        self.0.closed().unwrap_or(true)
    }

    /// Whether the window shows a whole page of this page's own origin. Of any other page it says nothing.
    pub(crate) fn shows_own_page(&self) -> bool {
        let document = get(&self.0, "document");
        let text = |name| text_of(&document, name);
        text("readyState").is_some_and(|state| state == "complete")
            && text("URL").is_some_and(|url| url != "about:blank")
    }

    fn write(&self, text: &str) {
        // By reflection: the document is one of that window's own kind and not of ours, and reading it throws
        // where a sandbox has put the window on another origin.
        let document = get(&self.0, "document");
        for (of, name) in [(&get(&document, "body"), "textContent"), (&document, "title")] {
            let _ = Reflect::set(of, &name.into(), &text.into());
        }
    }
}
