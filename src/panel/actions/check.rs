//! Checking the settings.

use std::rc::Rc;

use teamwork_connect_core::{
    Draft, FieldCode, FieldErrors, Key, ResultCode, validate, validate_target,
};

use super::reply::reply;
use crate::backend_api::ApiError;
use crate::panel::model::Purpose;
use crate::panel::request::Request;
use crate::panel::state::Panel;

/// Runs `rules` on the settings, for a purpose that the user asked for. If they fail, shows the errors and returns
/// `None`.
pub(in crate::panel) fn checked<T>(
    panel: &Rc<Panel>,
    purpose: Purpose,
    rules: fn(&Draft, &str) -> Result<T, FieldErrors>,
) -> Option<T> {
    panel.checks.purpose.set(Some(purpose));
    panel.checks.found_by_backend.take();
    panel.session.banner.replace(None);
    panel.authorization.forget();
    match judge(panel, rules) {
        Ok(made) => {
            panel.checks.errors.set(FieldErrors::default());
            Some(made)
        }
        Err(errors) => {
            let error = ApiError { fields: errors, ..ApiError::of(ResultCode::Invalid) };
            let asked = if purpose == Purpose::Save { Request::Save } else { Request::Test };
            reply(panel, asked, Err(&error));
            show_errors(panel, error.fields);
            None
        }
    }
}

/// Runs the rules on the settings. An address in a different region from the selected one is an open question:
/// nothing is sent until the user answers it.
fn judge<T>(
    panel: &Panel,
    rules: fn(&Draft, &str) -> Result<T, FieldErrors>,
) -> Result<T, FieldErrors> {
    let key = panel.api_key.read();
    let made = panel.form.with_untracked(|draft| rules(draft, &key));
    let refused = panel.form.refused();
    if refused.is_empty() && !panel.form.has_region_conflict() {
        return made;
    }
    let mut errors = made.err().unwrap_or_default();
    if panel.form.has_region_conflict() {
        errors.add(Key::SiteName, FieldCode::Mismatch);
    }
    Err(refused.with(&errors))
}

/// Shows errors beside the fields and in the summary, which takes focus.
pub(in crate::panel) fn show_errors(panel: &Rc<Panel>, errors: FieldErrors) {
    panel.checks.errors.set(errors);
    panel.focus(panel.id("summary"));
}

/// After the first submit, removes each error once it is fixed.
pub(in crate::panel) fn check_again(panel: &Panel, changed: Key) {
    let Some(purpose) = panel.checks.purpose.get() else { return };
    let found = match purpose {
        Purpose::Save => judge(panel, validate).err(),
        Purpose::Test => judge(panel, validate_target).err(),
    };
    let found = found.unwrap_or_default();
    panel
        .checks
        .narrow(&found, changed, |key| leptos::prelude::untrack(|| panel.form.applies(key)));
}
