//! Reporting failures.

use std::rc::Rc;

use teamwork_connect_core::ResultCode;

use super::check::show_errors;
use super::reply::{panel_error, reply};
use crate::backend_api::ApiError;
use crate::panel::events::PanelEvent;
use crate::panel::model::Banner;
use crate::panel::outcomes::Phase;
use crate::panel::request::Request;
use crate::panel::state::Panel;

/// Tells the page about a failure.
pub(in crate::panel) fn report(panel: &Rc<Panel>, phase: Phase, error: &ApiError) {
    panel.emit(PanelEvent::Error(panel_error(panel, phase, error)));
}

/// Shows a failure: beside the settings that the backend named, or for the connection as a whole.
pub(in crate::panel) fn fail(panel: &Rc<Panel>, phase: Phase, error: ApiError) {
    report(panel, phase, &error);
    if error.code == ResultCode::Invalid && !error.fields.is_empty() {
        panel.checks.found_by_backend.replace(error.fields.clone());
        show_errors(panel, error.fields);
    } else {
        panel.session.banner.replace(Some(Banner::Failed(error)));
    }
}

/// Shows that a save failed.
pub(in crate::panel) fn fail_to_save(panel: &Rc<Panel>, error: ApiError) {
    let is_saved = panel.connection.saved.with_untracked(Option::is_some);
    let error = if is_saved { error } else { error.of_call() };
    reply(panel, Request::Save, Err(&error));
    match error.status {
        Some(412) => tell(panel, &error, Banner::Conflict { failed: None }),
        Some(404) if is_saved => {
            panel.connection.saved.replace(None);
            tell(panel, &error, Banner::Gone);
        }
        _ => fail(panel, Phase::Save, error),
    }
}

/// Shows the outcome of a save in the banner. The banner takes focus, because the button that was pressed may be
/// gone.
pub(in crate::panel) fn tell(panel: &Rc<Panel>, error: &ApiError, banner: Banner) {
    report(panel, Phase::Save, error);
    panel.session.banner.replace(Some(banner));
    panel.focus(panel.id("banner"));
}
