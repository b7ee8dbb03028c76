//! Asking the host what it offers, and loading the connection to edit.

use std::pin::Pin;

use teamwork_connect_core::wire::{Capability, Config};
use teamwork_connect_core::{Draft, FieldErrors};

use super::headless::{Asked, Done};
use super::options::PanelEvent;
use super::state::{Banner, Busy, Panel};
use crate::host_api::{ApiError, Saved};

impl Panel {
    /// Goes on to a connection, or to a new one, and forgets what is on the panel.
    pub(crate) fn open(self, connection_id: Option<String>) {
        self.go_to(connection_id, None);
    }

    /// Begins, on a page that has just been loaded: with the attempt that this tab comes back from, or
    /// with the connection that the page wants to be edited.
    pub(crate) fn arrive(self, connection_id: Option<String>) {
        let kept = self.kept_attempt(connection_id.as_deref());
        match kept {
            Some(kept) => self.go_to(Some(kept.connection_id), Some(kept.authorization_id)),
            None => self.open(connection_id),
        }
    }

    fn go_to(self, connection_id: Option<String>, returned: Option<String>) {
        self.forget();
        let visit = self.state().visit.get();
        self.state().busy.set(connection_id.is_some().then_some(Busy::Loading));
        self.spawn(async move {
            self.load(connection_id, returned, visit).await;
        });
    }

    /// Tries again what failed: to load a connection, or to begin.
    pub(crate) fn try_again(self, connection_id: Option<String>) {
        if self.state().busy.get_untracked().is_some() {
            return;
        }
        self.focus(self.id("title"));
        match connection_id {
            Some(_) => self.arrive(connection_id),
            None => {
                // What has been typed meanwhile stays.
                let visit = self.state().visit.get();
                self.state().banner.set(None);
                self.spawn(async move {
                    self.load(None, None, visit).await;
                });
            }
        }
    }

    /// Whether the host offers this, as far as it has said.
    pub(crate) fn offers(self, capability: Capability) -> bool {
        self.state()
            .config
            .with_untracked(|config| config.as_ref().is_some_and(|c| c.offers(capability)))
    }

    /// What the host offers, asked for once. Without an answer nothing else can be asked either, since
    /// the first call is also where a host begins a session.
    pub(crate) fn ensure_config(self) -> Pin<Box<dyn Future<Output = Result<Config, ApiError>>>> {
        // Boxed, or else every task that begins with this would have a copy of it.
        Box::pin(async move {
            if let Some(config) = self.state().config.get_untracked() {
                return Ok(config);
            }
            let Some(host) = self.host() else { return Ok(Config::default()) };
            let config = host.config().await?;
            self.state().config.set(Some(config.clone()));
            Ok(config)
        })
    }

    /// Takes what the host has as the connection being edited.
    pub(crate) fn adopt(self, saved: Saved) {
        let typed = self.state().draft.get_untracked();
        let draft = saved.connection.to_draft().with_hidden_of(&typed);
        self.state().draft.set(draft.clone());
        self.state().baseline.set(draft);
        self.state().saved.set(Some(saved));
    }

    /// Asks for the list of connections anew. It only serves a notice, so a failure is no error.
    pub(crate) async fn load_others(self) {
        let Some(host) = self.host() else { return };
        if let Ok(others) = host.connections().await {
            self.state().others.set(others);
        }
    }

    async fn load(self, connection_id: Option<String>, returned: Option<String>, visit: u32) {
        let config = self.ensure_config().await;
        let lists = config.as_ref().is_ok_and(|config| config.offers(Capability::Connections));
        let loaded = match (config, connection_id, self.host()) {
            (Err(error), id, _) => Err((id, error)),
            (Ok(_), Some(id), Some(host)) => {
                host.connection(&id).await.map(Some).map_err(|error| (Some(id), error))
            }
            (Ok(_), ..) => Ok(None),
        };
        // The user may have gone on to another connection meanwhile.
        if self.state().visit.get() != visit {
            return;
        }
        // A new connection may have been filled in meanwhile, and be on its way to the host.
        if self.state().busy.get_untracked() == Some(Busy::Loading) {
            self.state().busy.set(None);
        }
        match loaded {
            Ok(saved) => {
                let connection_id = saved.as_ref().map(|saved| saved.connection.id.clone());
                if let Some(saved) = saved {
                    let comes_back = returned.is_some();
                    if comes_back {
                        self.use_kept();
                    }
                    let pending = saved.connection.pending_authorization.clone();
                    self.adopt(saved);
                    if let Some((id, driver)) = returned.or(pending).zip(self.driver()) {
                        driver.find(id, comes_back);
                    }
                }
                self.prefill_late();
                self.reply(Asked::Reset, Ok(Done::Reset));
                self.emit(PanelEvent::Ready { connection_id });
            }
            Err((id, error)) => {
                self.report_error(&error);
                self.reply(Asked::Reset, Err(&error));
                self.state().banner.set(Some(match id {
                    Some(id) => Banner::NotLoaded { id, error },
                    None => Banner::NotBegun { error },
                }));
            }
        }
        if lists {
            self.load_others().await;
        }
    }

    /// Forgets everything but what the host offers.
    pub(super) fn forget(self) {
        self.state().visit.write(|visit| *visit += 1);
        self.give_up_on_all();
        self.state().api_key.clear();
        self.state().pending.set(None);
        self.state().host_errors.set(FieldErrors::default());
        self.state().draft.set(Draft::default());
        self.state().baseline.set(Draft::default());
        self.state().saved.set(None);
        self.state().purpose.set(None);
        self.state().errors.set(FieldErrors::default());
        self.state().address.set(None);
        self.state().banner.set(None);
        self.state().report.set(None);
        self.state().question.set(None);
        self.state().busy.set(None);
        self.close_client_form();
        self.forget_attempt();
    }
}
