//! Messages between pages of one origin.

use wasm_bindgen::JsCast;
use web_sys::{BroadcastChannel, Event, EventTarget};

use super::listener::Listener;

/// A broadcast channel. Dropping it removes the listener.
pub(crate) struct Channel {
    channel: BroadcastChannel,
    _listener: Listener,
}

impl Channel {
    /// Listens to the channel with this name. `None` if the browser has no `BroadcastChannel`.
    pub(crate) fn listen(name: &str, heard: impl FnMut(Event) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let target = channel.unchecked_ref::<EventTarget>();
        let listener = Listener::new(target, "message", heard);
        Some(Self { channel, _listener: listener })
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}
