//! The effects of an authorization on its panel.

use std::rc::{Rc, Weak};

use teamwork_connect_core::authorization_flow::{AuthorizationFlow, Ending};
use teamwork_connect_core::wire::ConnectionStatus;
use teamwork_connect_core::{Configuration, ResultCode};

use super::authorize::focus_banner_without_errors;
use super::reply::{reply, reply_begun};
use super::report::{fail_to_save, report};
use super::save::send;
use super::tab;
use crate::authorize::{Outside, Task};
use crate::backend_api::ApiError;
use crate::panel::events::PanelEvent;
use crate::panel::outcomes::Phase;
use crate::panel::request::Request;
use crate::panel::state::Panel;

/// The panel of an authorization. It may be gone.
pub(in crate::panel) struct PanelOutside(pub(in crate::panel) Weak<Panel>);

impl PanelOutside {
    fn with(&self, act: impl FnOnce(&Rc<Panel>)) {
        if let Some(panel) = self.0.upgrade() {
            act(&panel);
        }
    }
}

impl Outside for PanelOutside {
    fn changed(&self, flow: &AuthorizationFlow) {
        self.with(|panel| match flow {
            AuthorizationFlow::Waiting(waiting) => reply_begun(panel, &waiting.id),
            AuthorizationFlow::Starting { .. } | AuthorizationFlow::Ended(_) => tab::forget(panel),
            _ => {}
        });
    }

    fn save(&self, configuration: &Configuration) {
        self.with(|panel| send(panel, configuration));
    }

    fn connection_id(&self) -> Option<String> {
        self.0.upgrade()?.connection.id()
    }

    fn return_key(&self) -> Option<String> {
        self.0.upgrade()?.return_key.borrow().clone()
    }

    fn keep(&self, authorization_id: &str) {
        self.with(|panel| tab::keep(panel, authorization_id));
    }

    fn not_started(&self, error: ApiError) {
        self.with(|panel| {
            fail_to_save(panel, error);
            focus_banner_without_errors(panel);
        });
    }

    fn finish(&self, ending: &Ending) {
        self.with(|panel| finish(panel, ending));
    }

    fn run(&self, task: Task) {
        self.with(|panel| panel.run(task));
    }

    fn run_in_place(&self, task: Option<Task>) {
        self.with(|panel| panel.run_in_place(task));
    }
}

fn finish(panel: &Rc<Panel>, ending: &Ending) {
    if let Some(code) = ending.failure {
        reply(panel, Request::Save, Err(&ApiError::of(code)));
    }
    match ending.failure {
        None => {
            panel.connection.saved.update(|saved| {
                if let Some(saved) = saved {
                    saved.connection.status = ConnectionStatus::Online;
                    saved.connection.pending_authorization = None;
                    let account = ending.account.as_ref();
                    saved.connection.signed_in_as = account.map(|it| it.user_name.clone());
                }
            });
            if let Some(saved) = panel.connection.saved.get_untracked() {
                panel.emit(PanelEvent::Authorized { connection: saved.connection });
            }
        }
        // The user asked for this, so it is not an error.
        Some(ResultCode::UserCancelled) => {}
        // The connection was deleted. A save would find that out, too.
        Some(ResultCode::NotFound) => {
            let gone = ApiError { status: Some(404), ..ApiError::of(ResultCode::NotFound) };
            fail_to_save(panel, gone);
        }
        Some(code) => report(panel, Phase::Authorize, &ApiError::of(code)),
    }
    panel.focus(panel.id("banner"));
}
