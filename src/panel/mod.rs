//! The panel in Leptos: one file a visible part. Views and wiring only; rules are in the core crate.
//!
//! `state::Panel` is the state of one panel; every part gets a copy of this handle. Parts read its
//! signals and call its methods; what takes time is in `loading`, `saving`, `testing`, `authorizing`,
//! `clients` and `leaving`.
//!
//! Elements are made with `tag` and not with `view!`, for the size of it: see there.

// Leptos's macro makes the properties of a component public, whatever the component is.
#![allow(unreachable_pub)]

mod api_key;
mod api_type;
mod api_version;
mod auth_type;
mod authorization;
mod authorizing;
mod banner;
mod buttons;
mod choice;
mod client_dialog;
mod clients;
mod connection_panel;
mod copy_button;
mod draft_of_js;
mod edit;
mod error_summary;
mod field;
mod header;
mod headless;
mod help;
mod http_settings;
mod icons;
mod id_fields;
mod leaving;
mod loading;
mod modal;
mod name;
mod notice;
mod oauth_client;
mod options;
mod piece;
mod question;
mod region;
mod returning;
#[cfg(test)]
mod said;
mod saving;
mod secret;
mod site_name;
mod site_notices;
mod slot;
mod state;
mod tag;
mod test_report;
mod testing;
mod text_field;
mod version_text;
mod window_code;

pub use connection_panel::ConnectionPanel;
pub(crate) use draft_of_js::draft_of_js;
pub use headless::{Asked, Done, PanelError};
pub use options::{Credentials, PanelEvent, PanelHandle, PanelOptions, Theme};
