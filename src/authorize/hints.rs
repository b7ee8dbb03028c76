//! What suggests that the backend knows more by now.

use std::rc::Rc;

use js_sys::JsString;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventTarget};
use zeroize::Zeroizing;

use crate::browser::channel::Channel;
use crate::browser::listener::Listener;
use crate::browser::object::get;

/// A one-time verification code, which is in no state that anybody looks at, in no log and in no storage.
pub(super) type VerificationCodeText = Zeroizing<String>;

/// The longest verification code that is taken, in UTF-16 units.
const LONGEST_CODE: u32 = 256;

/// The hints about one authorization, listened to until they are dropped.
pub(super) struct Hints {
    id: String,
    _listeners: Vec<Listener>,
    _channel: Option<Channel>,
}

impl Hints {
    /// Calls `hint` at every hint: a message of the done page by either of its ways, perhaps with a
    /// verification code, or the user coming back. Whoever sends messages, all that they bring about is a request to
    /// the backend. Of the messages to the window only those count of whose origin and source `trusted` says so.
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

/// Takes a message that is `{v: 1, id}` with this ID, and perhaps with a `verificationCode`. Pages get messages of
/// many kinds, and of any size: what is compared stays in JavaScript.
fn hear(event: &Event, id: &str, hint: &dyn Fn(Option<VerificationCodeText>)) {
    let data = get(event, "data");
    if data.is_object() && get(&data, "v") == 1 && get(&data, "id") == *id {
        let verification_code = get(&data, "verificationCode").dyn_into::<JsString>().ok();
        let verification_code =
            verification_code.filter(|text| (1..=LONGEST_CODE).contains(&text.length()));
        hint(verification_code.map(|text| Zeroizing::new(String::from(text))));
    }
}
