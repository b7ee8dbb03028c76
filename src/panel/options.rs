//! The panel's options.

use std::rc::Rc;

use teamwork_connect_core::wire::{AuthorizationMode, Links};
use teamwork_connect_core::{Choices, Draft, Keys};
use web_sys::RequestCredentials;

use super::events::Emit;
use super::props::{Credentials, Language, Theme};
use crate::backend_api::GetHeaders;
use crate::text::Catalogue;

/// How a panel is set up.
pub(crate) struct Options {
    /// The base URL of the backend's API, absolute or relative to the page.
    pub(crate) backend: String,
    /// The connection to edit, or `None` for a new one.
    pub(crate) connection_id: Option<String>,
    pub(crate) credentials: Credentials,
    pub(crate) authorize: AuthorizationMode,
    pub(crate) return_key: Option<String>,
    pub(crate) theme: Theme,
    pub(crate) heading_level: u8,
    pub(crate) language: Language,
    /// The page's own texts, which override those of the language.
    pub(crate) messages: Option<Catalogue>,
    pub(crate) get_headers: Option<GetHeaders>,
    /// The targets of the help links, overriding those from the backend.
    pub(crate) links: Option<Links>,
    /// The choices to offer.
    pub(crate) choices: Choices,
    /// The settings that are shown but cannot be changed.
    pub(crate) locked: Keys,
    /// Initial values for a new connection, or changes to a loaded one.
    pub(crate) value: Option<Draft>,
    /// Receives every event, after the handler that caused it.
    pub(crate) emit: Emit,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            backend: ".".to_owned(),
            connection_id: None,
            credentials: Credentials::default(),
            authorize: AuthorizationMode::Popup,
            return_key: None,
            theme: Theme::default(),
            heading_level: 2,
            language: Language::default(),
            messages: None,
            get_headers: None,
            links: None,
            choices: Choices::all(),
            locked: Keys::default(),
            value: None,
            emit: Rc::new(|_| true),
        }
    }
}

impl From<Credentials> for RequestCredentials {
    fn from(credentials: Credentials) -> Self {
        match credentials {
            Credentials::SameOrigin => Self::SameOrigin,
            Credentials::Include => Self::Include,
            Credentials::Omit => Self::Omit,
        }
    }
}
