//! An authorization of a connection, as the panel sees it: a pure function of state and event.
//!
//! The backend's record of the authorization is the only truth about how it ended. What the browser tells, be it
//! of a message, of the focus, or of a window that looks closed, is a [`Hint`](Event::Hint) to ask
//! sooner or a reason to offer something, and never an outcome. ARCHITECTURE.md has the states drawn.
//!
//! Times are milliseconds of a clock that only goes forward, such as `performance.now()`.

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

/// How far an authorization is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AuthorizationFlow {
    /// There is none.
    #[default]
    Idle,
    /// The connection is being saved.
    Saving(Window),
    /// The backend is asked to begin.
    Starting {
        /// Where the user is to sign in.
        window: Window,
        /// The authorization in whose place it is to begin another one.
        previous: Option<String>,
    },
    /// The user is signing in.
    Waiting(Box<Waiting>),
    /// It is over.
    Ended(Ending),
}

/// How an authorization ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// The backend's ID of it, where it had begun.
    pub id: Option<String>,
    /// Why not, or `None` when the connection is online.
    pub failure: Option<ResultCode>,
    /// Who signed in, as far as Teamwork has said.
    pub account: Option<AuthorizedAccount>,
}

/// What happens to an authorization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The user pressed *Save and authorize* or *Try again*.
    Begin {
        /// What came of opening the window, in the same click.
        window: Window,
        /// Whether something is to be saved first.
        save: bool,
    },
    /// The user pressed *Open again*: a new authorization takes the place of this one.
    OpenAgain(Window),
    /// The user pressed *Continue in this tab*: the authorization goes on, and its window is this tab.
    ThisTab,
    /// The user pressed *Cancel*.
    Cancel,
    /// The connection is saved.
    Saved,
    /// The connection is not saved, and the panel says why.
    NotSaved,
    /// The backend has begun.
    Started {
        /// What it answered.
        start: AuthorizationStart,
        /// When.
        now: u64,
        /// Any number: it spreads the questions of many panels.
        pace: u8,
    },
    /// The backend has not begun, and the panel says why.
    NotStarted,
    /// There is an authorization of before the page was loaded.
    Found {
        /// The backend's ID of it.
        id: String,
        /// Whether this tab comes back from it.
        returned: bool,
        /// When.
        now: u64,
        /// Any number: it spreads the questions of many panels.
        pace: u8,
    },
    /// The window was gone when it was to be sent to Teamwork.
    WindowLost,
    /// The window could not be brought to the front: it is closed, or out of reach.
    WindowGone {
        /// When.
        now: u64,
    },
    /// Time has passed.
    Tick(Look),
    /// Something in the browser suggests that the backend knows more by now.
    Hint(Look),
    /// There is a verification code by which this browser can confirm the authorization.
    VerificationCode(VerificationCode, Look),
    /// The backend has taken the verification code, and has not said how the authorization ended.
    Confirmed {
        /// When.
        now: u64,
    },
    /// The backend has not taken the verification code.
    Refused {
        /// When.
        now: u64,
    },
    /// The backend has said how far an authorization is.
    Answered {
        /// Its record.
        record: Authorization,
        /// When.
        now: u64,
    },
    /// The backend has not answered a question or a confirmation.
    Unanswered {
        /// The authorization that it was about.
        id: String,
        /// Why it is of no use to ask again, if it is.
        fatal: Option<ResultCode>,
        /// How many seconds it wants to be left alone.
        retry_after: Option<u32>,
        /// When.
        now: u64,
    },
}

/// What a look at the browser shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// When.
    pub now: u64,
    /// Whether the window says that it is closed while the panel's page has the focus.
    pub left: bool,
    /// Whether the window shows a page of the panel's own origin. On its way to Teamwork and back it never
    /// stays on one.
    pub astray: bool,
    /// Whether the browser thinks that it has a network.
    pub online: bool,
}

/// What is to be done after an event, with what the state knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Save the connection, and tell whether it is.
    Save,
    /// Ask the backend to begin, in the mode of the window.
    Start,
    /// Send the window to the start page.
    Show,
    /// Keep what is needed to go on with the authorization, and send the tab itself to the start page.
    Leave,
    /// Bring the window to the front, or tell that it is gone.
    Focus,
    /// Close the window, if it can be.
    Close,
    /// Ask the backend how far [the authorization in question](AuthorizationFlow::in_question) is.
    Ask,
    /// Confirm the authorization with the verification code that came last.
    Confirm,
    /// Tell the backend that the authorization which is over here is cancelled, and ask it how it ended.
    Withdraw,
    /// Tell the panel that the authorization is over.
    Finish,
}

/// What is to be done, in this order.
pub type Commands = &'static [Command];

const OVER: &[Command] = &[Command::Close, Command::Finish];
const WITHDRAWN: &[Command] = &[Command::Withdraw, Command::Close, Command::Finish];

impl AuthorizationFlow {
    /// Whether there is an authorization that is not over.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        !matches!(self, Self::Idle | Self::Ended(_))
    }

    /// The backend's ID of it, where it has begun.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Waiting(waiting) => Some(&waiting.id),
            Self::Ended(ending) => ending.id.as_deref(),
            _ => None,
        }
    }

    /// The backend's ID of the authorization that it is to be asked about or told of, if any: this one, or the one
    /// before.
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

    /// In what mode the backend is asked to begin.
    #[must_use]
    pub fn mode(&self) -> AuthorizationMode {
        match self {
            Self::Starting { window, .. } => window.mode(),
            _ => AuthorizationMode::Popup,
        }
    }

    /// What somebody sees of it: all but when the backend is asked.
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

    /// The state after an event, and what is to be done. An event that the state knows nothing of, such
    /// as an answer that comes too late, changes nothing.
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
            // It was cancelled before its ID was known.
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
            // It had succeeded before the backend heard that it was cancelled. The connection is online.
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
