//! One thin module per browser API. All of them are total: whatever the browser returns becomes a value, never a
//! panic. None of them knows about connections.

pub(crate) mod abort;
pub(crate) mod address;
pub(crate) mod channel;
pub(crate) mod clipboard;
pub(crate) mod clock;
pub(crate) mod console;
pub(crate) mod fetch;
pub(crate) mod focus;
pub(crate) mod instance;
pub(crate) mod intl;
pub(crate) mod json;
pub(crate) mod listener;
pub(crate) mod lower_case;
pub(crate) mod object;
mod policy;
pub(crate) mod popup;
pub(crate) mod property;
pub(crate) mod random;
pub(crate) mod secret_events;
pub(crate) mod session_storage;
pub(crate) mod styles;
pub(crate) mod surroundings;
pub(crate) mod timer;
