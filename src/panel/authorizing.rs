//! Saving and authorising.

use teamwork_connect_core::attempt::{Attempt, Ending, Event, Window};
use teamwork_connect_core::surroundings::Ways;
use teamwork_connect_core::wire::{AuthorizationMode, Capability, ConnectionStatus};
use teamwork_connect_core::{AccountAddress, AuthType, Key, ResultCode, validate};

use super::headless::Asked;
use super::options::PanelEvent;
use super::state::{Leaving, Panel};
use crate::authorize::{Driver, Outside, Task};
use crate::browser::focus;
use crate::browser::surroundings::{is_hidden, surroundings};
use crate::host_api::ApiError;
use crate::text::Message;

impl Panel {
    /// Whether saving is not all: the connection has to be authorised, and the host can do it.
    pub(crate) fn can_authorize(self) -> bool {
        self.state().draft.with(|draft| draft.auth() == Some(AuthType::Oauth2))
            && self.state().config.with(|config| {
                config.as_ref().is_some_and(|config| config.offers(Capability::Authorizations))
            })
    }

    /// Whether the connection is online as it was saved.
    pub(crate) fn is_online(self) -> bool {
        self.state().saved.with(|saved| {
            saved.as_ref().is_some_and(|saved| saved.connection.status == ConnectionStatus::Online)
        })
    }

    /// Whether the connection is authorised as it stands on the panel, so that saving is enough.
    pub(crate) fn is_authorized(self) -> bool {
        self.is_online()
            && self
                .state()
                .baseline
                .with(|saved| self.state().draft.with(|now| now.shares_authorization(saved)))
    }

    /// Begins to authorise what is valid, after saving what has changed. Call it in a click, before
    /// anything is awaited.
    pub(super) fn begin_to_authorize(self) {
        let Some(driver) = self.driver() else { return };
        let pending = self.state().pending.read(Option::is_some);
        let save = pending || self.state().saved.with_untracked(Option::is_none) || self.is_dirty();
        let window = self.open_window(&driver);
        driver.tell(Event::Begin { window, save });
        // The button that was pressed is gone.
        self.focus(self.id("attempt"));
    }

    /// The user wants another window. The attempt that was waited for is superseded.
    pub(crate) fn open_again(self) {
        let Some(driver) = self.driver().filter(|_| !is_hidden()) else { return };
        let window = self.open_window(&driver);
        driver.tell(Event::OpenAgain(window));
        self.focus(self.id("attempt"));
    }

    fn open_window(self, driver: &Driver) -> Window {
        driver.open_window(self.ways(), &self.say_now(Message::WindowOpening))
    }

    /// How the user can be sent to Teamwork from this page.
    pub(super) fn ways(self) -> Ways {
        let asked = if self.state().redirects {
            AuthorizationMode::Redirect
        } else {
            AuthorizationMode::Popup
        };
        surroundings().ways(asked, self.state().return_key.is_some())
    }

    /// The user wants to sign in in this tab.
    pub(crate) fn go_on_in_this_tab(self) {
        self.tell_attempt(Event::ThisTab);
    }

    /// Takes the code that the user has typed.
    pub(crate) fn press_confirm(self) {
        let (id, root) = (self.id("code"), self.state().root.get());
        let typed = root.as_ref().and_then(|root| focus::value_of_id(root, &id));
        let code = typed.unwrap_or_default().trim().to_owned();
        match self.driver().filter(|_| !code.is_empty()) {
            Some(driver) => driver.take_handle(code),
            None => self.focus(id),
        }
    }

    /// The user wants to see the window.
    pub(crate) fn show_window(self) {
        if let Some(driver) = self.driver() {
            driver.focus_window();
        }
    }

    /// Takes the site that was signed in to in place of the one that was chosen.
    pub(crate) fn use_site(self, address: &AccountAddress) {
        let (site_name, region) = (address.site_name.clone(), address.region);
        self.edit(Key::SiteName, |draft| {
            draft.site_name = site_name.to_string();
            draft.region = region;
        });
        self.forget_attempt();
        self.focus(self.control_id(Key::SiteName));
    }

    /// The user pressed Cancel, which ends the attempt under way, or else leaves the panel.
    pub(crate) fn press_cancel(self) {
        if self.is_authorizing() {
            self.tell_attempt(Event::Cancel);
        } else {
            self.leave(Leaving::Cancel);
        }
    }

    /// Whether an attempt is under way.
    pub(crate) fn is_authorizing(self) -> bool {
        self.driver().is_some_and(|driver| driver.is_under_way())
    }

    /// Tells the attempt what happened, if there is one.
    pub(crate) fn tell_attempt(self, event: Event) {
        if let Some(driver) = self.driver() {
            driver.tell(event);
        }
    }

    /// Forgets the attempt and how it ended.
    pub(super) fn forget_attempt(self) {
        if let Some(driver) = self.driver() {
            driver.forget();
        }
    }

    /// Success is not said of settings that have been changed since.
    pub(super) fn forget_success(self) {
        let succeeded =
            |attempt: &Attempt| matches!(attempt, Attempt::Ended(Ending { failure: None, .. }));
        if self.state().attempt.with_untracked(succeeded) {
            self.forget_attempt();
        }
    }

    pub(super) fn driver(self) -> Option<Driver> {
        self.state().driver.get()
    }

    /// A save that was to be followed by an authorization has failed, and the form is there again.
    pub(super) fn give_up(self, event: Event) {
        self.tell_attempt(event);
        if self.state().errors.with_untracked(|errors| errors.is_empty()) {
            self.focus(self.id("banner"));
        }
    }
}

impl Outside for Panel {
    fn show(&self, attempt: Attempt) {
        match &attempt {
            Attempt::Waiting(waiting) => self.reply_begun(&waiting.id),
            Attempt::Starting { .. } | Attempt::Ended(_) => self.forget_kept(),
            _ => {}
        }
        self.state().attempt.set(attempt);
    }

    fn save(&self) {
        // It was valid when the button was pressed, in this same click.
        let key = self.state().api_key.read();
        if let Ok(configuration) = self.state().draft.with_untracked(|draft| validate(draft, &key))
        {
            self.send(&configuration);
        }
    }

    fn connection_id(&self) -> Option<String> {
        self.state()
            .saved
            .with_untracked(|saved| saved.as_ref().map(|saved| saved.connection.id.clone()))
    }

    fn return_key(&self) -> Option<String> {
        self.state().return_key.clone()
    }

    fn keep(&self, authorization_id: &str) {
        self.keep_attempt(authorization_id);
    }

    fn not_started(&self, error: ApiError) {
        self.fail_to_save(error);
        if self.state().errors.with_untracked(|errors| errors.is_empty()) {
            self.focus(self.id("banner"));
        }
    }

    fn finish(&self, ending: &Ending) {
        if let Some(code) = ending.failure {
            self.reply(Asked::Save, Err(&ApiError::of(code)));
        }
        match ending.failure {
            None => {
                self.state().saved.update(|saved| {
                    if let Some(saved) = saved {
                        saved.connection.status = ConnectionStatus::Online;
                        saved.connection.pending_authorization = None;
                    }
                });
                if let Some(saved) = self.state().saved.get_untracked() {
                    self.emit(PanelEvent::Authorized { connection: saved.connection });
                }
            }
            // What the user asked for is no error.
            Some(ResultCode::UserCancelled) => {}
            // Somebody has deleted the connection, as a save would find out too.
            Some(ResultCode::NotFound) => {
                let gone = ApiError { status: Some(404), ..ApiError::of(ResultCode::NotFound) };
                self.fail_to_save(gone);
            }
            Some(code) => self.report_error(&ApiError::of(code)),
        }
        self.focus(self.id("banner"));
    }

    fn run(&self, task: Task) {
        self.spawn(task);
    }

    fn run_in_place(&self, task: Option<Task>) {
        self.spawn_in_place(task);
    }
}
