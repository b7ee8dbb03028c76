//! The *Create connection* panel for Teamwork.com, as a browser component.
//!
//! Embed it as the element `<teamwork-connect backend="/api">` ([`embed`]), or in a Leptos app as
//! [`ConnectionPanel`]. What it saves, and how, is the contract of the host
//! API in the README; the rules behind it are in [`teamwork_connect_core`], which a backend written in
//! Rust can use too.

mod authorize;
mod browser;
mod host_api;
mod text;

pub mod embed;
pub mod panel;

pub use host_api::{GetHeaders, GivenHeaders, NoSession, PageHeaders};
pub use panel::{ConnectionPanel, PanelEvent, PanelOptions};
pub use text::Catalogue;
