//! What suggests that the host knows more by now.

use std::rc::Rc;

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::{Event, EventTarget};

use crate::browser::channel::Channel;
use crate::browser::listener::Listener;

/// The hints about one attempt, listened to until they are dropped.
pub(super) struct Hints {
    id: String,
    _listeners: Vec<Listener>,
    _channel: Option<Channel>,
}

impl Hints {
    /// Calls `hint` at every hint: a message of the done page by either of its ways, or the user coming
    /// back. Whoever sends messages, all that they bring about is a question to the host.
    pub(super) fn listen(id: &str, hint: Rc<dyn Fn()>) -> Self {
        let on = |target: &EventTarget, kind| {
            let hint = Rc::clone(&hint);
            Listener::new(target, kind, move |_| hint())
        };
        let mut listeners = Vec::new();
        if let Some(window) = web_sys::window() {
            listeners.extend(["focus", "pageshow", "online"].map(|kind| on(&window, kind)));
            listeners.extend(window.document().map(|document| on(&document, "visibilitychange")));
            let (hint, id) = (Rc::clone(&hint), id.to_owned());
            listeners.push(Listener::new(&window, "message", move |event| {
                if is_about(&event, &id) {
                    hint();
                }
            }));
        }
        let channel = Channel::listen(&format!("teamwork-connect:{id}"), move || hint());
        Self { id: id.to_owned(), _listeners: listeners, _channel: channel }
    }

    /// Whether they are about this attempt.
    pub(super) fn are_about(&self, id: &str) -> bool {
        self.id == id
    }
}

/// Whether a message to the window is `{v: 1, id}` with this ID. Pages get messages of many kinds.
fn is_about(event: &Event, id: &str) -> bool {
    let get = |from: &JsValue, key: &str| Reflect::get(from, &key.into()).unwrap_or_default();
    let data = get(event, "data");
    data.is_object()
        && get(&data, "v").as_f64() == Some(1.0)
        && get(&data, "id").as_string().as_deref() == Some(id)
}
