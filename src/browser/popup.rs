//! A separate window for another site's page.

use js_sys::Reflect;
use teamwork_connect_core::WebAddress;
use wasm_bindgen::JsValue;
use web_sys::Window;

use super::object::{get, text_of};
use super::random::random_id;

/// The size that sign-in pages are made for. `popup` keeps the address bar, so that users see whose page it is.
const FEATURES: &str = "popup,width=520,height=720";

/// A handle to a window that was opened here.
pub(crate) struct Popup(Window);

impl Popup {
    /// Opens a blank window that shows `text`. Call it in a click handler, before the first `await`: WebKit blocks
    /// it afterward. `None` if the browser blocks the window.
    pub(crate) fn open(text: &str) -> Option<Self> {
        // A random name, so that no other page can get hold of the window by its name.
        let window = web_sys::window()?
            .open_with_url_and_target_and_features("about:blank", &random_id(), FEATURES)
            .ok()??;
        let popup = Self(window);
        popup.write(text);
        (!popup.is_closed()).then_some(popup)
    }

    /// Navigates to a page and replaces the blank one in the history. Returns whether it does. Takes only web
    /// URLs: while the window is blank, a `javascript:` URL would run as this page.
    pub(crate) fn show(&self, url: &WebAddress) -> bool {
        !self.is_closed() && self.0.location().replace(url.as_str()).is_ok()
    }

    /// Brings the window to the front, if the browser allows it. Returns whether that may have worked: not for a
    /// window that is closed or cut off from this page.
    pub(crate) fn focus(&self) -> bool {
        !self.is_closed() && self.0.focus().is_ok()
    }

    /// Whether a message comes from this window.
    pub(crate) fn is(&self, source: &JsValue) -> bool {
        let window: &JsValue = self.0.as_ref();
        window == source
    }

    /// Closes the window, if it is still ours to close.
    pub(crate) fn close(&self) {
        let _ = self.0.close();
    }

    /// Whether the window reports that it is closed. It also does so when its page has cut it off from ours.
    pub(crate) fn is_closed(&self) -> bool {
        self.0.closed().unwrap_or(true)
    }

    /// Whether the window shows a fully loaded page of this page's own origin. Always `false` for any other page.
    pub(crate) fn shows_own_page(&self) -> bool {
        let document = get(&self.0, "document");
        let text = |name| text_of(&document, name);
        text("readyState").is_some_and(|state| state == "complete")
            && text("URL").is_some_and(|url| url != "about:blank")
    }

    fn write(&self, text: &str) {
        // By reflection: the document belongs to the other window's realm, and reading it throws if a sandbox has
        // given the window another origin.
        let document = get(&self.0, "document");
        for (of, name) in [(&get(&document, "body"), "textContent"), (&document, "title")] {
            let _ = Reflect::set(of, &name.into(), &text.into());
        }
    }
}
