//! The choices and text entered so far: a connection that may not be valid yet.

use serde::{Deserialize, Serialize};

use crate::account_address::{AccountAddress, Hints};
use crate::{
    ApiType, ApiVersion, AuthType, FieldCode, FieldErrors, Key, NumericId, Region, SiteUrl,
};

/// The settings without secrets, flat as in JSON. A draft may hold settings that do not apply, so that the user
/// loses no input while changing a choice. They are left out when a [`Configuration`](crate::Configuration) is
/// made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct Draft {
    /// The *Name your connection* setting.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The *API type* setting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api_type: Option<ApiType>,
    /// The *API version* setting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api_version: Option<ApiVersion>,
    /// The *Region* setting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<Region>,
    /// The *Site name* setting, as typed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub site_name: String,
    /// The *User ID* setting, as typed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub user_id: String,
    /// The *Space ID* setting, as typed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub space_id: String,
    /// The *Auth type* setting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_type: Option<AuthType>,
    /// The backend's ID of the OAuth 2.0 client.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub oauth_client_id: String,
}

/// What an address entered as Site name changed, and what it suggests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressEntered {
    /// Its effect on Region.
    pub region: RegionFromAddress,
    /// Its other suggestions.
    pub hints: Hints,
}

impl AddressEntered {
    /// Whether there is anything to tell the user.
    #[must_use]
    pub fn says_something(&self) -> bool {
        self.region != RegionFromAddress::Unchanged || self.hints != Hints::default()
    }
}

/// The effect of an address on Region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegionFromAddress {
    /// The address has no region, or the selected one.
    Unchanged,
    /// No region was selected; this one is now.
    Set(Region),
    /// A different region is selected. It stays until the user decides.
    Conflict(Region),
}

impl Draft {
    /// Builds a draft from text values. It may hold settings that do not apply. Returns an error for each choice
    /// that is not one of the possible values.
    #[must_use]
    pub fn read(text: impl Fn(Key) -> Option<String>) -> (Self, FieldErrors) {
        let mut errors = FieldErrors::default();
        let typed = |key| text(key).unwrap_or_default();
        let draft = Self {
            name: typed(Key::Name),
            api_type: choice(Key::ApiType, &text, ApiType::parse, &mut errors),
            api_version: choice(Key::ApiVersion, &text, ApiVersion::parse, &mut errors),
            region: choice(Key::Region, &text, Region::parse, &mut errors),
            site_name: typed(Key::SiteName),
            user_id: typed(Key::UserId),
            space_id: typed(Key::SpaceId),
            auth_type: choice(Key::AuthType, &text, AuthType::parse, &mut errors),
            oauth_client_id: typed(Key::OauthClientId),
        };
        (draft, errors)
    }

    /// This draft, with the default version if none is selected.
    #[must_use]
    pub fn with_preset_version(mut self) -> Self {
        self.api_version = self.version();
        self
    }

    /// The effective version: the selected one, or else the newest of the API type.
    #[must_use]
    pub fn version(&self) -> Option<ApiVersion> {
        let api_type = self.api_type?;
        let chosen = self.api_version.filter(|version| api_type.versions().contains(version));
        Some(chosen.unwrap_or_else(|| api_type.newest_version()))
    }

    /// The effective auth type: the selected one for Projects, OAuth 2.0 for Desk and Spaces.
    #[must_use]
    pub fn auth(&self) -> Option<AuthType> {
        match self.api_type? {
            ApiType::Projects => self.auth_type,
            ApiType::Desk | ApiType::Spaces => Some(AuthType::Oauth2),
        }
    }

    /// The site, if a region is selected and the site name is valid. `None` for an address in another region.
    #[must_use]
    pub fn site_url(&self) -> Option<SiteUrl> {
        let region = self.region?;
        let address = AccountAddress::find(&self.site_name).ok()?;
        let agrees = address.region.is_none_or(|named| named == region);
        agrees.then_some(SiteUrl { site_name: address.site_name, region })
    }

    /// Whether an authorization of the other draft also holds for this one: both use OAuth 2.0, with the same API
    /// type, site, and client.
    #[must_use]
    pub fn shares_authorization(&self, other: &Self) -> bool {
        let target = |draft: &Self| (draft.api_type, draft.site_url(), draft.auth());
        target(self) == target(other)
            && self.auth() == Some(AuthType::Oauth2)
            && self.oauth_client_id == other.oauth_client_id
    }

    /// Selects an API type. Everything else stays, except that a default version is replaced by the newest of the
    /// new type.
    pub fn choose_api_type(&mut self, api_type: ApiType) {
        let preset = self.api_type.is_none_or(|old| self.version() == Some(old.newest_version()));
        if preset || self.api_version.is_none_or(|version| !api_type.versions().contains(&version))
        {
            self.api_version = Some(api_type.newest_version());
        }
        self.api_type = Some(api_type);
    }

    /// Sets the Site name, reducing an address to its label. Text that is not a site name is kept for the user to
    /// fix, and returns `None`.
    pub fn enter_site_name(&mut self, text: &str) -> Option<AddressEntered> {
        self.read_address(text).ok().map(|address| self.take(address))
    }

    /// Keeps a text as it is, and reads it as an address.
    pub(crate) fn read_address(&mut self, text: &str) -> Result<AccountAddress, FieldCode> {
        text.clone_into(&mut self.site_name);
        AccountAddress::find(text)
    }

    /// Takes the site name of an address, and its region where none is chosen.
    pub(crate) fn take(&mut self, address: AccountAddress) -> AddressEntered {
        self.site_name = address.site_name.to_string();
        let region = match (self.region, address.region) {
            (None, Some(region)) => {
                self.region = Some(region);
                RegionFromAddress::Set(region)
            }
            (Some(chosen), Some(region)) if chosen != region => RegionFromAddress::Conflict(region),
            _ => RegionFromAddress::Unchanged,
        };
        AddressEntered { region, hints: address.hints }
    }

    /// Sets the User ID, reducing a pasted address to its number.
    pub fn enter_user_id(&mut self, text: &str) {
        self.user_id = id_or_text(text, |hints| hints.user_id);
    }

    /// Sets the Space ID, reducing a pasted address to its number.
    pub fn enter_space_id(&mut self, text: &str) {
        self.space_id = id_or_text(text, |hints| hints.space_id);
    }

    /// The text of a typed setting, or the wire name of a selected one. Empty for a secret.
    #[must_use]
    pub fn text(&self, key: Key) -> &str {
        match key {
            Key::Name => &self.name,
            Key::ApiType => self.api_type.map_or("", ApiType::as_str),
            Key::ApiVersion => self.version().map_or("", ApiVersion::as_str),
            Key::Region => self.region.map_or("", Region::as_str),
            Key::SiteName => &self.site_name,
            Key::UserId => &self.user_id,
            Key::SpaceId => &self.space_id,
            Key::AuthType => self.auth_type.map_or("", AuthType::as_str),
            Key::OauthClientId => &self.oauth_client_id,
            Key::ApiKey | Key::SiteUrl | Key::ApiBaseUrl | Key::ClientId | Key::ClientSecret => "",
        }
    }
}

fn choice<T>(
    key: Key,
    text: &impl Fn(Key) -> Option<String>,
    parse: impl FnOnce(&str) -> Option<T>,
    errors: &mut FieldErrors,
) -> Option<T> {
    let value = parse(&text(key)?);
    if value.is_none() {
        errors.add(key, FieldCode::Unknown);
    }
    value
}

fn id_or_text(text: &str, pick: impl FnOnce(Hints) -> Option<NumericId>) -> String {
    let from_address = || AccountAddress::find(text).ok().and_then(|address| pick(address.hints));
    match NumericId::parse(text).ok().or_else(from_address) {
        Some(id) => id.to_string(),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{AddressEntered, Draft, RegionFromAddress};
    use crate::account_address::Hints;
    use crate::{ApiType, ApiVersion, AuthType, Choices, FieldCode, Key, Limits, Region};

    #[test]
    fn a_version_that_was_only_preset_follows_the_api_type() {
        let mut draft = Draft::default();
        draft.choose_api_type(ApiType::Desk);
        assert_eq!(draft.version(), Some(ApiVersion::V2));
        draft.choose_api_type(ApiType::Projects);
        assert_eq!(draft.version(), Some(ApiVersion::V3), "v2 was preset, not chosen");
        draft.api_version = Some(ApiVersion::V2);
        draft.choose_api_type(ApiType::Spaces);
        assert_eq!(draft.version(), Some(ApiVersion::V2), "a chosen v2 is kept");
        draft.api_version = Some(ApiVersion::V0);
        draft.choose_api_type(ApiType::Projects);
        assert_eq!(draft.version(), Some(ApiVersion::V3), "Projects has no v0");
    }

    #[test]
    fn only_projects_has_a_choice_of_auth_type() {
        let mut draft = Draft { auth_type: Some(AuthType::Basic), ..Draft::default() };
        assert_eq!(draft.auth(), None);
        draft.choose_api_type(ApiType::Projects);
        assert_eq!(draft.auth(), Some(AuthType::Basic));
        draft.choose_api_type(ApiType::Desk);
        assert_eq!(draft.auth(), Some(AuthType::Oauth2));
    }

    #[test]
    fn an_address_sets_a_region_only_where_none_is_chosen() {
        let mut draft = Draft::default();
        let entered = draft.enter_site_name("https://acme.eu.teamwork.com/");
        assert_eq!(entered.map(|e| e.region), Some(RegionFromAddress::Set(Region::Eu)));
        assert_eq!((draft.site_name.as_str(), draft.region), ("acme", Some(Region::Eu)));

        let entered = draft.enter_site_name("beta.teamwork.com");
        assert_eq!(entered.map(|e| e.region), Some(RegionFromAddress::Conflict(Region::Us)));
        assert_eq!((draft.site_name.as_str(), draft.region), ("beta", Some(Region::Eu)));

        let unchanged =
            AddressEntered { region: RegionFromAddress::Unchanged, hints: Hints::default() };
        assert_eq!(draft.enter_site_name(" Gamma "), Some(unchanged));
        assert_eq!(draft.site_name, "gamma");

        assert_eq!(draft.enter_site_name("my site"), None);
        assert_eq!(draft.site_name, "my site", "nothing typed is lost");
    }

    #[test]
    fn an_address_fills_in_what_it_says() {
        let mut limits = Limits::default();
        let mut draft = Draft::default();
        let entered =
            draft.enter_address("<https://acme.eu.teamwork.com/app/projects/12>", limits).unwrap();
        assert_eq!(entered.map(|it| it.region), Some(RegionFromAddress::Set(Region::Eu)));
        let filled = Draft {
            api_type: Some(ApiType::Projects),
            api_version: Some(ApiVersion::V3),
            region: Some(Region::Eu),
            site_name: "acme".into(),
            ..Draft::default()
        };
        assert_eq!(draft, filled);

        let mut draft = Draft { region: Some(Region::Eu), ..Draft::default() };
        draft.enter_address("beta.teamwork.com/spaces/api/v1/spaces/42", limits).unwrap();
        assert_eq!(draft.region, Some(Region::Us), "the later address counts");
        assert_eq!((draft.api_type, draft.space_id.as_str()), (Some(ApiType::Spaces), "42"));

        let mut draft = Draft::default();
        draft.enter_address("acme", limits).unwrap();
        assert_eq!((draft.site_name.as_str(), draft.region, draft.api_type), ("acme", None, None));
        assert_eq!(draft.enter_address(" ", limits), Ok(None));
        assert_eq!(draft.enter_address("https://example.com/", limits), Err(FieldCode::Unknown));
        assert_eq!(draft.site_name, "https://example.com/", "nothing typed is lost");

        limits.locked = [Key::Region].into_iter().collect();
        limits.choices = Choices::only(&["desk"]);
        let mut draft = Draft { region: Some(Region::Us), ..Draft::default() };
        let entered = draft.enter_address("https://acme.eu.teamwork.com/app/home", limits).unwrap();
        assert_eq!(entered.map(|it| it.region), Some(RegionFromAddress::Conflict(Region::Eu)));
        assert_eq!(
            (draft.region, draft.api_type),
            (Some(Region::Us), None),
            "not for the user to say"
        );
    }

    #[test]
    fn what_does_not_apply_is_taken_from_the_other_draft() {
        let typed = Draft {
            api_type: Some(ApiType::Spaces),
            user_id: "7".into(),
            space_id: "8".into(),
            auth_type: Some(AuthType::Basic),
            oauth_client_id: "typed".into(),
            ..Draft::default()
        };
        let saved = Draft {
            api_type: Some(ApiType::Spaces),
            api_version: Some(ApiVersion::V2),
            space_id: "9".into(),
            oauth_client_id: "saved".into(),
            ..Draft::default()
        };
        let expected =
            Draft { user_id: "7".into(), auth_type: Some(AuthType::Basic), ..saved.clone() };
        assert_eq!(saved.with_hidden_of(&typed), expected);
    }

    #[test]
    fn ids_keep_the_number_of_an_address() {
        let mut draft = Draft::default();
        draft.enter_user_id("https://acme.eu.teamwork.com/app/people/123456/");
        assert_eq!(draft.user_id, "123456");
        draft.enter_space_id(" https://acme.teamwork.com/spaces/api/v1/spaces/42 ");
        assert_eq!(draft.space_id, "42");
        draft.enter_space_id("https://acme.teamwork.com/spaces/handbook/page/home");
        assert_eq!(draft.space_id, "https://acme.teamwork.com/spaces/handbook/page/home");
    }

    #[test]
    fn an_authorization_holds_for_api_type_site_and_client() {
        let draft = Draft {
            api_type: Some(ApiType::Spaces),
            region: Some(Region::Us),
            site_name: "acme".into(),
            oauth_client_id: "1".into(),
            ..Draft::default()
        };
        let renamed = Draft { name: "Other".into(), space_id: "4".into(), ..draft.clone() };
        assert!(draft.shares_authorization(&renamed));
        for other in [
            Draft { api_type: Some(ApiType::Desk), ..draft.clone() },
            Draft { region: Some(Region::Eu), ..draft.clone() },
            Draft { site_name: "beta".into(), ..draft.clone() },
            Draft { oauth_client_id: "2".into(), ..draft.clone() },
        ] {
            assert!(!draft.shares_authorization(&other), "{other:?}");
        }
        let basic =
            Draft { api_type: Some(ApiType::Projects), auth_type: Some(AuthType::Basic), ..draft };
        assert!(!basic.shares_authorization(&basic));
    }
}
