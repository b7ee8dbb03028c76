//! The panel, in Leptos.
//!
//! [`ConnectionPanel`] is the component. Inside, imports point one way: `model` is the panel's data, `state` is
//! one panel instance, `actions` handles what happens in it, `controls` are the building blocks of views,
//! `settings` and `sections` are the visible parts, and `frame` assembles them.

// Leptos's macro makes the props of a component public, even if the component is not.
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

// For the custom element and its JavaScript handle.
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
