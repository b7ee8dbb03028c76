//! Testing the connection without saving it.

use teamwork_connect_core::validate_target;

use super::headless::{Asked, Done};
use super::state::{Busy, Panel, Purpose};
use crate::browser::json;

impl Panel {
    /// The user pressed Test connection.
    pub(crate) fn press_test(self) {
        if self.state().busy.get_untracked().is_some() {
            return;
        }
        let Some(host) = self.host() else { return };
        self.state().report.set(None);
        let Some(target) = self.checked(Purpose::Test, validate_target) else { return };
        let body = self.body(&json::to_js(&target.to_body()), target.auth());
        let (visit, edits) = (self.state().visit.get(), self.state().edits.get());
        self.state().busy.set(Some(Busy::Testing));
        self.spawn(async move {
            let result = match self.ensure_config().await {
                Ok(_) => host.test(body).await,
                Err(error) => Err(error),
            };
            if self.state().visit.get() != visit {
                return;
            }
            self.state().busy.set(None);
            self.reply(Asked::Test, result.as_ref().map(|report| Done::Tested(report.clone())));
            match result {
                // The settings may have been changed while the test ran; it says nothing of them then.
                Ok(_) if self.state().edits.get() != edits => {}
                Ok(report) => self.state().report.set(Some(report)),
                Err(error) => self.fail(error),
            }
        });
    }
}
