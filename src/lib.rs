//! The *Create connection* panel for Teamwork.com, as a browser component.
//!
//! Embed it as the element `<teamwork-connect backend="/api">` (`embed`), or in a Leptos app as
//! [`ConnectionPanel`]. What it saves, and how, is the contract of the backend
//! API in the README; the rules behind it are in [`teamwork_connect_core`], which a backend written in
//! Rust can use too.
//!
//! # Features
//!
//! None is on by default. An app turns on the one that it turns on for Leptos: `csr` where everything is rendered in the
//! browser, `ssr` on a server, and `hydrate` in the browser behind such a server. `csr` also has `embed`, the module behind
//! the custom element. With `ssr` nothing is compiled that needs a browser.

#[cfg(not(feature = "ssr"))]
mod authorize;
mod backend_api;
#[cfg(not(feature = "ssr"))]
mod browser;
mod text;
#[cfg(not(feature = "ssr"))]
mod view;

#[cfg(all(feature = "csr", not(feature = "ssr")))]
pub mod embed;
pub mod panel;

pub use backend_api::{GetHeaders, GivenHeaders, NoSession, PageHeaders};
pub use panel::{
    CancelEvent, ChangeEvent, ConnectionPanel, Credentials, DoneEvent, Language, PanelError,
    PanelHandle, Phase, SavedConnection, Theme,
};
pub use text::Catalogue;
