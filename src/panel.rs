//! The panel in Leptos.
//!
//! [`ConnectionPanel`] is the component. Inside, imports point one way: `model` is what a panel knows, `state` is one panel,
//! `actions` is what happens on it, `controls` are what views are made of, `settings` and `sections` are the parts that a user
//! sees, and `frame` puts them together.

// Leptos's macro makes the properties of a component public, whatever the component is.
#![allow(unreachable_pub)]

mod actions;
mod callbacks;
mod connection_panel;
mod controls;
mod draft_of_js;
mod events;
mod frame;
mod handle;
mod model;
mod mount;
mod options;
mod request;
mod sections;
mod settings;
mod state;
mod steer;

pub use callbacks::{CancelEvent, ChangeEvent};
pub use connection_panel::ConnectionPanel;
pub(crate) use draft_of_js::draft_of_js;
pub use events::PanelError;
pub(crate) use events::PanelEvent;
pub use handle::PanelHandle;
#[cfg(feature = "csr")]
pub(crate) use mount::{Mounted, mount};
pub(crate) use options::Options;
pub use options::{Credentials, Language, Theme};
pub use request::SavedConnection;
pub(crate) use request::{Request, Response};
pub(crate) use state::Panel;
