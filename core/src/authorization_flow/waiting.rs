use crate::ResultCode;
use crate::web_address::WebAddress;
use crate::wire::{Authorization, AuthorizationStatus, AuthorizedAccount};

use super::schedule::{LOOK, Questions};
use super::{Command, Commands, Event, Look, OVER, WITHDRAWN, Window};

/// How long the window must look closed before the user is told, and how long to wait for a verification code to
/// arrive by itself, in milliseconds.
const PATIENCE: u64 = 1500;

/// How long the window must stay on a page of the panel's origin before the user is told, in milliseconds.
const ASTRAY: u64 = 3000;

/// How much longer than its lifetime an authorization may take after Teamwork has answered, while the backend
/// checks. In milliseconds.
const CHECK: u64 = 2 * 60 * 1000;

/// How long to wait for an authorization whose lifetime is unknown, in milliseconds.
const FOUND: u64 = 60 * 60 * 1000;

/// An authorization that the backend knows of and that is not over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The backend's ID of the authorization.
    pub id: String,
    /// The backend's page that leads to Teamwork. `None` for an authorization that was already pending when the
    /// page loaded.
    pub start_url: Option<WebAddress>,
    /// Where the user signs in.
    pub window: Window,
    /// The status in the backend's latest record.
    pub status: AuthorizationStatus,
    /// Whether the window looks closed. It may not be: a page can cut its window off from ours.
    pub looks_closed: bool,
    /// Whether the window shows a page of the panel's own origin instead of Teamwork's.
    pub is_astray: bool,
    /// Whether the user must type the code that the window shows.
    pub code: Code,
    /// The authorization that this one replaces, until its outcome is known.
    previous: Option<String>,
    /// A verification code that has not been sent to the backend yet.
    verification_code: Option<VerificationCode>,
    /// The verification code that is being sent.
    confirming: Option<VerificationCode>,
    questions: Questions,
    expires: u64,
    /// When the window starts to count as closed, if it still reports that while the page has focus.
    closed_from: Option<u64>,
    /// When the window starts to count as astray, if it stays where it is.
    astray_from: Option<u64>,
    /// When to ask the user for the code, if it doesn't arrive by itself.
    code_from: Option<u64>,
    /// Whether the last poll went unanswered.
    unanswered: bool,
    online: bool,
    was_online: bool,
}

/// Whether the backend can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contact {
    /// It responds.
    Good,
    /// It did not answer the last poll.
    Lost,
    /// It did not answer, and the browser reports no network. Nothing is sent until it is back online.
    Offline,
}

/// Whether the user must type the code that the window shows. That is necessary where the done page can't deliver
/// it to the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// It arrived by itself, or none is needed.
    NotNeeded,
    /// The user must type it.
    Needed,
    /// The backend rejected the code that the user typed.
    Wrong,
}

/// How the verification code of an authorization reached the panel. The code itself is not known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerificationCode {
    /// In a message from the done page.
    Heard,
    /// The user typed it.
    Typed,
}

/// How to proceed.
pub(super) enum Next {
    GoOn(Commands),
    End { failure: Option<ResultCode>, account: Option<AuthorizedAccount>, commands: Commands },
}

impl Next {
    fn over(failure: Option<ResultCode>, account: Option<AuthorizedAccount>) -> Self {
        Self::End { failure, account, commands: OVER }
    }
}

impl Waiting {
    /// An authorization that the backend has begun, perhaps to replace another one.
    pub(super) fn begun(
        id: String,
        url: WebAddress,
        expires_in: u32,
        window: Window,
        previous: Option<String>,
        (now, pace): (u64, u8),
    ) -> Self {
        let expires = now.saturating_add(u64::from(expires_in) * 1000);
        let mut waiting = Self::new(id, window, Questions::new(now, pace), expires);
        if previous.is_some() {
            waiting.questions.hint(now);
        }
        waiting.start_url = Some(url);
        waiting.previous = previous;
        waiting
    }

    /// An authorization that was begun before the page was loaded. The caller polls the backend now. If this tab
    /// is returning from Teamwork, the backend already has Teamwork's answer.
    pub(super) fn found(id: String, returned: bool, (now, pace): (u64, u8)) -> Self {
        let questions = Questions::new(now, pace);
        let mut waiting = Self::new(id, Window::Unknown, questions, now.saturating_add(FOUND));
        if returned {
            waiting.status = AuthorizationStatus::Checking;
        }
        waiting.questions.put(now);
        waiting
    }

    fn new(id: String, window: Window, questions: Questions, expires: u64) -> Self {
        Self {
            id,
            start_url: None,
            window,
            status: AuthorizationStatus::Pending,
            looks_closed: false,
            is_astray: false,
            code: Code::NotNeeded,
            previous: None,
            verification_code: None,
            confirming: None,
            questions,
            expires,
            closed_from: None,
            astray_from: None,
            code_from: None,
            unanswered: false,
            online: true,
            was_online: false,
        }
    }

    /// How long to wait before the next [`Event::Tick`], in milliseconds.
    #[must_use]
    pub fn pause(&self, now: u64) -> u64 {
        match self.contact() {
            // Even if a poll is overdue.
            Contact::Offline => LOOK,
            Contact::Good | Contact::Lost => self.questions.pause(now),
        }
    }

    /// Whether the backend can be reached.
    #[must_use]
    pub fn contact(&self) -> Contact {
        // Some browsers never report that they are online, yet reach the backend.
        match (self.unanswered, self.was_online && !self.online) {
            (false, _) => Contact::Good,
            (true, false) => Contact::Lost,
            (true, true) => Contact::Offline,
        }
    }

    /// Returns the authorization to poll when another one replaces this one.
    pub(super) fn replaced(&mut self) -> String {
        self.previous.take().unwrap_or_else(|| std::mem::take(&mut self.id))
    }

    /// The authorization to poll.
    pub(super) fn in_question(&self) -> &str {
        self.previous.as_ref().unwrap_or(&self.id)
    }

    /// The part of the state that is visible to the user.
    pub(super) fn view(&self) -> impl PartialEq + use<> {
        (self.window, self.status, (self.looks_closed, self.is_astray), self.contact(), self.code)
    }

    /// Applies an event.
    pub(super) fn take(&mut self, event: Event) -> Next {
        Next::GoOn(match event {
            Event::Cancel => {
                return Next::End {
                    failure: Some(ResultCode::UserCancelled),
                    account: None,
                    commands: WITHDRAWN,
                };
            }
            Event::WindowLost => {
                self.window = Window::Lost;
                &[]
            }
            Event::WindowGone { now } if self.window == Window::Open => {
                self.closed_from = Some(now);
                self.looks_closed = true;
                &[]
            }
            Event::ThisTab => match self.window.this_tab() {
                Some(mode) if self.start_url.is_some() => {
                    self.window = Window::ThisTab(mode);
                    &[Command::Leave]
                }
                _ => &[],
            },
            Event::Tick(look) => self.look(look),
            Event::Hint(look) => {
                self.questions.hint(look.now);
                self.look(look)
            }
            Event::VerificationCode(verification_code, look) => {
                self.verification_code = Some(verification_code);
                self.code = match verification_code {
                    VerificationCode::Heard => Code::NotNeeded,
                    VerificationCode::Typed => Code::Needed,
                };
                self.questions.hint(look.now);
                self.look(look)
            }
            Event::Confirmed { now } => {
                self.verification_code = None;
                self.take_note(now, Code::NotNeeded)
            }
            Event::Refused { now } => {
                let code = match (self.verification_code, self.confirming) {
                    (Some(_), _) => self.code,
                    (None, Some(VerificationCode::Typed)) => Code::Wrong,
                    (None, _) => Code::Needed,
                };
                self.take_note(now, code)
            }
            Event::Answered { record, now } if self.is_about(&record.id) => {
                self.close_question(now, false);
                return self.hear(record, now);
            }
            Event::Unanswered { id, fatal, retry_after, now } if self.is_about(&id) => {
                self.close_question(now, true);
                if let Some(seconds) = retry_after {
                    let until = now.saturating_add(u64::from(seconds) * 1000);
                    self.questions.hold_back(until.min(self.expires));
                }
                return match fatal {
                    // The backend has forgotten the previous one, which settles it.
                    Some(ResultCode::Expired) if id != self.id => {
                        self.previous = None;
                        self.go_on(now)
                    }
                    Some(code) => Next::over(Some(code), None),
                    None => self.go_on(now),
                };
            }
            _ => &[],
        })
    }

    /// Whether a response is about this authorization or the one it replaces.
    fn is_about(&self, id: &str) -> bool {
        id == self.id || id == self.in_question()
    }

    /// Applies a record from the backend.
    fn hear(&mut self, record: Authorization, now: u64) -> Next {
        let Authorization { id, status, code, account } = record;
        if id != self.id {
            self.previous = None;
            // The previous one had succeeded before the new one replaced it. The connection is online.
            if status == AuthorizationStatus::Succeeded {
                return Next::End { failure: None, account, commands: WITHDRAWN };
            }
            self.questions.hint(now);
        } else if status.is_open() {
            self.status = status;
            if self.is_unconfirmed() {
                self.code_from.get_or_insert(now + PATIENCE);
                if self.verification_code.is_some() {
                    self.questions.hint(now);
                }
            }
        } else {
            return Next::over(failure(status, code), account);
        }
        self.go_on(now)
    }

    /// Records the time and the browser's state, and polls if a poll is due.
    fn look(&mut self, look: Look) -> Commands {
        let Look { now, left, astray, online } = look;
        let has_come = |time: Option<u64>| time.is_some_and(|time| now >= time);
        self.closed_from = if left { self.closed_from.or(Some(now + PATIENCE)) } else { None };
        self.looks_closed = has_come(self.closed_from);
        if !astray {
            self.astray_from = None;
        } else if self.astray_from.is_none() {
            // The window may be back from Teamwork; the backend knows.
            self.questions.hint(now);
            self.astray_from = Some(now + ASTRAY);
        }
        self.is_astray = has_come(self.astray_from);
        let has_verification_code = self.verification_code.is_some() || self.confirming.is_some();
        if self.code == Code::NotNeeded && !has_verification_code && has_come(self.code_from) {
            self.code = Code::Needed;
        }
        self.online = online;
        self.was_online |= online;
        if self.contact() == Contact::Offline || !self.questions.is_due(now) {
            return &[];
        }
        self.questions.put(now);
        if self.is_unconfirmed() && self.verification_code.is_some() && self.previous.is_none() {
            self.confirming = self.verification_code.take();
            return &[Command::Confirm];
        }
        &[Command::Ask]
    }

    fn is_unconfirmed(&self) -> bool {
        self.status == AuthorizationStatus::AwaitingConfirmation
    }

    /// A request was answered, or never will be. If it was not, its verification code is needed again.
    fn close_question(&mut self, now: u64, unanswered: bool) {
        let confirming = self.confirming.take();
        if unanswered {
            self.verification_code = self.verification_code.or(confirming);
        }
        self.unanswered = unanswered;
        self.questions.close(now);
    }

    /// The backend accepted or rejected the verification code. The next poll returns more.
    fn take_note(&mut self, now: u64, code: Code) -> Commands {
        self.close_question(now, false);
        self.code = code;
        self.code_from = Some(now + PATIENCE);
        self.questions.hint(now);
        &[]
    }

    /// Keeps waiting after a poll, unless the authorization can no longer succeed.
    fn go_on(&self, now: u64) -> Next {
        let pending = self.status == AuthorizationStatus::Pending;
        let time_is_over = if pending { self.expires } else { self.expires.saturating_add(CHECK) };
        if now >= time_is_over {
            return Next::over(Some(ResultCode::Expired), None);
        }
        Next::GoOn(&[])
    }
}

/// Why a finished authorization failed, if it did.
fn failure(status: AuthorizationStatus, code: Option<ResultCode>) -> Option<ResultCode> {
    match status {
        AuthorizationStatus::Succeeded => None,
        AuthorizationStatus::Cancelled => Some(ResultCode::UserCancelled),
        AuthorizationStatus::Superseded => Some(ResultCode::Superseded),
        AuthorizationStatus::Expired => Some(ResultCode::Expired),
        _ => Some(code.unwrap_or(ResultCode::Internal)),
    }
}
