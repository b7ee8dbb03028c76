//! The authorization of one panel: passes events to the state machine and executes its commands.

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::{Rc, Weak};

use teamwork_connect_core::Configuration;
use teamwork_connect_core::authorization_flow::{
    AuthorizationFlow, Command, Ending, Event, Look, VerificationCode, Window,
};
use teamwork_connect_core::surroundings::Ways;
use wasm_bindgen::JsValue;
use zeroize::Zeroizing;

use super::hints::{Hints, VerificationCodeText};
use super::sign_in_window::SignInWindow;
use crate::backend_api::{ApiError, BackendApi};
use crate::browser::clock::now;
use crate::browser::surroundings::is_online;
use crate::browser::timer::Timer;
use crate::browser::{address, console};
use crate::view::Tracked;

/// A console message for an integrator whose frame blocks windows.
const FRAME_HINT: &str = "teamwork-connect: no window opened. A sandboxed frame needs allow-popups \
                          and allow-popups-to-escape-sandbox.";

/// An asynchronous task.
pub(crate) type Task = Pin<Box<dyn Future<Output = ()>>>;

/// What an authorization needs from its panel.
pub(crate) trait Outside {
    /// The visible state of the authorization changed.
    fn changed(&self, flow: &AuthorizationFlow);
    /// Save the connection, and report the outcome with [`Event::Saved`] or [`Event::NotSaved`].
    fn save(&self, configuration: &Configuration);
    /// The ID of the saved connection.
    fn connection_id(&self) -> Option<String>;
    /// The name under which the backend has configured the URL to which this tab returns.
    fn return_key(&self) -> Option<String>;
    /// Store what is needed to resume this authorization, because this tab is about to go to Teamwork.
    fn keep(&self, authorization_id: &str);
    /// The backend could not begin the authorization.
    fn not_started(&self, error: ApiError);
    /// The authorization is over.
    fn finish(&self, ending: &Ending);
    /// Run a task that ends with the panel.
    fn run(&self, task: Task);
    /// Run a task that ends with the panel, or earlier, when this is called again, even with `None`.
    fn run_in_place(&self, task: Option<Task>);
}

/// The authorization of one panel. Clones share it.
#[derive(Clone)]
pub(crate) struct Driver(pub(super) Rc<Inner>);

pub(super) struct Inner {
    pub(super) outside: Box<dyn Outside>,
    pub(super) backend: BackendApi,
    /// Its readers run when the visible state changes, not on every poll.
    flow: Tracked<AuthorizationFlow>,
    /// What to save before the backend is asked to begin.
    to_save: RefCell<Option<Configuration>>,
    window: RefCell<SignInWindow>,
    hints: RefCell<Option<Hints>>,
    tick: RefCell<Option<Timer>>,
    /// The latest verification code, until it is sent to the backend.
    pub(super) verification_code: RefCell<Option<VerificationCodeText>>,
    /// The number of authorizations begun, to recognize a response about an earlier one.
    pub(super) begun: Cell<u32>,
}

impl Driver {
    /// Creates a driver without an authorization.
    pub(crate) fn new(backend: BackendApi, outside: impl Outside + 'static) -> Self {
        Self(Rc::new(Inner {
            outside: Box::new(outside),
            backend,
            flow: Tracked::default(),
            to_save: RefCell::new(None),
            window: RefCell::default(),
            hints: RefCell::new(None),
            tick: RefCell::new(None),
            verification_code: RefCell::new(None),
            begun: Cell::new(0),
        }))
    }

    /// Reads the authorization, tracking its visible state.
    pub(crate) fn with<T>(&self, read: impl FnOnce(&AuthorizationFlow) -> T) -> T {
        self.0.flow.with(read)
    }

    /// Whether an authorization is in progress.
    pub(crate) fn is_under_way(&self) -> bool {
        self.with(AuthorizationFlow::is_under_way)
    }

    /// The backend's ID of the finished authorization.
    pub(crate) fn ended_id(&self) -> Option<String> {
        self.0.flow.with_untracked(|flow| match flow {
            AuthorizationFlow::Ended(ending) => ending.id.clone(),
            _ => None,
        })
    }

    /// Begins an authorization in a window that was opened in the same click, after saving `save`.
    pub(crate) fn begin(&self, window: Window, save: Option<Configuration>) {
        let event = Event::Begin { window, save: save.is_some() };
        self.0.to_save.replace(save);
        self.tell(event);
    }

    /// Opens the window, which shows `text` until it is sent to Teamwork, unless this tab is to go there itself.
    /// Call it in a click handler, before the first `await`.
    pub(crate) fn open_window(&self, ways: Ways, text: &str) -> Window {
        let Ways { this_tab, at_once } = ways;
        if let Some(mode) = this_tab.filter(|_| at_once) {
            return Window::ThisTab(mode);
        }
        if self.0.window.borrow_mut().open(text) {
            return Window::Open;
        }
        if this_tab.is_none() {
            console::warn(FRAME_HINT);
        }
        Window::Blocked(this_tab)
    }

    /// Brings the window to the front.
    pub(crate) fn focus_window(&self) {
        let shown = self.0.window.borrow().focus();
        if !shown {
            self.tell(Event::WindowGone { now: now() });
        }
    }

    /// Submits the verification code that the user typed.
    pub(crate) fn take_verification_code(&self, text: String) {
        self.hear(Zeroizing::new(text), VerificationCode::Typed);
    }

    /// Passes an event to the state machine.
    pub(crate) fn tell(&self, event: Event) {
        let before = self.0.flow.take_quietly();
        let view = before.view();
        let (after, commands) = before.step(event);
        let changed = after.view() != view;
        self.watch(&after);
        self.put(after, changed);
        for command in commands {
            self.carry_out(*command);
        }
    }

    /// Resumes an authorization that was pending when the page was loaded. `returned` says whether this tab is
    /// returning from it.
    pub(crate) fn find(&self, id: String, returned: bool) {
        self.tell(Event::Found { id, returned, now: now(), pace: pace() });
    }

    /// Forgets the authorization, which continues without the panel as far as it can. Closes a window that still
    /// waits for its URL, because it would wait forever.
    pub(crate) fn forget(&self) {
        let before = self.0.flow.take_quietly();
        if matches!(before, AuthorizationFlow::Saving(_) | AuthorizationFlow::Starting { .. }) {
            self.0.window.borrow_mut().close();
        }
        self.0.begun.set(self.0.begun.get() + 1);
        self.watch(&AuthorizationFlow::Idle);
        self.put(AuthorizationFlow::Idle, !matches!(before, AuthorizationFlow::Idle));
    }

    /// Forgets a successful authorization, because its settings have changed since.
    pub(crate) fn forget_success(&self) {
        let succeeded = |flow: &AuthorizationFlow| {
            matches!(flow, AuthorizationFlow::Ended(Ending { failure: None, .. }))
        };
        if self.0.flow.with_untracked(succeeded) {
            self.forget();
        }
    }

    fn put(&self, flow: AuthorizationFlow, looks_different: bool) {
        if looks_different {
            self.0.flow.replace(flow);
            let flow = self.0.flow.get_untracked();
            self.0.outside.changed(&flow);
        } else {
            self.0.flow.replace_quietly(flow);
        }
    }

    fn carry_out(&self, command: Command) {
        let Inner { outside, window, flow, .. } = &*self.0;
        // A copy, because executing a command may send another event.
        let flow = flow.get_untracked();
        match command {
            Command::Start => self.start(flow.mode()),
            Command::Show => {
                let shown = flow.start_url().is_some_and(|url| window.borrow().show(url));
                if !shown {
                    self.tell(Event::WindowLost);
                }
            }
            Command::Leave => {
                if let Some((id, url)) = flow.id().zip(flow.start_url()) {
                    outside.keep(id);
                    address::go(url);
                }
            }
            Command::Ask | Command::Confirm | Command::Withdraw => {
                let id = flow.in_question().unwrap_or_default().to_owned();
                match command {
                    Command::Withdraw => self.withdraw(id),
                    Command::Confirm => self.ask(id, self.0.verification_code.take()),
                    _ => self.ask(id, None),
                }
            }
            Command::Finish => {
                if let AuthorizationFlow::Ended(ending) = &flow {
                    outside.finish(ending);
                }
            }
            Command::Close => window.borrow_mut().close(),
            Command::Save => match self.0.to_save.take() {
                Some(configuration) => outside.save(&configuration),
                // Only what was validated in the click is saved.
                None => self.tell(Event::NotSaved),
            },
            Command::Focus => self.focus_window(),
        }
    }

    /// Starts or stops the timer, the hints, and the polls, as the state requires.
    fn watch(&self, flow: &AuthorizationFlow) {
        let AuthorizationFlow::Waiting(waiting) = flow else {
            self.0.tick.replace(None);
            self.0.hints.replace(None);
            self.0.verification_code.replace(None);
            self.0.outside.run_in_place(None);
            return;
        };
        let driver = self.weak();
        let pause = i32::try_from(waiting.pause(now())).unwrap_or(i32::MAX);
        self.0.tick.replace(Timer::after(pause, move || {
            if let Some(driver) = driver() {
                driver.tell(Event::Tick(driver.look()));
            }
        }));
        let heard = self.0.hints.borrow().as_ref().is_some_and(|h| h.are_about(&waiting.id));
        if !heard {
            self.0.hints.replace(Some(self.listen(&waiting.id)));
        }
    }

    fn listen(&self, id: &str) -> Hints {
        // Ignore messages from any other page, or from another window of this one.
        let (driver, origin) = (self.weak(), self.0.backend.origin());
        let trusted = move |of: &JsValue, source: &JsValue| {
            origin.as_ref().is_some_and(|origin| of == origin)
                && driver().is_some_and(|driver| driver.0.window.borrow().may_have_sent(source))
        };
        let driver = self.weak();
        let hint = Rc::new(move |verification_code: Option<VerificationCodeText>| {
            let Some(driver) = driver() else { return };
            match verification_code {
                Some(verification_code) => driver.hear(verification_code, VerificationCode::Heard),
                None => driver.tell(Event::Hint(driver.look())),
            }
        });
        Hints::listen(id, trusted, hint)
    }

    fn hear(&self, text: VerificationCodeText, verification_code: VerificationCode) {
        self.0.verification_code.replace(Some(text));
        self.tell(Event::VerificationCode(verification_code, self.look()));
    }

    fn look(&self) -> Look {
        let window = self.0.window.borrow();
        Look { now: now(), left: window.is_left(), astray: window.is_astray(), online: is_online() }
    }

    /// A weak reference to the driver. What the browser holds must not keep it alive.
    pub(super) fn weak(&self) -> impl Fn() -> Option<Self> + Clone + 'static {
        let weak: Weak<Inner> = Rc::downgrade(&self.0);
        move || weak.upgrade().map(Self)
    }
}

/// A random number for jitter. It need not be unpredictable.
pub(super) fn pace() -> u8 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let pace = (js_sys::Math::random() * 256.0) as u8;
    pace
}
