//! The panel in Leptos.
//!
//! [`ConnectionPanel`] is the component. Inside, imports point one way: `model` is what a panel knows, `state` is one panel,
//! `actions` is what happens on it, `controls` are what views are made of, `settings` and `sections` are the parts that a user
//! sees, and `frame` puts them together.

// Leptos's macro makes the properties of a component public, whatever the component is.
#![allow(unreachable_pub)]

mod callback_events;
mod connection_panel;
mod outcomes;
mod props;

#[cfg(not(feature = "ssr"))]
mod actions;
#[cfg(not(feature = "ssr"))]
mod callbacks;
#[cfg(not(feature = "ssr"))]
mod controls;
#[cfg(not(feature = "ssr"))]
mod draft_of_js;
#[cfg(not(feature = "ssr"))]
mod events;
#[cfg(not(feature = "ssr"))]
mod frame;
#[cfg(not(feature = "ssr"))]
mod handle;
#[cfg(feature = "ssr")]
mod handle_on_server;
#[cfg(not(feature = "ssr"))]
mod model;
#[cfg(all(feature = "csr", not(feature = "ssr")))]
mod mount;
#[cfg(not(feature = "ssr"))]
mod options;
#[cfg(not(feature = "ssr"))]
mod request;
#[cfg(not(feature = "ssr"))]
mod sections;
#[cfg(not(feature = "ssr"))]
mod settings;
#[cfg(not(feature = "ssr"))]
mod state;
#[cfg(not(feature = "ssr"))]
mod steer;

pub use callback_events::{CancelEvent, ChangeEvent, DoneEvent};
pub use connection_panel::ConnectionPanel;
#[cfg(not(feature = "ssr"))]
pub use handle::PanelHandle;
#[cfg(feature = "ssr")]
pub use handle_on_server::PanelHandle;
pub use outcomes::{PanelError, Phase, SavedConnection};
pub use props::{Credentials, Language, Theme};

// For the element and the handle in JavaScript.
#[cfg(all(feature = "csr", not(feature = "ssr")))]
pub(crate) use {
    draft_of_js::draft_of_js,
    events::PanelEvent,
    model::Author,
    mount::{Mounted, mount},
    options::Options,
    request::{Request, Response},
    state::Panel,
};
