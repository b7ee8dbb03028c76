//! Saving the connection.

use teamwork_connect_core::wire::{Capability, ConnectionBody, ConnectionStatus, splice_secret};
use teamwork_connect_core::{
    AuthType, Configuration, Draft, FieldErrors, Key, ResultCode, validate,
};

use super::options::PanelEvent;
use super::state::{Banner, Busy, Panel, Purpose, Question};
use crate::browser::json;
use crate::host_api::{ApiError, HostApi, PendingSave, SaveBody, Saved};

impl Panel {
    /// The user pressed Save.
    pub(crate) fn press_save(self) {
        if self.busy.get_untracked().is_some() {
            return;
        }
        let Some(configuration) = self.checked_configuration() else {
            return;
        };
        let failed = self.report.with_untracked(|report| report.as_ref().is_some_and(|r| !r.ok));
        if failed {
            self.question.set(Some(Question::SaveAnyway));
        } else {
            self.send(&configuration);
        }
    }

    /// The user wants to save although the test failed.
    pub(crate) fn save_anyway(self) {
        self.question.set(None);
        if let Some(configuration) = self.checked_configuration() {
            self.send(&configuration);
        }
    }

    /// The configuration, or `None` after showing what is wrong.
    fn checked_configuration(self) -> Option<Configuration> {
        self.purpose.set(Some(Purpose::Save));
        self.host_errors.set(FieldErrors::default());
        self.banner.set(None);
        let key = self.api_key.read();
        match self.draft.with_untracked(|draft| validate(draft, &key)) {
            Ok(configuration) => {
                self.errors.set(FieldErrors::default());
                Some(configuration)
            }
            Err(errors) => {
                self.show_errors(errors);
                None
            }
        }
    }

    fn send(self, configuration: &Configuration) {
        let Some(host) = self.host() else { return };
        let body = self.body(&configuration.to_body(), configuration.target.auth());
        let (visit, sent) = (self.visit.get(), self.draft.get_untracked());
        self.busy.set(Some(Busy::Saving));
        self.spawn(async move {
            let result = self.save(&host, body).await;
            if self.visit.get() != visit {
                return;
            }
            self.busy.set(None);
            match result {
                Ok(saved) => self.saved(saved, &sent).await,
                Err(error) => self.fail_to_save(error),
            }
        });
    }

    /// The JSON to send. The secret goes from the input into this one buffer.
    pub(super) fn body(self, body: &ConnectionBody, auth: AuthType) -> SaveBody {
        let object = json::to_text(body);
        match auth {
            AuthType::Basic => {
                let key = self.api_key.read();
                let key = teamwork_connect_core::trim_outer_space(&key);
                splice_secret(&object, Key::ApiKey, key)
            }
            AuthType::Oauth2 => SaveBody::new(object.into_bytes()),
        }
    }

    /// Saves exactly once: what an earlier save did is found out first.
    async fn save(self, host: &HostApi, body: SaveBody) -> Result<Saved, ApiError> {
        self.ensure_config().await?;
        let mut save = PendingSave::new(self.saved.get_untracked().as_ref(), body);
        if let Some(earlier) = self.take_pending() {
            if earlier.is_same_as(&save) {
                save = earlier;
            } else {
                match host.save(&earlier).await {
                    Ok(saved) => {
                        save = save.replacing(&saved);
                        self.saved.set(Some(saved));
                    }
                    Err(error) if error.outcome_unknown() => {
                        self.keep_pending(earlier);
                        return Err(error);
                    }
                    // It did nothing, so it stands in nobody's way.
                    Err(_) => {}
                }
            }
        }
        let result = host.save(&save).await;
        if result.as_ref().is_err_and(ApiError::outcome_unknown) {
            self.keep_pending(save);
        }
        result
    }

    fn take_pending(self) -> Option<PendingSave> {
        self.pending.write(Option::take).flatten()
    }

    fn keep_pending(self, save: PendingSave) {
        self.pending.write(|pending| *pending = Some(save));
    }

    async fn saved(self, saved: Saved, sent: &Draft) {
        self.api_key.clear();
        self.purpose.set(None);
        self.report.set(None);
        self.address.set(None);
        let connection = saved.connection.clone();
        let typed_on = self.draft.get_untracked();
        self.adopt(saved);
        if typed_on != *sent {
            // What was changed while the host was saving is not saved, and not lost either.
            self.draft.set(typed_on);
        }
        let online = connection.status == ConnectionStatus::Online;
        self.banner.set(Some(Banner::Saved { online }));
        self.focus(self.id("banner"));
        self.emit(PanelEvent::Saved { connection }, || ());
        let lists = self.config.with_untracked(|config| {
            config.as_ref().is_some_and(|config| config.offers(Capability::Connections))
        });
        if lists {
            self.load_others().await;
        }
    }

    fn fail_to_save(self, error: ApiError) {
        match error.status {
            Some(412) => {
                self.report_error(&error);
                self.banner.set(Some(Banner::Conflict));
                self.focus(self.id("banner"));
            }
            Some(404) if self.saved.get_untracked().is_some() => {
                self.report_error(&error);
                self.saved.set(None);
                self.banner.set(Some(Banner::Gone));
                self.focus(self.id("banner"));
            }
            _ => self.fail(error),
        }
    }

    /// Keeps what the user typed, to replace the version that somebody else saved meanwhile.
    pub(crate) fn keep_mine(self) {
        let (Some(host), Some(saved)) = (self.host(), self.saved.get_untracked()) else {
            return;
        };
        self.busy.set(Some(Busy::Loading));
        let visit = self.visit.get();
        self.spawn(async move {
            let theirs = host.connection(&saved.connection.id).await;
            if self.visit.get() != visit {
                return;
            }
            self.busy.set(None);
            match theirs {
                Ok(theirs) => {
                    self.baseline.set(theirs.connection.to_draft());
                    self.saved.set(Some(theirs));
                    self.banner.set(Some(Banner::Kept));
                    self.focus(self.id("banner"));
                }
                Err(error) => self.fail_to_save(error),
            }
        });
    }

    /// Shows that something failed: beside the settings that the host named, or as a whole.
    pub(crate) fn fail(self, error: ApiError) {
        self.report_error(&error);
        if error.code == ResultCode::Invalid && !error.fields.is_empty() {
            self.host_errors.set(error.fields.clone());
            self.show_errors(error.fields);
        } else {
            self.banner.set(Some(Banner::Failed(error)));
        }
    }

    /// Tells the host page that something failed.
    pub(super) fn report_error(self, error: &ApiError) {
        let event = PanelEvent::Error {
            code: error.code,
            detail: self.texts.result(error.code).to_owned(),
            request_id: error.request_id.clone(),
            retryable: error.code.retryable(),
        };
        self.emit(event, || ());
    }
}
