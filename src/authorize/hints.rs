//! Hints that the backend may have news about an authorization.

use std::rc::Rc;

use js_sys::JsString;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventTarget};
use zeroize::Zeroizing;

use crate::browser::channel::Channel;
use crate::browser::listener::Listener;
use crate::browser::object::get;

/// A verification code. It is in no observable state, log, or storage.
pub(super) type VerificationCodeText = Zeroizing<String>;

/// The maximum length of a verification code, in UTF-16 code units.
const LONGEST_CODE: u32 = 256;

/// The hints about one authorization. Dropping this removes the listeners.
pub(super) struct Hints {
    id: String,
    _listeners: Vec<Listener>,
    _channel: Option<Channel>,
}

impl Hints {
    /// Calls `hint` on every hint: a message from the done page over either channel, perhaps with a verification
    /// code, or the user coming back. No matter who sends a message, its only effect is a request to the backend.
    /// A message to the window counts only if `trusted` accepts its origin and source.
    pub(super) fn listen(
        id: &str,
        trusted: impl Fn(&JsValue, &JsValue) -> bool + 'static,
        hint: Rc<dyn Fn(Option<VerificationCodeText>)>,
    ) -> Self {
        let on = |target: &EventTarget, kind| {
            let hint = Rc::clone(&hint);
            Listener::new(target, kind, move |_| hint(None))
        };
        let mut listeners = Vec::new();
        if let Some(window) = web_sys::window() {
            listeners.extend(["focus", "pageshow", "online"].map(|kind| on(&window, kind)));
            listeners.extend(window.document().map(|document| on(&document, "visibilitychange")));
            let (hint, id) = (Rc::clone(&hint), id.to_owned());
            listeners.push(Listener::new(&window, "message", move |event| {
                if trusted(&get(&event, "origin"), &get(&event, "source")) {
                    hear(&event, &id, &*hint);
                }
            }));
        }
        let about = id.to_owned();
        let heard = move |event| hear(&event, &about, &*hint);
        let channel = Channel::listen(&format!("teamwork-connect:{id}"), heard);
        Self { id: id.to_owned(), _listeners: listeners, _channel: channel }
    }

    /// Whether they are about this authorization.
    pub(super) fn are_about(&self, id: &str) -> bool {
        self.id == id
    }
}

/// Handles a message if it is `{v: 1, id}` with this ID, perhaps with a `verificationCode`. Pages receive messages
/// of any kind and size, so the comparison stays in JavaScript.
fn hear(event: &Event, id: &str, hint: &dyn Fn(Option<VerificationCodeText>)) {
    let data = get(event, "data");
    if data.is_object() && get(&data, "v") == 1 && get(&data, "id") == *id {
        let verification_code = get(&data, "verificationCode").dyn_into::<JsString>().ok();
        let verification_code =
            verification_code.filter(|text| (1..=LONGEST_CODE).contains(&text.length()));
        hint(verification_code.map(|text| Zeroizing::new(String::from(text))));
    }
}
