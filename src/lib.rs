//! The *Create connection* panel for Teamwork.com, as a browser component.
//!
//! Embed it as the custom element `<teamwork-connect backend="/api">` (`embed`), or in a Leptos app as
//! [`ConnectionPanel`]. It saves through the backend API described in docs/backend-api.md. The rules behind it are
//! in [`teamwork_connect_core`], which a Rust backend can use too.
//!
//! # Features
//!
//! No feature is on by default. An app enables the one that it also enables for Leptos: `csr` for client-side
//! rendering, `ssr` on a server, and `hydrate` in the browser in front of such a server. `csr` also provides
//! `embed`, the module behind the custom element. With `ssr`, nothing that needs a browser is compiled.

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
