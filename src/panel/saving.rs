//! Saving the connection.

use teamwork_connect_core::attempt::Event;
use teamwork_connect_core::wire::{Capability, ConnectionStatus, splice_secret};
use teamwork_connect_core::{AuthType, Configuration, Draft, Key, ResultCode, validate};
use wasm_bindgen::JsValue;

use super::headless::{Asked, Done};
use super::options::PanelEvent;
use super::state::{Banner, Busy, Panel, Purpose, Question};
use crate::browser::json;
use crate::browser::surroundings::is_hidden;
use crate::host_api::{ApiError, Outcome, PendingSave, SaveBody, Saved};

impl Panel {
    /// The user pressed Save, or Save and authorize. Call it in the click, before anything is awaited.
    pub(crate) fn press_save(self, authorize: bool) {
        if self.is_authorizing() {
            return self.show_window();
        }
        // Nobody who is not there can have wanted a window.
        if authorize && is_hidden() {
            return self.reply(Asked::Save, Err(&ApiError::of(ResultCode::PopupBlocked)));
        }
        if self.state().busy.get_untracked().is_some() {
            return;
        }
        let Some(configuration) = self.checked(Purpose::Save, validate) else {
            return;
        };
        let failed =
            self.state().report.with_untracked(|report| report.as_ref().is_some_and(|r| !r.ok));
        if failed {
            self.state().question.set(Some(Question::SaveAnyway { authorize }));
        } else {
            self.go_on(&configuration, authorize);
        }
    }

    /// The user wants to save although the test failed.
    pub(crate) fn save_anyway(self, authorize: bool) {
        self.state().question.set(None);
        if let Some(configuration) = self.checked(Purpose::Save, validate) {
            self.go_on(&configuration, authorize);
        }
    }

    fn go_on(self, configuration: &Configuration, authorize: bool) {
        if authorize {
            self.begin_to_authorize();
        } else {
            self.send(configuration);
        }
    }

    /// Saves what is valid.
    pub(super) fn send(self, configuration: &Configuration) {
        let Some(host) = self.host() else { return };
        let settings = json::to_js(&configuration.to_body());
        let body = self.body(&settings, configuration.target.auth());
        // All that belongs to this connection is taken now: the user may go on to another one while the
        // host is asked, and what is saved then must still be this.
        let save = PendingSave::new(self.state().saved.get_untracked().as_ref(), settings, body);
        let earlier = self.state().pending.write(Option::take);
        let (visit, sent) = (self.state().visit.get(), self.state().draft.get_untracked());
        self.state().busy.set(Some(Busy::Saving));
        self.spawn(async move {
            let outcome = match self.ensure_config().await {
                Ok(_) => host.settle_and_save(save, earlier).await,
                Err(error) => Outcome { result: Err(error), made: None, unsettled: earlier },
            };
            let lists = outcome.result.is_ok() && self.offers(Capability::Connections);
            if self.state().visit.get() == visit {
                self.end_save(outcome, &sent);
            } else if let Ok(saved) = outcome.result {
                // Nobody looks at it any more, but the page's list should show it.
                self.emit(PanelEvent::Saved { connection: saved.connection });
            }
            if lists {
                self.load_others().await;
            }
        });
    }

    fn end_save(self, outcome: Outcome, sent: &Draft) {
        self.state().busy.set(None);
        self.state().pending.set(outcome.unsettled);
        if let Some(made) = outcome.made {
            self.state().saved.set(Some(made));
        }
        match outcome.result {
            Ok(saved) => {
                self.show_saved(saved, sent);
                self.tell_attempt(Event::Saved);
            }
            Err(error) if self.is_authorizing() => {
                self.fail_to_save(error);
                self.give_up(Event::NotSaved);
            }
            Err(error) => self.fail_to_save(error),
        }
    }

    /// The JSON to send. The secret goes from the input into this one buffer.
    pub(super) fn body(self, settings: &JsValue, auth: AuthType) -> SaveBody {
        let object = json::stringify(settings);
        match auth {
            AuthType::Basic => {
                let key = self.state().api_key.read();
                let key = teamwork_connect_core::trim_outer_space(&key);
                splice_secret(&object, Key::ApiKey, key)
            }
            AuthType::Oauth2 => SaveBody::new(object.into_bytes()),
        }
    }

    fn show_saved(self, saved: Saved, sent: &Draft) {
        let connection = saved.connection.clone();
        let online = connection.status == ConnectionStatus::Online;
        let typed_on = self.state().draft.get_untracked();
        self.state().api_key.clear();
        self.state().purpose.set(None);
        self.state().report.set(None);
        self.state().address.set(None);
        let authorizing = self.is_authorizing();
        if !authorizing {
            let connection = Box::new(connection.clone());
            let done = Done::Saved { connection, authorization_id: None };
            self.reply(Asked::Save, Ok(done));
        }
        if authorizing || self.offers(Capability::Connections) {
            self.adopt(saved);
        } else {
            // This host can make connections and nothing else, so the next save is for another one.
            self.forget();
        }
        if !authorizing {
            self.state().banner.set(Some(Banner::Saved { online }));
        }
        if typed_on == *sent {
            if !authorizing {
                self.focus(self.id("banner"));
            }
        } else {
            // What was changed while the host was saving is not saved, and not lost either; nor is the
            // user taken away from where it is being typed.
            self.state().draft.set(typed_on);
        }
        self.emit(PanelEvent::Saved { connection });
    }

    pub(super) fn fail_to_save(self, error: ApiError) {
        self.reply(Asked::Save, Err(&error));
        match error.status {
            Some(412) => self.tell(&error, Banner::Conflict { failed: None }),
            Some(404) if self.state().saved.get_untracked().is_some() => {
                self.state().saved.set(None);
                self.tell(&error, Banner::Gone);
            }
            _ => self.fail(error),
        }
    }

    /// Keeps what the user typed, to replace the version that somebody else saved meanwhile.
    pub(crate) fn keep_mine(self) {
        self.ask_for_theirs(|panel, theirs| {
            panel.state().baseline.set(theirs.connection.to_draft());
            panel.state().saved.set(Some(theirs));
            panel.state().banner.set(Some(Banner::Kept));
            panel.focus(panel.id("banner"));
        });
    }

    /// Takes the version that somebody else saved meanwhile in place of what the user typed.
    pub(crate) fn take_theirs(self) {
        self.ask_for_theirs(|panel, theirs| {
            let connection_id = Some(theirs.connection.id.clone());
            panel.forget();
            panel.adopt(theirs);
            panel.emit(PanelEvent::Ready { connection_id });
            panel.focus(panel.id("title"));
        });
    }

    /// Asks for the version that somebody else saved. Until it is here, nothing is given up.
    fn ask_for_theirs(self, go_on: fn(Self, Saved)) {
        let (Some(host), Some(saved)) = (self.host(), self.state().saved.get_untracked()) else {
            return;
        };
        if self.state().busy.get_untracked().is_some() {
            return;
        }
        self.state().busy.set(Some(Busy::Loading));
        let visit = self.state().visit.get();
        self.spawn(async move {
            let theirs = host.connection(&saved.connection.id).await;
            if self.state().visit.get() != visit {
                return;
            }
            self.state().busy.set(None);
            match theirs {
                Ok(theirs) => go_on(self, theirs),
                Err(error) if error.status == Some(404) => self.fail_to_save(error),
                Err(error) => {
                    self.tell(&error, Banner::Conflict { failed: Some(error.clone()) });
                }
            }
        });
    }

    /// Says something in the banner, which takes the focus from the button that is gone with it.
    fn tell(self, error: &ApiError, banner: Banner) {
        self.report_error(error);
        self.state().banner.set(Some(banner));
        self.focus(self.id("banner"));
    }

    /// Shows that something failed: beside the settings that the host named, or as a whole.
    pub(crate) fn fail(self, error: ApiError) {
        self.report_error(&error);
        if error.code == ResultCode::Invalid && !error.fields.is_empty() {
            self.state().host_errors.set(error.fields.clone());
            self.show_errors(error.fields);
        } else {
            self.state().banner.set(Some(Banner::Failed(error)));
        }
    }

    /// Tells the host page that something failed.
    pub(super) fn report_error(self, error: &ApiError) {
        self.emit(PanelEvent::Error(self.panel_error(error)));
    }
}
