//! All settings, each shown while it applies.

use leptos::prelude::*;
use teamwork_connect_core::Key;

use super::address::Address;
use super::api_key::ApiKey;
use super::api_type::ApiTypeChoice;
use super::api_version::ApiVersionSelect;
use super::auth_type::AuthTypeChoice;
use super::http_settings::HttpSettings;
use super::ids::{SpaceId, UserId};
use super::name::Name;
use super::oauth_client::OauthClientChoice;
use super::region::RegionChoice;
use super::site_name::SiteName;
use crate::panel::state::{Panel, PanelRef};
use crate::view::{Erase, When, part};

/// The settings, ordered so that each appears after the one that makes it apply.
#[component]
pub(crate) fn Settings(panel: PanelRef) -> impl IntoView {
    let applies = move |key| panel.live(move |panel| panel.form.applies(key));
    let api_type_chosen = panel.live(|panel| panel.form.api_type().is_some());
    view! {
        <div class=part("settings")>
            <When is=applies(Key::Name)><Name panel /></When>
            <When is=panel.live(takes_address)>
                <Address panel />
            </When>
            <When is=applies(Key::ApiType)><ApiTypeChoice panel /></When>
            <When is=applies(Key::ApiVersion)><ApiVersionSelect panel /></When>
            <When is=applies(Key::Region)><RegionChoice panel /></When>
            <When is=applies(Key::SiteName)><SiteName panel /></When>
            <When is=applies(Key::UserId)><UserId panel /></When>
            <When is=applies(Key::SpaceId)><SpaceId panel /></When>
            <When is=applies(Key::AuthType)><AuthTypeChoice panel /></When>
            <When is=applies(Key::ApiKey)><ApiKey panel /></When>
            <When is=applies(Key::OauthClientId)><OauthClientChoice panel /></When>
            <When is=api_type_chosen><HttpSettings panel /></When>
        </div>
    }
    .erase()
}

/// Whether an address of the account could fill in settings that are still empty.
fn takes_address(panel: &Panel) -> bool {
    panel.form.api_type().is_none() && !panel.form.is_locked(Key::SiteName)
}
