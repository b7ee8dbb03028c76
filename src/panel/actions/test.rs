//! Testing the connection without saving it.

use std::rc::Rc;

use teamwork_connect_core::wire::{Capability, TestReport};
use teamwork_connect_core::{ResultCode, Target, validate_target};

use super::body::body;
use super::check::checked;
use super::load::ensure_config;
use super::reply::reply;
use super::report::fail;
use crate::backend_api::ApiError;
use crate::browser::json;
use crate::panel::model::{Busy, Purpose};
use crate::panel::outcomes::Phase;
use crate::panel::request::{Request, Response};
use crate::panel::state::Panel;

/// Receives the outcome of a test. `None` if the backend does not offer tests.
pub(super) type Then = Box<dyn FnOnce(&Rc<Panel>, Result<Option<TestReport>, ApiError>)>;

/// The user pressed *Test connection*.
pub(in crate::panel) fn press(panel: &Rc<Panel>) {
    if panel.session.is_busy() {
        return;
    }
    panel.session.report.replace(None);
    let Some(target) = checked(panel, Purpose::Test, validate_target) else { return };
    let edits = panel.form.edits();
    let then = move |panel: &Rc<Panel>, result: Result<Option<TestReport>, ApiError>| {
        let not_offered = || ApiError::of(ResultCode::NotFound);
        let result = result.and_then(|report| report.ok_or_else(not_offered));
        let told = result.as_ref().map(|report| Response::Tested(report.clone()));
        reply(panel, Request::Test, told);
        match result {
            // If the settings changed while the test ran, its report no longer describes them.
            Ok(_) if panel.form.edits() != edits => {}
            Ok(report) => drop(panel.session.report.replace(Some(report))),
            Err(error) => fail(panel, Phase::Test, error),
        }
    };
    run(panel, Busy::Testing, &target, Box::new(then));
}

/// Tests a connection, unless the panel switches to something else in the meantime.
pub(super) fn run(panel: &Rc<Panel>, busy: fn(u32) -> Busy, target: &Target, then: Then) {
    let body = body(panel, &json::to_js(&target.to_body()), target.auth());
    let busy = panel.session.begin_test(busy);
    panel.spawn(async move |panel| {
        let result = match ensure_config(&panel).await {
            Ok(config) if !config.offers(Capability::Test) => Ok(None),
            Ok(_) => panel.backend.test(body).await.map(Some).map_err(ApiError::of_call),
            Err(error) => Err(error),
        };
        if panel.session.busy.get_untracked() == Some(busy) {
            panel.session.busy.set(None);
            then(&panel, result);
        }
    });
}
