//! The attempt of one panel: tells the state machine what happens, and does what it says.

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::{Rc, Weak};

use teamwork_connect_core::ResultCode;
use teamwork_connect_core::attempt::{Attempt, Command, Ending, Event, Window};

use super::hints::Hints;
use super::sign_in_window::SignInWindow;
use crate::browser::clock::now;
use crate::browser::timer::Timer;
use crate::host_api::{ApiError, HostApi};

/// What takes time.
type Task = Pin<Box<dyn Future<Output = ()>>>;

/// What an attempt needs of the panel that it belongs to.
pub(crate) trait Outside {
    /// The attempt looks different now.
    fn show(&self, attempt: Attempt);
    /// The connection is to be saved; [`Event::Saved`] or [`Event::NotSaved`] says how that went.
    fn save(&self);
    /// The ID of the connection as it is saved.
    fn connection_id(&self) -> Option<String>;
    /// The host could not begin the attempt.
    fn not_started(&self, error: ApiError);
    /// The attempt is over.
    fn finish(&self, ending: &Ending);
    /// Runs a task that ends with the panel.
    fn run(&self, task: Task);
}

/// The attempt of one panel. Clones drive the same one.
#[derive(Clone)]
pub(crate) struct Driver(Rc<Inner>);

struct Inner {
    outside: Box<dyn Outside>,
    host: HostApi,
    attempt: RefCell<Attempt>,
    window: RefCell<SignInWindow>,
    hints: RefCell<Option<Hints>>,
    tick: RefCell<Option<Timer>>,
    /// Counts the attempts begun, to know an answer that is about an earlier one.
    begun: Cell<u32>,
}

impl Driver {
    /// No attempt yet.
    pub(crate) fn new(host: HostApi, outside: impl Outside + 'static) -> Self {
        Self(Rc::new(Inner {
            outside: Box::new(outside),
            host,
            attempt: RefCell::default(),
            window: RefCell::default(),
            hints: RefCell::new(None),
            tick: RefCell::new(None),
            begun: Cell::new(0),
        }))
    }

    /// Whether there is an attempt that is not over.
    pub(crate) fn is_under_way(&self) -> bool {
        self.0.attempt.borrow().is_under_way()
    }

    /// Opens the window, which says `text` until it is sent to Teamwork. Call it in a click, before
    /// anything is awaited.
    pub(crate) fn open_window(&self, text: &str) -> Window {
        self.0.window.borrow_mut().open(text)
    }

    /// Brings the window to the front.
    pub(crate) fn focus_window(&self) {
        self.0.window.borrow().focus();
    }

    /// Tells the attempt what happened.
    pub(crate) fn tell(&self, event: Event) {
        let before = self.0.attempt.take();
        let (after, commands) = before.clone().step(event);
        self.0.attempt.replace(after.clone());
        self.watch(&after);
        if !after.looks_like(&before) {
            self.0.outside.show(after);
        }
        for command in commands {
            self.carry_out(command);
        }
    }

    /// An attempt that was pending when the connection was loaded.
    pub(crate) fn find(&self, id: String) {
        self.tell(Event::Found { id, now: now(), pace: pace() });
    }

    /// Forgets the attempt, which goes on without the panel as far as it can. A window that still waits
    /// for its address would wait for ever.
    pub(crate) fn forget(&self) {
        let before = self.0.attempt.take();
        if matches!(before, Attempt::Saving(_) | Attempt::Starting(_)) {
            self.0.window.borrow_mut().close();
        }
        self.0.begun.set(self.0.begun.get() + 1);
        self.watch(&Attempt::Idle);
        if before != Attempt::Idle {
            self.0.outside.show(Attempt::Idle);
        }
    }

    fn carry_out(&self, command: Command) {
        match command {
            Command::Save => self.0.outside.save(),
            Command::Start => self.start(),
            Command::Show(url) => {
                let shown = self.0.window.borrow().show(&url);
                if !shown {
                    self.tell(Event::WindowLost);
                }
            }
            Command::Focus => self.0.window.borrow().focus(),
            Command::Close => self.0.window.borrow_mut().close(),
            Command::Ask(id) => self.ask(id),
            Command::Withdraw(id) => {
                let host = self.0.host.clone();
                self.0.outside.run(Box::pin(async move {
                    // If the host does not hear of it, the attempt expires.
                    let _ = host.cancel_authorization(&id).await;
                }));
            }
            Command::Finish => {
                let attempt = self.0.attempt.borrow().clone();
                if let Attempt::Ended(ending) = &attempt {
                    self.0.outside.finish(ending);
                }
            }
        }
    }

    fn start(&self) {
        let begun = self.0.begun.get() + 1;
        self.0.begun.set(begun);
        let (driver, host) = (self.weak(), self.0.host.clone());
        let connection_id = self.0.outside.connection_id().unwrap_or_default();
        self.0.outside.run(Box::pin(async move {
            let result = host.begin_authorization(&connection_id).await;
            let Some(driver) = driver().filter(|driver| driver.0.begun.get() == begun) else {
                return;
            };
            match result {
                Ok(start) => driver.tell(Event::Started { start, now: now(), pace: pace() }),
                Err(error) => {
                    driver.tell(Event::NotStarted);
                    driver.0.outside.not_started(error);
                }
            }
        }));
    }

    fn ask(&self, id: String) {
        let (driver, host) = (self.weak(), self.0.host.clone());
        self.0.outside.run(Box::pin(async move {
            let answer = host.authorization(&id).await;
            // What is said late of an earlier attempt is not said of this one.
            let Some(driver) = driver().filter(|driver| driver.is_waiting_for(&id)) else { return };
            driver.tell(match answer {
                Ok(record) => Event::Answered { record, now: now() },
                Err(error) => {
                    // Signed out, forbidden or gone: asking again would give the same.
                    let fatal = match error.status {
                        Some(401 | 403) => Some(error.code),
                        // The attempt is gone, and the connection may well be there.
                        Some(404) => Some(ResultCode::Expired),
                        _ => None,
                    };
                    Event::Unanswered { fatal, now: now() }
                }
            });
        }));
    }

    fn is_waiting_for(&self, id: &str) -> bool {
        matches!(&*self.0.attempt.borrow(), Attempt::Waiting(waiting) if waiting.id == id)
    }

    /// Sets or ends the clock and the hints, as the state needs them.
    fn watch(&self, attempt: &Attempt) {
        let Attempt::Waiting(waiting) = attempt else {
            self.0.tick.replace(None);
            self.0.hints.replace(None);
            return;
        };
        let driver = self.weak();
        let pause = i32::try_from(waiting.pause(now())).unwrap_or(i32::MAX);
        self.0.tick.replace(Timer::after(pause, move || {
            if let Some(driver) = driver() {
                let left = driver.0.window.borrow().is_left();
                driver.tell(Event::Tick { now: now(), left });
            }
        }));
        let heard = self.0.hints.borrow().as_ref().is_some_and(|h| h.are_about(&waiting.id));
        if !heard {
            let driver = self.weak();
            let hint = Rc::new(move || {
                if let Some(driver) = driver() {
                    driver.tell(Event::Hint { now: now() });
                }
            });
            self.0.hints.replace(Some(Hints::listen(&waiting.id, hint)));
        }
    }

    /// The driver as long as its panel is there. What the browser holds on to must not keep it.
    fn weak(&self) -> impl Fn() -> Option<Self> + Clone + 'static {
        let weak: Weak<Inner> = Rc::downgrade(&self.0);
        move || weak.upgrade().map(Self)
    }
}

/// Any number. It need not be hard to guess.
fn pace() -> u8 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let pace = (js_sys::Math::random() * 256.0) as u8;
    pace
}
