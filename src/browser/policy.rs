//! What the content security policy of the page forbids.
//!
//! A request that it forbids fails as one without a network does. Only an event on the document tells them
//! apart, which some browsers send before the request fails, and others a task or two later.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, MessageChannel};

use super::listener::Listener;
use super::object::text_of;

/// For how many tasks after the failure the event is waited for. It has never been seen to need three.
const TASKS: u32 = 8;

/// Notices whether requests to one URL are forbidden, until it is dropped.
pub(crate) struct PolicyWatch {
    forbidden: Rc<Cell<bool>>,
    _listener: Option<Listener>,
}

impl PolicyWatch {
    /// Begins before the request does.
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

    /// Whether it was the policy that made the request fail.
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
    // Of a URL of another origin, no more than that may be told.
    let is_it =
        text_of(event, "blockedURI").is_some_and(|part| !part.is_empty() && url.starts_with(&part));
    // A policy may be there only to report what it would forbid.
    is_it && text_of(event, "disposition").as_deref() == Some("enforce")
}

/// Lets the browser do what it had to do before this.
async fn next_task() {
    let Ok(channel) = MessageChannel::new() else { return };
    let message = Promise::new(&mut |heard, _| channel.port1().set_onmessage(Some(&heard)));
    if channel.port2().post_message(&JsValue::NULL).is_ok() {
        let _ = JsFuture::from(message).await;
    }
    channel.port1().close();
}
