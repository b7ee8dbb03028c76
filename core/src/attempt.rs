//! An attempt to authorise a connection, as the panel sees it: a pure function of state and event.
//!
//! The host's record of the attempt is the only truth about how it ended. What the browser tells, be it
//! of a message, of the focus, or of a window that looks closed, is a [`Hint`](Event::Hint) to ask
//! sooner or a reason to offer something, and never an outcome. ARCHITECTURE.md has the states drawn.
//!
//! Times are milliseconds of a clock that only goes forward, such as `performance.now()`.

mod schedule;

use crate::ResultCode;
use crate::wire::{Authorization, AuthorizationStart, AuthorizationStatus, AuthorizedAccount};

use schedule::{LEAST_PAUSE, LOOK, interval};

/// How long the window must look closed before that is said, in milliseconds (spec, section 6.7).
const LEFT_FOR: u64 = 1500;

/// How far an attempt is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Attempt {
    /// There is none.
    #[default]
    Idle,
    /// The connection is being saved.
    Saving(Window),
    /// The host is asked to begin.
    Starting(Window),
    /// The user is signing in.
    Waiting(Waiting),
    /// It is over.
    Ended(Ending),
}

/// The window that the user signs in in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// It was opened in the click, and the panel has a handle on it.
    Open,
    /// The browser did not open one.
    Blocked,
    /// It was gone before it could be sent to Teamwork.
    Lost,
    /// The attempt was begun before the page was loaded, so that nothing is known of its window.
    Unknown,
}

/// An attempt that the host knows of and that is not over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The host's ID of it.
    pub id: String,
    /// The host's page that leads to Teamwork. Not known of an attempt that was found.
    pub start_url: Option<String>,
    /// The window.
    pub window: Window,
    /// Whether Teamwork has answered, and the host checks what it said.
    pub checking: bool,
    /// Whether the window looks closed. It may not be: pages can cut their window off from ours.
    pub looks_closed: bool,
    /// Whether the last question to the host got no answer.
    pub unreachable: bool,
    began: u64,
    expires: Option<u64>,
    pace: u8,
    asking: bool,
    asked: u64,
    due: u64,
    left: Option<u64>,
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Why not, or `None` when the connection is online.
    pub failure: Option<ResultCode>,
    /// Who signed in, as far as Teamwork has said.
    pub account: Option<AuthorizedAccount>,
}

/// What happens to an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The user pressed *Save and authorize* or *Try again*.
    Begin {
        /// What came of opening the window, in the same click.
        window: Window,
        /// Whether something is to be saved first.
        save: bool,
    },
    /// The user pressed *Open again*: a new attempt takes the place of this one.
    OpenAgain(Window),
    /// The user pressed *Cancel*.
    Cancel,
    /// The connection is saved.
    Saved,
    /// The connection is not saved, and the panel says why.
    NotSaved,
    /// The host has begun.
    Started {
        /// What it answered.
        start: AuthorizationStart,
        /// When.
        now: u64,
        /// Any number: it spreads the questions of many panels.
        pace: u8,
    },
    /// The host has not begun, and the panel says why.
    NotStarted,
    /// The connection that was loaded has an attempt pending.
    Found {
        /// The host's ID of it.
        id: String,
        /// When.
        now: u64,
        /// Any number: it spreads the questions of many panels.
        pace: u8,
    },
    /// The window was gone when it was to be sent to Teamwork.
    WindowLost,
    /// Time has passed.
    Tick {
        /// When it is.
        now: u64,
        /// Whether the window says that it is closed while the panel's page has the focus.
        left: bool,
    },
    /// Something in the browser suggests that the host knows more by now.
    Hint {
        /// When.
        now: u64,
    },
    /// The host has said how far the attempt is.
    Answered {
        /// Its record.
        record: Authorization,
        /// When.
        now: u64,
    },
    /// The host could not be asked.
    Unanswered {
        /// Why it is of no use to ask again, if it is.
        fatal: Option<ResultCode>,
        /// When.
        now: u64,
    },
}

/// What is to be done after an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Save the connection, and tell whether it is.
    Save,
    /// Ask the host to begin.
    Start,
    /// Send the window to this page.
    Show(String),
    /// Bring the window to the front.
    Focus,
    /// Close the window, if it can be.
    Close,
    /// Ask the host how far this attempt is.
    Ask(String),
    /// Tell the host that this attempt is cancelled.
    Withdraw(String),
    /// Tell the panel that the attempt is over.
    Finish,
}

impl Attempt {
    /// Whether there is an attempt that is not over.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        !matches!(self, Self::Idle | Self::Ended(_))
    }

    /// Whether there is nothing to tell apart for somebody who looks at both: the same but for when the
    /// host is asked.
    #[must_use]
    pub fn looks_like(&self, other: &Self) -> bool {
        let look = |waiting: &Waiting| {
            (waiting.window, waiting.checking, waiting.looks_closed, waiting.unreachable)
        };
        match (self, other) {
            (Self::Waiting(one), Self::Waiting(other)) => {
                one.id == other.id && look(one) == look(other)
            }
            (one, other) => one == other,
        }
    }

    /// The state after an event, and what is to be done. An event that the state knows nothing of, such
    /// as an answer that comes too late, changes nothing.
    #[must_use]
    pub fn step(self, event: Event) -> (Self, Vec<Command>) {
        match (self, event) {
            (Self::Idle | Self::Ended(_), Event::Begin { window, save: true }) => {
                (Self::Saving(window), vec![Command::Save])
            }
            (Self::Idle | Self::Ended(_), Event::Begin { window, save: false })
            | (Self::Waiting(_), Event::OpenAgain(window)) => {
                (Self::Starting(window), vec![Command::Start])
            }
            (state, Event::Begin { .. }) => (state, vec![Command::Focus]),
            (Self::Saving(window), Event::Saved) => (Self::Starting(window), vec![Command::Start]),
            (Self::Saving(_), Event::NotSaved) | (Self::Starting(_), Event::NotStarted) => {
                (Self::Idle, vec![Command::Close])
            }
            (Self::Starting(window), Event::Started { start, now, pace }) => {
                let shown =
                    (window == Window::Open).then(|| Command::Show(start.start_url.clone()));
                let expires = now.saturating_add(u64::from(start.expires_in) * 1000);
                let waiting = Waiting {
                    start_url: Some(start.start_url),
                    expires: Some(expires),
                    ..Waiting::new(start.id, window, now, pace)
                };
                (Self::Waiting(waiting), shown.into_iter().collect())
            }
            // It was cancelled before its ID was known.
            (state @ Self::Ended(_), Event::Started { start, .. }) => {
                (state, vec![Command::Withdraw(start.id)])
            }
            (Self::Idle, Event::Found { id, now, pace }) => {
                let mut waiting = Waiting::new(id, Window::Unknown, now, pace);
                let ask = waiting.ask(now);
                (Self::Waiting(waiting), vec![ask])
            }
            (Self::Saving(_) | Self::Starting(_), Event::Cancel) => {
                Self::end(Some(ResultCode::UserCancelled), None, vec![])
            }
            (Self::Waiting(waiting), Event::Cancel) => {
                let withdraw = Command::Withdraw(waiting.id);
                Self::end(Some(ResultCode::UserCancelled), None, vec![withdraw])
            }
            (Self::Waiting(waiting), event) => waiting.step(event),
            (state, _) => (state, vec![]),
        }
    }

    fn end(
        failure: Option<ResultCode>,
        account: Option<AuthorizedAccount>,
        mut commands: Vec<Command>,
    ) -> (Self, Vec<Command>) {
        commands.extend([Command::Close, Command::Finish]);
        (Self::Ended(Ending { failure, account }), commands)
    }
}

impl Waiting {
    fn new(id: String, window: Window, now: u64, pace: u8) -> Self {
        Self {
            id,
            start_url: None,
            window,
            checking: false,
            looks_closed: false,
            unreachable: false,
            began: now,
            expires: None,
            pace,
            asking: false,
            asked: now,
            due: now + interval(0, pace),
            left: None,
        }
    }

    /// How long to wait for the next [`Event::Tick`], in milliseconds.
    #[must_use]
    pub fn pause(&self, now: u64) -> u64 {
        // As long as a question has no answer, all there is to look at is the window.
        let pause = if self.asking { LOOK } else { self.due.saturating_sub(now) };
        pause.clamp(1, LOOK)
    }

    fn step(mut self, event: Event) -> (Attempt, Vec<Command>) {
        let mut commands = Vec::new();
        match event {
            Event::WindowLost => self.window = Window::Lost,
            Event::Hint { now } => {
                // Sooner, and yet never more than two questions a second.
                self.due = self.due.min(now.max(self.asked + LEAST_PAUSE));
                commands.extend(self.ask_when_due(now));
            }
            Event::Tick { now, left } => {
                self.left = if left { self.left.or(Some(now)) } else { None };
                self.looks_closed = self.left.is_some_and(|since| now >= since + LEFT_FOR);
                commands.extend(self.ask_when_due(now));
            }
            Event::Answered { record, now } if record.id == self.id => {
                if !record.status.is_open() {
                    return end_as(record);
                }
                self.checking = record.status != AuthorizationStatus::Pending;
                self.unreachable = false;
                return self.go_on(now);
            }
            Event::Unanswered { fatal: Some(code), .. } => {
                return Attempt::end(Some(code), None, commands);
            }
            Event::Unanswered { fatal: None, now } => {
                self.unreachable = true;
                return self.go_on(now);
            }
            _ => {}
        }
        (Attempt::Waiting(self), commands)
    }

    fn ask_when_due(&mut self, now: u64) -> Option<Command> {
        (!self.asking && now >= self.due).then(|| self.ask(now))
    }

    fn ask(&mut self, now: u64) -> Command {
        self.asking = true;
        self.asked = now;
        // Until there is an answer. A hint that comes before it brings the next question forward.
        self.due = u64::MAX;
        Command::Ask(self.id.clone())
    }

    /// Goes on waiting after a question, unless the attempt can no longer succeed.
    fn go_on(mut self, now: u64) -> (Attempt, Vec<Command>) {
        if self.expires.is_some_and(|expires| now >= expires) {
            return Attempt::end(Some(ResultCode::Expired), None, vec![]);
        }
        self.asking = false;
        self.due = self.due.min(self.asked + interval(now - self.began, self.pace));
        (Attempt::Waiting(self), vec![])
    }
}

fn end_as(record: Authorization) -> (Attempt, Vec<Command>) {
    let failure = match record.status {
        AuthorizationStatus::Succeeded => None,
        AuthorizationStatus::Cancelled => Some(ResultCode::UserCancelled),
        AuthorizationStatus::Superseded => Some(ResultCode::Superseded),
        AuthorizationStatus::Expired => Some(ResultCode::Expired),
        _ => Some(record.code.unwrap_or(ResultCode::Internal)),
    };
    Attempt::end(failure, record.account, vec![])
}

#[cfg(test)]
mod tests;
