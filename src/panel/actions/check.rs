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

/// Makes of the settings what `rules` make of them, for a purpose that the user asked for. Gives `None` after
/// showing what is wrong.
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

/// What the rules make of the settings. An address that is in another region than the chosen one is an open question:
/// nothing is sent before the user has answered it.
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

/// Shows what is wrong: beside the fields, and in the summary, which takes the focus.
pub(in crate::panel) fn show_errors(panel: &Rc<Panel>, errors: FieldErrors) {
    panel.checks.errors.set(errors);
    panel.focus(panel.id("summary"));
}

/// After the first submit, errors go as soon as they are fixed.
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
