//! What a host tells the panel, and what the panel tells the host.

use std::cell::RefCell;
use std::rc::Rc;

use teamwork_connect_core::wire::{AuthorizationMode, Connection, Links};
use teamwork_connect_core::{Draft, FieldErrors, Key, ResultCode};
use web_sys::RequestCredentials;

use super::headless::{Asked, Done, PanelError, Reply};
use crate::host_api::GetHeaders;
use crate::text::Catalogue;

/// How a panel is set up.
#[derive(Clone)]
pub struct PanelOptions {
    /// The base URL of the host API, absolute or relative to the page.
    pub backend: String,
    /// The connection to edit, or `None` for a new one.
    pub connection_id: Option<String>,
    /// Whether requests carry cookies.
    pub credentials: Credentials,
    /// Where users sign in to Teamwork: in a window of its own, or in the panel's own tab. Where windows
    /// open badly it is the tab anyway, and in a frame a window.
    pub authorize: AuthorizationMode,
    /// Under which name the host has the page that this tab comes back to from Teamwork.
    pub return_key: Option<String>,
    /// The colours.
    pub theme: Theme,
    /// The level of the panel's heading in the page, 1 to 6. Others count as the nearest.
    pub heading_level: u8,
    /// The language of `catalogue`, as a BCP 47 tag such as `de` or `pt-BR`.
    pub language: String,
    /// The panel's words in this language. Without them it speaks English, as it does where one is
    /// missing.
    pub catalogue: Option<Catalogue>,
    /// Words of the host's own, which come before those of the language.
    pub messages: Option<Catalogue>,
    /// Gives the headers that requests carry besides their own, such as a bearer token of the page's
    /// session.
    pub get_headers: Option<GetHeaders>,
    /// Where the help beside a field leads, in place of what the host says.
    pub links: Option<Links>,
    /// What a new connection begins with, or what a loaded one is changed to.
    pub value: Option<Draft>,
    /// Called with every event, after the handler that caused it. For [`PanelEvent::Cancel`], `false`
    /// keeps the panel as it is; for the others the answer means nothing.
    pub on_event: Rc<dyn Fn(PanelEvent) -> bool>,
    /// Gives the host a way to steer the panel while it is mounted.
    pub handle: PanelHandle,
}

impl PanelOptions {
    /// A panel for new connections with the presets of the spec.
    #[must_use]
    pub fn new(backend: &str) -> Self {
        Self {
            backend: backend.to_owned(),
            connection_id: None,
            credentials: Credentials::default(),
            authorize: AuthorizationMode::Popup,
            return_key: None,
            theme: Theme::default(),
            heading_level: 2,
            language: "en".to_owned(),
            catalogue: None,
            messages: None,
            get_headers: None,
            links: None,
            value: None,
            on_event: Rc::new(|_| true),
            handle: PanelHandle::default(),
        }
    }
}

/// Which requests carry cookies, as in `fetch`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Credentials {
    /// Those to the page's own origin.
    #[default]
    SameOrigin,
    /// All.
    Include,
    /// None.
    Omit,
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

/// The colours of a panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the user's system has it.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The name, as in the attribute `theme`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// What happened in a panel. None of these ever holds a secret.
#[derive(Clone, Debug, PartialEq)]
pub enum PanelEvent {
    /// The panel can be used; the connection to edit, if there is one, is loaded.
    Ready {
        /// The connection being edited.
        connection_id: Option<String>,
    },
    /// The user changed a setting.
    Change {
        /// The settings.
        value: Draft,
        /// Which of them were changed.
        changed: Vec<Key>,
    },
    /// The host has saved the connection.
    Saved {
        /// The connection, as the host has it.
        connection: Connection,
    },
    /// The connection is authorised.
    Authorized {
        /// The connection, as the host has it.
        connection: Connection,
    },
    /// Something the user asked for failed.
    Error(PanelError),
    /// The user left the panel, unsaved changes discarded.
    Cancel,
}

/// Steers a mounted panel. Clones steer the same one; before it is mounted, and after it is gone,
/// calls do nothing.
#[derive(Clone, Default)]
pub struct PanelHandle(Rc<RefCell<Option<Steer>>>);

type Steer = Rc<dyn Fn(Steering)>;

/// What a host may ask of a mounted panel.
pub(crate) enum Steering {
    /// Go on to this connection, or to a new one.
    Open(Option<String>),
    /// Change the colours.
    Theme(Theme),
    /// Change the level of the heading.
    HeadingLevel(u8),
    /// Go over to another language, with its words.
    Language(String, Option<Catalogue>),
    /// Change the host's own words.
    Messages(Option<Catalogue>),
    /// Lead to these places from the help.
    Links(Option<Links>),
    /// Put this draft in place of what is there.
    Value(Draft),
    /// Give the draft.
    Look(Box<dyn FnOnce(Draft)>),
    /// Do this, and tell how it ended.
    Ask(Asked, Reply),
}

impl PanelHandle {
    /// Goes on to another connection, or to a new one. With unsaved changes the user is asked first.
    pub fn open(&self, connection_id: Option<String>) {
        self.steer(Steering::Open(connection_id));
    }

    /// Changes the colours.
    pub fn set_theme(&self, theme: Theme) {
        self.steer(Steering::Theme(theme));
    }

    /// Changes the level of the panel's heading, 1 to 6. Others count as the nearest.
    pub fn set_heading_level(&self, level: u8) {
        self.steer(Steering::HeadingLevel(level));
    }

    /// Goes over to another language, with the panel's words in it. Nothing that is typed is lost.
    pub fn set_language(&self, language: &str, catalogue: Option<Catalogue>) {
        self.steer(Steering::Language(language.to_owned(), catalogue));
    }

    /// Puts other words of the host's own in the place of those before.
    pub fn set_messages(&self, messages: Option<Catalogue>) {
        self.steer(Steering::Messages(messages));
    }

    /// Changes where the help beside a field leads.
    pub fn set_links(&self, links: Option<Links>) {
        self.steer(Steering::Links(links));
    }

    /// What is chosen and typed, without secrets. `None` where there is no panel.
    #[must_use]
    pub fn value(&self) -> Option<Draft> {
        let found = Rc::new(RefCell::new(None));
        let place = Rc::clone(&found);
        self.steer(Steering::Look(Box::new(move |draft| *place.borrow_mut() = Some(draft))));
        found.take()
    }

    /// Puts a draft in place of what is chosen and typed.
    pub fn set_value(&self, value: Draft) {
        self.steer(Steering::Value(value));
    }

    /// Has the panel do something. `reply` is called once, with how it ended.
    pub fn ask(&self, asked: Asked, reply: impl FnOnce(Result<Done, PanelError>) + 'static) {
        if self.0.borrow().is_some() {
            return self.steer(Steering::Ask(asked, Box::new(reply)));
        }
        reply(Err(PanelError {
            code: ResultCode::NotFound,
            detail: "The panel is not on the page.".to_owned(),
            request_id: None,
            fields: FieldErrors::default(),
        }));
    }

    pub(crate) fn connect(&self, steer: impl Fn(Steering) + 'static) {
        *self.0.borrow_mut() = Some(Rc::new(steer));
    }

    pub(crate) fn disconnect(&self) {
        *self.0.borrow_mut() = None;
    }

    fn steer(&self, steering: Steering) {
        // The borrow ends before the call, which may well come back here.
        let steer = self.0.borrow().clone();
        if let Some(steer) = steer {
            steer(steering);
        }
    }
}
