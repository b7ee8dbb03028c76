use crate::wire::AuthorizationMode;

/// Where the user signs in, as far as the panel knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// In a window that was opened in the click, and to which the panel holds a handle.
    Open,
    /// The browser blocked the window. This tab may go to Teamwork instead, in the given mode. `None` in a frame,
    /// which can't.
    Blocked(Option<AuthorizationMode>),
    /// The window was gone before it could be sent to Teamwork.
    Lost,
    /// The authorization was begun before the page was loaded, so its window is unknown.
    Unknown,
    /// In the panel's own tab.
    ThisTab(AuthorizationMode),
}

impl Window {
    /// The mode in which this tab may go to Teamwork, if it may.
    #[must_use]
    pub fn this_tab(self) -> Option<AuthorizationMode> {
        match self {
            Self::Blocked(mode) => mode,
            Self::ThisTab(mode) => Some(mode),
            Self::Open | Self::Lost | Self::Unknown => None,
        }
    }

    /// The mode in which to ask the backend to begin.
    pub(super) fn mode(self) -> AuthorizationMode {
        self.this_tab().unwrap_or(AuthorizationMode::Popup)
    }
}
