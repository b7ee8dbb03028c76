//! Testing the connection without saving it.

use std::rc::Rc;

use teamwork_connect_core::validate_target;

use super::check::checked;
use super::load::ensure_config;
use super::reply::reply;
use super::report::fail;
use super::save::body;
use crate::browser::json;
use crate::panel::model::{Busy, Purpose};
use crate::panel::request::{Request, Response};
use crate::panel::state::Panel;

/// The user pressed Test connection.
pub(in crate::panel) fn press(panel: &Rc<Panel>) {
    if panel.session.is_busy() {
        return;
    }
    panel.session.report.replace(None);
    let Some(target) = checked(panel, Purpose::Test, validate_target) else { return };
    let body = body(panel, &json::to_js(&target.to_body()), target.auth());
    let (generation, edits) = (panel.session.generation(), panel.form.edits());
    panel.session.busy.set(Some(Busy::Testing));
    panel.spawn(async move |panel| {
        let result = match ensure_config(&panel).await {
            Ok(_) => panel.backend.test(body).await,
            Err(error) => Err(error),
        };
        if !panel.is_at(generation) {
            return;
        }
        panel.session.busy.set(None);
        let told = result.as_ref().map(|report| Response::Tested(report.clone()));
        reply(&panel, Request::Test, told);
        match result {
            // The settings may have been changed while the test ran, which says nothing about them then.
            Ok(_) if panel.form.edits() != edits => {}
            Ok(report) => drop(panel.session.report.replace(Some(report))),
            Err(error) => fail(&panel, error),
        }
    });
}
