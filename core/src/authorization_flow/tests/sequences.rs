//! Any events, in any order.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

/// An authorization with a simulated environment that executes its commands, with any delay.
#[derive(Default)]
struct World {
    state: AuthorizationFlow,
    now: u64,
    /// The request about an authorization that is unanswered.
    open: Option<(Command, String)>,
    /// When the requests were sent.
    requests: Vec<u64>,
    begun: u32,
    starting: bool,
    saving: bool,
    /// How often each authorization that the backend knows of was reported as over.
    finished: BTreeMap<Option<String>, u32>,
}

impl World {
    fn tell(&mut self, event: Event) {
        let before = std::mem::take(&mut self.state);
        let was_waiting = matches!(before, AuthorizationFlow::Waiting(_));
        let (state, commands) = before.step(event);
        self.state = state;
        // A flow that no longer waits ignores the answer.
        if was_waiting && !matches!(self.state, AuthorizationFlow::Waiting(_)) {
            self.open = None;
        }
        for command in commands {
            self.carry_out(*command);
        }
    }

    fn carry_out(&mut self, command: Command) {
        match (command, &self.state) {
            (Command::Save, AuthorizationFlow::Saving(_)) => self.saving = true,
            (Command::Start, AuthorizationFlow::Starting { .. }) => self.starting = true,
            (Command::Ask | Command::Confirm, AuthorizationFlow::Waiting(waiting)) => {
                assert_eq!(self.open, None, "two requests at a time");
                self.open = Some((command, waiting.in_question().to_owned()));
                if let Some(last) = self.requests.last() {
                    assert!(self.now - last >= 500, "more than two requests a second");
                }
                self.requests.push(self.now);
            }
            (Command::Show | Command::Leave, AuthorizationFlow::Waiting(waiting)) => {
                assert!(waiting.start_url.is_some());
            }
            (Command::Withdraw, AuthorizationFlow::Ended(ending)) => assert!(ending.id.is_some()),
            (Command::Finish, AuthorizationFlow::Ended(ending)) => {
                *self.finished.entry(ending.id.clone()).or_default() += 1;
            }
            (Command::Focus | Command::Close, _) => {}
            (command, state) => panic!("{command:?} makes no sense: {state:?}"),
        }
    }

    /// Applies an event. Events that cannot occur now are skipped.
    fn happen(&mut self, what: u8, detail: u8) {
        let now = self.now;
        let window = [
            Window::Open,
            Window::Blocked(None),
            Window::Blocked(Some(Redirect)),
            Window::ThisTab(Redirect),
        ][usize::from(detail % 4)];
        let look =
            Look { now, left: detail & 1 == 1, astray: detail & 8 == 8, online: detail & 6 != 6 };
        match what {
            0 => self.tell(Event::Begin { window, save: detail & 8 == 8 }),
            1 => self.tell(Event::OpenAgain(window)),
            2 => self.tell(Event::ThisTab),
            3 => self.tell(Event::Cancel),
            4 if std::mem::take(&mut self.saving) => {
                self.tell(if detail & 1 == 1 { Event::Saved } else { Event::NotSaved });
            }
            5 if std::mem::take(&mut self.starting) => {
                self.begun += 1;
                let start = start(&format!("authorization-{}", self.begun));
                self.tell(match detail & 3 {
                    0 => Event::NotStarted,
                    _ => Event::Started { start, now, pace: detail },
                });
            }
            6 => self.tell(Event::WindowLost),
            7 => self.tell(Event::WindowGone { now }),
            8 | 9 => self.tell(Event::Tick(look)),
            10 => self.tell(Event::Hint(look)),
            11 => {
                let by =
                    if detail & 1 == 1 { VerificationCode::Heard } else { VerificationCode::Typed };
                self.tell(Event::VerificationCode(by, look));
            }
            12 => self.answer(detail),
            13 if matches!(self.state, AuthorizationFlow::Idle) => {
                self.begun += 1;
                let id = format!("authorization-{}", self.begun);
                let returned = detail & 1 == 1;
                self.tell(Event::Found { id, returned, now, pace: detail });
            }
            _ => {}
        }
    }

    fn answer(&mut self, detail: u8) {
        use AuthorizationStatus::{
            AwaitingConfirmation, Cancelled, Checking, Failed, Pending, Succeeded, Superseded,
        };
        let now = self.now;
        let Some((command, id)) = self.open.take() else { return };
        let confirms = command == Command::Confirm;
        let statuses = [
            Pending,
            Pending,
            Checking,
            AwaitingConfirmation,
            AwaitingConfirmation,
            Succeeded,
            Failed,
            Cancelled,
            Superseded,
        ];
        let fatal = [None, Some(ResultCode::Expired), Some(ResultCode::SessionExpired)];
        self.tell(match detail % 16 {
            0..3 => {
                let fatal = fatal[usize::from(detail % 3)];
                let retry_after = (detail & 64 == 64).then_some(u32::from(detail));
                Event::Unanswered { id, fatal, retry_after, now }
            }
            3..8 if confirms => Event::Refused { now },
            _ if confirms => Event::Confirmed { now },
            n => {
                let status = statuses[usize::from(n) % statuses.len()];
                Event::Answered { record: record(&id, status, None), now }
            }
        });
    }

    /// The user does nothing more, and the backend reports no change.
    fn let_it_be(&mut self) {
        for _ in 0..4_000_000 / 500 {
            if std::mem::take(&mut self.saving) {
                self.tell(Event::Saved);
            }
            if std::mem::take(&mut self.starting) {
                self.tell(Event::Started { start: start("last"), now: self.now, pace: PACE });
            }
            self.now += 500;
            self.tell(Event::Tick(look(self.now)));
            match self.open.take() {
                Some((Command::Ask, id)) => {
                    let record = record(&id, AuthorizationStatus::Pending, None);
                    self.tell(Event::Answered { record, now: self.now });
                }
                Some(_) => self.tell(Event::Refused { now: self.now }),
                None => {}
            }
            if let AuthorizationFlow::Waiting(waiting) = &self.state {
                assert!((1..=500).contains(&waiting.pause(self.now)));
            } else if !self.state.is_under_way() {
                return;
            }
        }
    }
}

proptest! {
    /// One request at a time and at most two a second; each authorization is reported as over at most once, or
    /// twice if it turns out to have succeeded before it was canceled; *Cancel* always ends it, and so does a
    /// timeout.
    #[test]
    fn it_ends_or_can_be_ended(
        steps in proptest::collection::vec((0u8..14, any::<u8>(), 0u64..1500), 1..200),
    ) {
        let mut world = World::default();
        for (what, detail, pause) in steps {
            world.now += pause;
            world.happen(what, detail);
            let (cancelled, _) = world.state.clone().step(Event::Cancel);
            prop_assert!(!cancelled.is_under_way());
        }
        world.let_it_be();
        prop_assert!(!world.state.is_under_way(), "{:?}", world.state);
        for (id, times) in &world.finished {
            prop_assert!(id.is_none() || *times == 1, "{id:?} was over {times} times");
        }
    }
}
