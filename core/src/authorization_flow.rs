//! The state machine of an authorization as the panel sees it: a pure function of state and event.
//!
//! Only the backend's record decides how an authorization ended. What the browser reports (a message, a focus
//! change, a window that looks closed) is a [`Hint`](Event::Hint) to poll sooner or a reason to offer an action,
//! never an outcome. ARCHITECTURE.md has a state diagram.
//!
//! Times are milliseconds on a monotonic clock, such as `performance.now()`.

mod schedule;
mod waiting;
mod window;

use crate::ResultCode;
use crate::web_address::WebAddress;
use crate::wire::{
    Authorization, AuthorizationMode, AuthorizationStart, AuthorizationStatus, AuthorizedAccount,
};

use waiting::Next;
pub use waiting::{Code, Contact, VerificationCode, Waiting};
pub use window::Window;

/// The state of an authorization.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AuthorizationFlow {
    /// No authorization.
    #[default]
    Idle,
    /// The connection is being saved.
    Saving(Window),
    /// The backend has been asked to begin.
    Starting {
        /// Where the user will sign in.
        window: Window,
        /// The ID of the authorization that this one replaces.
        previous: Option<String>,
    },
    /// The user is signing in.
    Waiting(Box<Waiting>),
    /// The authorization is over.
    Ended(Ending),
}

/// How an authorization ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// The backend's ID of the authorization, if it had begun.
    pub id: Option<String>,
    /// Why it failed, or `None` if the connection is online.
    pub failure: Option<ResultCode>,
    /// Who signed in, if Teamwork has reported it.
    pub account: Option<AuthorizedAccount>,
}

/// An event in the life of an authorization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The user pressed *Save and authorize* or *Try again*.
    Begin {
        /// Whether the window opened. It is opened in the same click.
        window: Window,
        /// Whether to save first.
        save: bool,
    },
    /// The user pressed *Open again*: a new authorization replaces this one.
    OpenAgain(Window),
    /// The user pressed *Continue in this tab*: the authorization continues in this tab instead of a window.
    ThisTab,
    /// The user pressed *Cancel*.
    Cancel,
    /// The connection was saved.
    Saved,
    /// The connection was not saved. The panel shows why.
    NotSaved,
    /// The backend began the authorization.
    Started {
        /// The backend's response.
        start: AuthorizationStart,
        /// The current time.
        now: u64,
        /// A random number that adds jitter to the polling of many panels.
        pace: u8,
    },
    /// The backend did not begin the authorization. The panel shows why.
    NotStarted,
    /// The page was loaded while an authorization was pending.
    Found {
        /// The backend's ID of the authorization.
        id: String,
        /// Whether this tab is returning from it.
        returned: bool,
        /// The current time.
        now: u64,
        /// A random number that adds jitter to the polling of many panels.
        pace: u8,
    },
    /// The window was gone before it could be sent to Teamwork.
    WindowLost,
    /// The window could not be focused: it is closed or out of reach.
    WindowGone {
        /// The current time.
        now: u64,
    },
    /// Time has passed.
    Tick(Look),
    /// The browser suggests that the backend may have news.
    Hint(Look),
    /// A verification code has arrived with which this browser can confirm the authorization.
    VerificationCode(VerificationCode, Look),
    /// The backend accepted the verification code but has not reported an outcome yet.
    Confirmed {
        /// The current time.
        now: u64,
    },
    /// The backend rejected the verification code.
    Refused {
        /// The current time.
        now: u64,
    },
    /// The backend returned the record of an authorization.
    Answered {
        /// The record.
        record: Authorization,
        /// The current time.
        now: u64,
    },
    /// The backend did not answer a poll or a confirmation.
    Unanswered {
        /// The authorization that the request was about.
        id: String,
        /// Why retrying is pointless, if it is.
        fatal: Option<ResultCode>,
        /// The number of seconds in `Retry-After`.
        retry_after: Option<u32>,
        /// The current time.
        now: u64,
    },
}

/// A snapshot of the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The current time.
    pub now: u64,
    /// Whether the window reports that it is closed while the panel's page has focus.
    pub left: bool,
    /// Whether the window shows a page of the panel's own origin. On the way to Teamwork and back it never stays
    /// on one.
    pub astray: bool,
    /// Whether the browser reports that it is online.
    pub online: bool,
}

/// An action to take after an event, using what the state knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Save the connection, and report whether that worked.
    Save,
    /// Ask the backend to begin, in the window's mode.
    Start,
    /// Send the window to the start page.
    Show,
    /// Store what is needed to resume the authorization, and send this tab to the start page.
    Leave,
    /// Focus the window, or report that it is gone.
    Focus,
    /// Close the window, if possible.
    Close,
    /// Poll the backend for [the authorization in question](AuthorizationFlow::in_question).
    Ask,
    /// Confirm the authorization with the latest verification code.
    Confirm,
    /// Tell the backend that the authorization was canceled here, and ask how it ended.
    Withdraw,
    /// Tell the panel that the authorization is over.
    Finish,
}

/// The actions to take, in this order.
pub type Commands = &'static [Command];

const OVER: &[Command] = &[Command::Close, Command::Finish];
const WITHDRAWN: &[Command] = &[Command::Withdraw, Command::Close, Command::Finish];

impl AuthorizationFlow {
    /// Whether an authorization is in progress.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        !matches!(self, Self::Idle | Self::Ended(_))
    }

    /// The backend's ID of the authorization, once it has begun.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Waiting(waiting) => Some(&waiting.id),
            Self::Ended(ending) => ending.id.as_deref(),
            _ => None,
        }
    }

    /// The backend's ID of the authorization to poll or cancel, if any: this one, or the one it replaces.
    #[must_use]
    pub fn in_question(&self) -> Option<&str> {
        match self {
            Self::Waiting(waiting) => Some(waiting.in_question()),
            _ => self.id(),
        }
    }

    /// The backend's page that leads to Teamwork.
    #[must_use]
    pub fn start_url(&self) -> Option<&WebAddress> {
        match self {
            Self::Waiting(waiting) => waiting.start_url.as_ref(),
            _ => None,
        }
    }

    /// The mode in which to ask the backend to begin.
    #[must_use]
    pub fn mode(&self) -> AuthorizationMode {
        match self {
            Self::Starting { window, .. } => window.mode(),
            _ => AuthorizationMode::Popup,
        }
    }

    /// The part of the state that is visible to the user: everything except when to poll.
    #[must_use]
    pub fn view(&self) -> impl PartialEq + use<> {
        match self {
            Self::Idle => (0, None, None),
            Self::Saving(_) => (1, None, None),
            Self::Starting { .. } => (2, None, None),
            Self::Waiting(waiting) => (3, Some(waiting.view()), None),
            Self::Ended(ending) => (4, None, ending.failure),
        }
    }

    /// Returns the state after an event, and the actions to take. An event that doesn't apply to the state, such
    /// as a late response, changes nothing.
    #[must_use]
    pub fn step(mut self, event: Event) -> (Self, Commands) {
        let commands = self.take(event);
        (self, commands)
    }

    fn take(&mut self, event: Event) -> Commands {
        match (&mut *self, event) {
            (Self::Idle | Self::Ended(_), Event::Begin { window, save: true }) => {
                *self = Self::Saving(window);
                &[Command::Save]
            }
            (Self::Idle | Self::Ended(_), Event::Begin { window, .. }) => self.start(window, None),
            (Self::Saving(window), Event::Saved) => {
                let window = *window;
                self.start(window, None)
            }
            (_, Event::Begin { .. }) => &[Command::Focus],
            (Self::Saving(_), Event::NotSaved) | (Self::Starting { .. }, Event::NotStarted) => {
                *self = Self::Idle;
                &[Command::Close]
            }
            (Self::Starting { window, previous }, Event::Started { start, now, pace }) => {
                let (window, previous) = (*window, previous.take());
                self.begun(window, previous, start, (now, pace))
            }
            // The user canceled before the ID was known.
            (Self::Ended(ending), Event::Started { start, .. }) => {
                ending.id = Some(start.id);
                &[Command::Withdraw]
            }
            (Self::Idle, Event::Found { id, returned, now, pace }) => {
                *self = Self::Waiting(Box::new(Waiting::found(id, returned, (now, pace))));
                &[Command::Ask]
            }
            (Self::Waiting(waiting), Event::OpenAgain(window)) => {
                let previous = Some(waiting.replaced());
                self.start(window, previous)
            }
            (Self::Saving(_) | Self::Starting { .. }, Event::Cancel) => {
                self.end(None, Some(ResultCode::UserCancelled), None, OVER)
            }
            // It had succeeded before the backend heard of the cancellation. The connection is online.
            (Self::Ended(ending), Event::Answered { record, .. }) => {
                if ending.failure != Some(ResultCode::UserCancelled)
                    || ending.id.as_ref() != Some(&record.id)
                    || record.status != AuthorizationStatus::Succeeded
                {
                    return &[];
                }
                self.end(Some(record.id), None, record.account, OVER)
            }
            (Self::Waiting(waiting), event) => match waiting.take(event) {
                Next::GoOn(commands) => commands,
                Next::End { failure, account, commands } => {
                    let id = std::mem::take(&mut waiting.id);
                    self.end(Some(id), failure, account, commands)
                }
            },
            _ => &[],
        }
    }

    fn start(&mut self, window: Window, previous: Option<String>) -> Commands {
        *self = Self::Starting { window, previous };
        &[Command::Start]
    }

    fn begun(
        &mut self,
        window: Window,
        previous: Option<String>,
        start: AuthorizationStart,
        at: (u64, u8),
    ) -> Commands {
        let Some(url) = WebAddress::parse(start.start_url) else {
            return self.end(Some(start.id), Some(ResultCode::BadResponse), None, WITHDRAWN);
        };
        let waiting = Waiting::begun(start.id, url, start.expires_in, window, previous, at);
        *self = Self::Waiting(Box::new(waiting));
        match window {
            Window::Open => &[Command::Show],
            Window::ThisTab(_) => &[Command::Leave],
            Window::Blocked(_) | Window::Lost | Window::Unknown => &[],
        }
    }

    fn end(
        &mut self,
        id: Option<String>,
        failure: Option<ResultCode>,
        account: Option<AuthorizedAccount>,
        commands: Commands,
    ) -> Commands {
        *self = Self::Ended(Ending { id, failure, account });
        commands
    }
}

#[cfg(test)]
mod tests;
