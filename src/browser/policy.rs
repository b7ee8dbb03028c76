//! What the page's content security policy blocks.
//!
//! A blocked request fails just like one without a network. Only an event on the document tells them apart. Some
//! browsers send it before the request fails, and others a task or two later.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, MessageChannel};

use super::listener::Listener;
use super::object::text_of;

/// The number of tasks to wait for the event after the failure. It has never been seen to need three.
const TASKS: u32 = 8;

/// Notices when requests to one URL are blocked, until it is dropped.
pub(crate) struct PolicyWatch {
    forbidden: Rc<Cell<bool>>,
    _listener: Option<Listener>,
}

impl PolicyWatch {
    /// Starts watching. Call this before the request is sent.
    pub(crate) fn begin(url: String) -> Self {
        let forbidden = Rc::new(Cell::new(false));
        let noticed = Rc::clone(&forbidden);
        let document = web_sys::window().and_then(|window| window.document());
        let listener = document.map(|document| {
            Listener::new(&document, "securitypolicyviolation", move |event| {
                noticed.set(noticed.get() || forbids(&event, &url));
            })
        });
        Self { forbidden, _listener: listener }
    }

    /// Whether the policy made the request fail.
    pub(crate) async fn has_forbidden(&self) -> bool {
        for _ in 0..TASKS {
            if self.forbidden.get() {
                return true;
            }
            next_task().await;
        }
        self.forbidden.get()
    }
}

fn forbids(event: &Event, url: &str) -> bool {
    // For a URL of another origin, the event may contain only a prefix.
    let is_it =
        text_of(event, "blockedURI").is_some_and(|part| !part.is_empty() && url.starts_with(&part));
    // A report-only policy blocks nothing.
    is_it && text_of(event, "disposition").as_deref() == Some("enforce")
}

/// Lets the browser run its pending tasks.
async fn next_task() {
    let Ok(channel) = MessageChannel::new() else { return };
    let message = Promise::new(&mut |heard, _| channel.port1().set_onmessage(Some(&heard)));
    if channel.port2().post_message(&JsValue::NULL).is_ok() {
        let _ = JsFuture::from(message).await;
    }
    channel.port1().close();
}
