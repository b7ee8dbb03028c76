//! Changing settings, and what follows from a change.

use leptos::prelude::*;
use teamwork_connect_core::draft::{AddressEntered, RegionFromAddress};
use teamwork_connect_core::{
    ApiType, ApiVersion, AuthType, ConnectionName, Draft, FieldErrors, Key, Region, ResultCode,
    validate, validate_target,
};

use super::headless::Asked;
use super::options::PanelEvent;
use super::state::{Banner, Panel, Purpose};
use crate::browser::lower_case::lower_case;
use crate::host_api::ApiError;

impl Panel {
    /// Changes the draft by hand of the user.
    pub(crate) fn edit(self, key: Key, change: impl FnOnce(&mut Draft)) {
        let before = self.state().draft.get_untracked();
        let mut after = before.clone();
        change(&mut after);
        // Leaving a field fires `change` between the two halves of a click. What it made the panel
        // build anew under the pointer, such as a notice with a button, would not hear of the click.
        if before == after {
            return;
        }
        self.state().draft.set(after.clone());
        // A name says nothing about whether the connection works.
        if key != Key::Name {
            self.forget_report();
        }
        if matches!(self.state().banner.get_untracked(), Some(Banner::Saved { .. })) {
            self.state().banner.set(None);
        }
        self.forget_success();
        self.check_again(key);
        let changed =
            Key::ALL.iter().copied().filter(|key| before.text(*key) != after.text(*key)).collect();
        self.emit(PanelEvent::Change { value: after, changed });
    }

    pub(crate) fn choose_api_type(self, api_type: ApiType) {
        self.edit(Key::ApiType, |draft| draft.choose_api_type(api_type));
    }

    pub(crate) fn choose_version(self, version: Option<ApiVersion>) {
        self.edit(Key::ApiVersion, |draft| draft.api_version = version);
    }

    pub(crate) fn choose_region(self, region: Region) {
        // What else the address suggests is still to be answered.
        self.state().address.update(|address| {
            if let Some(address) = address {
                address.region = RegionFromAddress::Unchanged;
            }
        });
        self.edit(Key::Region, |draft| draft.region = Some(region));
    }

    pub(crate) fn choose_auth(self, auth_type: AuthType) {
        self.edit(Key::AuthType, |draft| draft.auth_type = Some(auth_type));
    }

    /// Takes Site name while it is being typed.
    pub(crate) fn type_site_name(self, text: String) {
        self.state().address.set(None);
        self.edit(Key::SiteName, |draft| draft.site_name = text);
    }

    /// Takes Site name when it is pasted or finished: an address becomes its label.
    pub(crate) fn enter_site_name(self, text: &str) {
        let mut entered = None;
        self.edit(Key::SiteName, |draft| entered = draft.enter_site_name(text));
        // Leaving the field again must not take back what an address has just said.
        if let Some(entered) = entered.filter(AddressEntered::says_something) {
            self.state().address.set(Some(entered));
        }
    }

    /// Whether the address that was entered as Site name is in another region than the chosen one, and
    /// the user has not settled it.
    pub(crate) fn has_region_conflict(self) -> bool {
        self.state().address.with_untracked(|address| {
            let region = address.as_ref().map(|address| address.region);
            matches!(region, Some(RegionFromAddress::Conflict(_)))
        })
    }

    /// Takes notice of the API key field.
    pub(crate) fn on_api_key_input(self) {
        self.forget_report();
        self.check_again(Key::ApiKey);
    }

    /// Makes of the draft and the API key what `rules` make of them, for a purpose that the user has asked
    /// for. `None` after showing what is wrong.
    pub(super) fn checked<T>(
        self,
        purpose: Purpose,
        rules: fn(&Draft, &str) -> Result<T, FieldErrors>,
    ) -> Option<T> {
        self.state().purpose.set(Some(purpose));
        self.state().host_errors.set(FieldErrors::default());
        self.state().banner.set(None);
        self.forget_attempt();
        let key = self.state().api_key.read();
        match self.state().draft.with_untracked(|draft| rules(draft, &key)) {
            Ok(made) => {
                self.state().errors.set(FieldErrors::default());
                Some(made)
            }
            Err(errors) => {
                let error = ApiError { fields: errors, ..ApiError::of(ResultCode::Invalid) };
                let asked = if purpose == Purpose::Save { Asked::Save } else { Asked::Test };
                self.reply(asked, Err(&error));
                self.show_errors(error.fields);
                None
            }
        }
    }

    /// Checks everything for a purpose and gives what is wrong.
    fn check(self, purpose: Purpose) -> FieldErrors {
        let key = self.state().api_key.read();
        let result = self.state().draft.with_untracked(|draft| match purpose {
            Purpose::Save => validate(draft, &key).map(|_| ()),
            Purpose::Test => validate_target(draft, &key).map(|_| ()),
        });
        result.err().unwrap_or_default()
    }

    /// Shows what is wrong: beside the fields, and in the summary, which takes the focus.
    pub(crate) fn show_errors(self, errors: FieldErrors) {
        self.state().errors.set(errors);
        self.focus(self.id("summary"));
    }

    /// After the first submit, errors go as soon as they are mended. New ones wait for the next submit.
    pub(super) fn check_again(self, changed: Key) {
        let Some(purpose) = self.state().purpose.get_untracked() else {
            return;
        };
        let now = self.check(purpose);
        let shown = self.state().errors.get_untracked();
        let mut left = FieldErrors::default();
        for error in shown.iter() {
            // What only the host can find stays until its setting is changed or no longer applies.
            let hosts = || {
                let found = self.state().host_errors.read(|errors| errors.of(error.key));
                found.filter(|_| error.key != changed && self.applies(error.key).get_untracked())
            };
            if let Some(code) = now.of(error.key).or_else(hosts) {
                left.add(error.key, code);
            }
        }
        if left != shown {
            self.state().errors.set(left);
        }
    }

    pub(super) fn forget_report(self) {
        self.state().edits.write(|edits| *edits += 1);
        self.state().report.set(None);
    }

    /// Whether another connection has the name.
    pub(crate) fn name_is_taken(self) -> bool {
        let own = self
            .state()
            .saved
            .with(|saved| saved.as_ref().map(|saved| saved.connection.id.clone()));
        let Ok(name) = self.state().draft.with(|draft| ConnectionName::parse(&draft.name)) else {
            return false;
        };
        let name = lower_case(name.as_str());
        self.state().others.with(|others| {
            others.iter().any(|other| {
                Some(&other.id) != own.as_ref() && lower_case(other.name.trim()) == name
            })
        })
    }
}
