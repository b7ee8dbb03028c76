use crate::wire::AuthorizationMode;

/// Where the user signs in, as far as the panel knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// In a window that was opened in the click, and that the panel has a verification code on.
    Open,
    /// The browser did not open one. This tab may go to Teamwork in its place, in this mode; a frame
    /// cannot.
    Blocked(Option<AuthorizationMode>),
    /// It was gone before it could be sent to Teamwork.
    Lost,
    /// The authorization was begun before the page was loaded, so that nothing is known of its window.
    Unknown,
    /// In the panel's own tab.
    ThisTab(AuthorizationMode),
}

impl Window {
    /// In what mode this tab may go to Teamwork, if it may.
    #[must_use]
    pub fn this_tab(self) -> Option<AuthorizationMode> {
        match self {
            Self::Blocked(mode) => mode,
            Self::ThisTab(mode) => Some(mode),
            Self::Open | Self::Lost | Self::Unknown => None,
        }
    }

    /// In what mode the backend is asked to begin.
    pub(super) fn mode(self) -> AuthorizationMode {
        self.this_tab().unwrap_or(AuthorizationMode::Popup)
    }
}
