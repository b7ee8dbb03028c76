//! The authorization of one panel: tells the state machine what happens, and does what it says.

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

/// What an integrator is told whose frame keeps windows from opening.
const FRAME_HINT: &str = "teamwork-connect: no window opened. A sandboxed frame needs allow-popups \
                          and allow-popups-to-escape-sandbox.";

/// What takes time.
pub(crate) type Task = Pin<Box<dyn Future<Output = ()>>>;

/// What an authorization needs of the panel that it belongs to.
pub(crate) trait Outside {
    /// The authorization looks different now.
    fn changed(&self, flow: &AuthorizationFlow);
    /// The connection is to be saved. [`Event::Saved`] or [`Event::NotSaved`] tells how that went.
    fn save(&self, configuration: &Configuration);
    /// The ID of the connection as it is saved.
    fn connection_id(&self) -> Option<String>;
    /// The name of the place that the backend is to send this tab back to.
    fn return_key(&self) -> Option<String>;
    /// This tab goes to Teamwork for this authorization, and what is needed to go on has to be kept.
    fn keep(&self, authorization_id: &str);
    /// The backend could not begin the authorization.
    fn not_started(&self, error: ApiError);
    /// The authorization is over.
    fn finish(&self, ending: &Ending);
    /// Runs a task that ends with the panel.
    fn run(&self, task: Task);
    /// Runs a task that also ends with the next one that is run in this way, or with `None`.
    fn run_in_place(&self, task: Option<Task>);
}

/// The authorization of one panel. Clones drive the same one.
#[derive(Clone)]
pub(crate) struct Driver(pub(super) Rc<Inner>);

pub(super) struct Inner {
    pub(super) outside: Box<dyn Outside>,
    pub(super) backend: BackendApi,
    /// Its readers run when it looks different, and not whenever the backend is asked.
    flow: Tracked<AuthorizationFlow>,
    /// What is to be saved before the backend is asked to begin.
    to_save: RefCell<Option<Configuration>>,
    window: RefCell<SignInWindow>,
    hints: RefCell<Option<Hints>>,
    tick: RefCell<Option<Timer>>,
    /// The verification code that came last, until the backend has been given it.
    pub(super) verification_code: RefCell<Option<VerificationCodeText>>,
    /// Counts the authorizations begun, to know an answer that is about an earlier one.
    pub(super) begun: Cell<u32>,
}

impl Driver {
    /// No authorization yet.
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

    /// Reads the authorization, and follows how it looks.
    pub(crate) fn with<T>(&self, read: impl FnOnce(&AuthorizationFlow) -> T) -> T {
        self.0.flow.with(read)
    }

    /// Whether there is an authorization that is not over.
    pub(crate) fn is_under_way(&self) -> bool {
        self.with(AuthorizationFlow::is_under_way)
    }

    /// The backend's ID of the authorization that is over.
    pub(crate) fn ended_id(&self) -> Option<String> {
        self.0.flow.with_untracked(|flow| match flow {
            AuthorizationFlow::Ended(ending) => ending.id.clone(),
            _ => None,
        })
    }

    /// Begins, in a window that was opened in the same click, after saving what is to be saved.
    pub(crate) fn begin(&self, window: Window, save: Option<Configuration>) {
        let event = Event::Begin { window, save: save.is_some() };
        self.0.to_save.replace(save);
        self.tell(event);
    }

    /// Opens the window, which says `text` until it is sent to Teamwork, unless this tab is to go there
    /// itself. Call it in a click, before anything is awaited.
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

    /// Takes the verification code that the user has typed.
    pub(crate) fn take_verification_code(&self, text: String) {
        self.hear(Zeroizing::new(text), VerificationCode::Typed);
    }

    /// Tells the authorization what happened.
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

    /// An authorization of before the page was loaded, which this tab may come back from.
    pub(crate) fn find(&self, id: String, returned: bool) {
        self.tell(Event::Found { id, returned, now: now(), pace: pace() });
    }

    /// Forgets the authorization, which goes on without the panel as far as it can. A window that still waits
    /// for its address would wait for ever.
    pub(crate) fn forget(&self) {
        let before = self.0.flow.take_quietly();
        if matches!(before, AuthorizationFlow::Saving(_) | AuthorizationFlow::Starting { .. }) {
            self.0.window.borrow_mut().close();
        }
        self.0.begun.set(self.0.begun.get() + 1);
        self.watch(&AuthorizationFlow::Idle);
        self.put(AuthorizationFlow::Idle, !matches!(before, AuthorizationFlow::Idle));
    }

    /// Forgets that an authorization succeeded, of settings that have been changed since.
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
        // A copy, since what is done may tell the authorization something.
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
                // Nothing is saved that was not checked in the click.
                None => self.tell(Event::NotSaved),
            },
            Command::Focus => self.focus_window(),
        }
    }

    /// Sets or ends the clock, the hints and the questions, as the state needs them.
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
        // A message by any other page, or by another window of this one, is somebody else's.
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

    /// The driver as long as its panel is there. What the browser holds on to must not keep it.
    pub(super) fn weak(&self) -> impl Fn() -> Option<Self> + Clone + 'static {
        let weak: Weak<Inner> = Rc::downgrade(&self.0);
        move || weak.upgrade().map(Self)
    }
}

/// Any number. It need not be hard to guess.
pub(super) fn pace() -> u8 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let pace = (js_sys::Math::random() * 256.0) as u8;
    pace
}
