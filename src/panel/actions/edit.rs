//! Changing settings, and the consequences of a change.

use std::rc::Rc;

use teamwork_connect_core::draft::{AddressEntered, RegionFromAddress};
use teamwork_connect_core::{
    AccountAddress, ApiType, ApiVersion, AuthType, Draft, Key, Region, validate,
};

use super::check::check_again;
use crate::panel::events::PanelEvent;
use crate::panel::model::Banner;
use crate::panel::state::Panel;

/// Changes the draft on behalf of the user.
pub(in crate::panel) fn edit(panel: &Rc<Panel>, key: Key, change: impl FnOnce(&mut Draft)) {
    let changed = panel.form.change(change);
    if changed.is_empty() {
        return;
    }
    // The name has no effect on whether the connection works.
    if key != Key::Name {
        forget_report(panel);
    }
    if matches!(panel.session.banner.get_untracked(), Some(Banner::Saved(_))) {
        panel.session.banner.replace(None);
    }
    panel.authorization.forget_success();
    check_again(panel, key);
    panel.emit(PanelEvent::Change { value: panel.form.draft(), changed });
}

pub(in crate::panel) fn choose_api_type(panel: &Rc<Panel>, api_type: ApiType) {
    let limits = panel.form.limits.get_untracked();
    edit(panel, Key::ApiType, |draft| limits.choose_api_type(draft, api_type));
}

pub(in crate::panel) fn choose_version(panel: &Rc<Panel>, version: Option<ApiVersion>) {
    edit(panel, Key::ApiVersion, |draft| draft.api_version = version);
}

pub(in crate::panel) fn choose_region(panel: &Rc<Panel>, region: Region) {
    // The address's other suggestions are still open.
    panel.form.address.update(|address| {
        if let Some(address) = address {
            address.region = RegionFromAddress::Unchanged;
        }
    });
    edit(panel, Key::Region, |draft| draft.region = Some(region));
}

pub(in crate::panel) fn choose_auth_type(panel: &Rc<Panel>, auth_type: AuthType) {
    edit(panel, Key::AuthType, |draft| draft.auth_type = Some(auth_type));
}

pub(in crate::panel) fn choose_client(panel: &Rc<Panel>, id: String) {
    edit(panel, Key::OauthClientId, |draft| draft.oauth_client_id = id);
}

/// Updates Site name while the user types.
pub(in crate::panel) fn type_site_name(panel: &Rc<Panel>, text: String) {
    panel.form.address.set(None);
    panel.checks.address.set(None);
    edit(panel, Key::SiteName, |draft| draft.site_name = text);
}

/// Updates Site name when it is pasted or the user leaves the field. An address is reduced to its label.
pub(in crate::panel) fn enter_site_name(panel: &Rc<Panel>, text: &str) {
    let mut entered = None;
    edit(panel, Key::SiteName, |draft| entered = draft.enter_site_name(text));
    // Leaving the field again must not discard what an address has just set.
    if let Some(entered) = entered.filter(AddressEntered::says_something) {
        panel.form.address.set(Some(entered));
    }
}

/// Applies an address when it is pasted or the user leaves the field. If it names the product, the next field
/// takes focus.
pub(in crate::panel) fn enter_address(panel: &Rc<Panel>, text: &str) {
    let mut entered = Ok(None);
    let limits = panel.form.limits.get_untracked();
    edit(panel, Key::SiteName, |draft| entered = draft.enter_address(text, limits));
    panel.checks.address.set(entered.as_ref().err().copied());
    if let Some(entered) = entered.ok().flatten().filter(AddressEntered::says_something) {
        panel.form.address.set(Some(entered));
    }
    if panel.form.with_untracked(|draft| draft.api_type.is_some()) {
        let wrong = panel.form.with_untracked(|draft| validate(draft, "").err());
        let next = wrong.as_ref().and_then(|errors| errors.iter().next());
        panel.focus(next.map_or_else(|| panel.id("save"), |error| panel.control_id(error.key)));
    }
}

/// Replaces the selected site with the one that the user signed in to.
pub(in crate::panel) fn use_site(panel: &Rc<Panel>, address: &AccountAddress) {
    edit(panel, Key::SiteName, |draft| {
        draft.site_name = address.site_name.to_string();
        draft.region = address.region;
    });
    panel.authorization.forget();
    panel.session.banner.replace(Some(Banner::SiteTaken));
    panel.focus(panel.id("save"));
}

/// The API key field has changed.
pub(in crate::panel) fn on_api_key_input(panel: &Rc<Panel>) {
    forget_report(panel);
    check_again(panel, Key::ApiKey);
}

/// Discards the test report, which no longer describes the settings.
pub(in crate::panel) fn forget_report(panel: &Panel) {
    panel.form.count_edit();
    if panel.session.report.with_untracked(Option::is_some) {
        panel.session.report.replace(None);
    }
}
