//! What the page and its backend let the user change: the available choices and the locked settings.

use crate::draft::AddressEntered;
use crate::setting::Setting;
use crate::{ApiType, ApiVersion, AuthType, Draft, FieldCode, FieldErrors, Key, Region};

/// All choices of all settings, each with its own bit in [`Choices`]. Their names are unique across settings.
const ALL: [(Key, &str); 11] = [
    (Key::ApiType, ApiType::Projects.as_str()),
    (Key::ApiType, ApiType::Desk.as_str()),
    (Key::ApiType, ApiType::Spaces.as_str()),
    (Key::ApiVersion, ApiVersion::V3.as_str()),
    (Key::ApiVersion, ApiVersion::V2.as_str()),
    (Key::ApiVersion, ApiVersion::V1.as_str()),
    (Key::ApiVersion, ApiVersion::V0.as_str()),
    (Key::Region, Region::Us.as_str()),
    (Key::Region, Region::Eu.as_str()),
    (Key::AuthType, AuthType::Basic.as_str()),
    (Key::AuthType, AuthType::Oauth2.as_str()),
];

/// The choices that a page allows.
///
/// ```
/// use teamwork_connect_core::{Choices, Key, Region};
///
/// let choices = Choices::only(&[Region::Eu.as_str()]);
/// assert!(choices.allow(Key::Region, "eu") && !choices.allow(Key::Region, "us"));
/// assert!(choices.allow(Key::ApiType, "desk"), "a setting of which none is named keeps all of its choices");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choices(u16);

impl Default for Choices {
    fn default() -> Self {
        Self::all()
    }
}

impl Choices {
    /// All choices of all settings.
    #[must_use]
    pub const fn all() -> Self {
        Self(u16::MAX)
    }

    /// Allows only the choices with these names. A setting with no choice in the list keeps all of its choices.
    #[must_use]
    pub fn only(names: &[&str]) -> Self {
        Self::named(|name| names.contains(&name))
    }

    /// Same as `only`, for the names that satisfy the predicate.
    #[must_use]
    pub fn named(is_named: impl Fn(&str) -> bool) -> Self {
        let mut allowed = 0;
        for (place, (key, name)) in ALL.iter().enumerate() {
            let is_restricted = ALL.iter().any(|(of, name)| of == key && is_named(name));
            if is_named(name) || !is_restricted {
                allowed |= 1 << place;
            }
        }
        Self(allowed)
    }

    /// Whether a choice is allowed.
    #[must_use]
    pub fn allow(self, key: Key, name: &str) -> bool {
        let place = ALL.iter().position(|choice| *choice == (key, name));
        place.is_some_and(|place| self.0 & (1 << place) != 0)
    }
}

/// A set of settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keys(u16);

impl FromIterator<Key> for Keys {
    fn from_iter<I: IntoIterator<Item = Key>>(keys: I) -> Self {
        Self(keys.into_iter().fold(0, |keys, key| keys | 1 << key as u16))
    }
}

/// What the user may change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// What the page allows.
    pub choices: Choices,
    /// Whether the backend has reported that it has no OAuth 2.0 clients.
    pub without_oauth: bool,
    /// The settings that the page locks: they are shown but cannot be changed.
    pub locked: Keys,
}

impl Limits {
    /// Whether a setting is locked.
    #[must_use]
    pub fn locks(self, key: Key) -> bool {
        self.locked.0 & (1 << key as u16) != 0
    }

    /// Whether a value is offered.
    #[must_use]
    pub fn offer(self, key: Key, name: &str) -> bool {
        let possible = match key {
            Key::ApiType => ApiType::parse(name).is_some_and(|api_type| self.can_connect(api_type)),
            Key::AuthType => name != AuthType::Oauth2.as_str() || !self.without_oauth,
            _ => true,
        };
        possible && self.choices.allow(key, name)
    }

    /// Whether the user may change a setting to this value.
    #[must_use]
    pub fn leave(self, key: Key, name: &str) -> bool {
        !self.locks(key) && self.offer(key, name)
    }

    /// Selects the value of every setting with only one choice.
    pub fn settle(self, draft: &mut Draft) {
        if draft.api_type.is_none()
            && let Some(api_type) = self.only(Key::ApiType, draft).and_then(ApiType::parse)
        {
            self.choose_api_type(draft, api_type);
        }
        draft.region = draft.region.or(self.only(Key::Region, draft).and_then(Region::parse));
        let auth_type = self.only(Key::AuthType, draft).and_then(AuthType::parse);
        draft.auth_type = draft.auth_type.or(auth_type);
    }

    /// Selects an API type, with the newest version that is offered.
    pub fn choose_api_type(self, draft: &mut Draft, api_type: ApiType) {
        draft.choose_api_type(api_type);
        if !draft.version().is_some_and(|version| self.offers(version)) {
            draft.api_version = self.newest(api_type).or(draft.api_version);
        }
    }

    /// Returns an error for each choice in a draft that is not offered, except those in the saved draft.
    #[must_use]
    pub fn refused(self, draft: &Draft, saved: &Draft) -> FieldErrors {
        let mut errors = FieldErrors::default();
        for key in [Key::ApiType, Key::ApiVersion, Key::Region, Key::AuthType] {
            let applies = Setting::of(key).is_some_and(|setting| setting.applies(draft));
            let chosen = draft.text(key);
            let is_new = !chosen.is_empty() && chosen != saved.text(key);
            if applies && is_new && !self.offer(key, chosen) {
                errors.add(key, FieldCode::Unknown);
            }
        }
        errors
    }

    /// Whether a setting leaves nothing to choose: it is locked, or has one choice left. The selected value counts
    /// as a choice even if it is not offered.
    #[must_use]
    pub fn is_fixed(self, key: Key, draft: &Draft) -> bool {
        let chosen = draft.text(key);
        self.locks(key)
            || names(key, draft).filter(|it| *it == chosen || self.offer(key, it)).count() == 1
    }

    /// The only choice of a setting, if there is exactly one.
    fn only(self, key: Key, draft: &Draft) -> Option<&'static str> {
        let mut offered = names(key, draft).filter(|name| self.offer(key, name));
        let first = offered.next()?;
        offered.next().is_none().then_some(first)
    }

    /// Whether a version and an auth type are available for this API type.
    fn can_connect(self, api_type: ApiType) -> bool {
        let basic = api_type == ApiType::Projects;
        (basic || self.offer(Key::AuthType, AuthType::Oauth2.as_str()))
            && self.newest(api_type).is_some()
    }

    fn newest(self, api_type: ApiType) -> Option<ApiVersion> {
        api_type.versions().iter().copied().find(|version| self.offers(*version))
    }

    fn offers(self, version: ApiVersion) -> bool {
        self.choices.allow(Key::ApiVersion, version.as_str())
    }
}

impl Draft {
    /// Sets the Site name from an address of the account and applies everything that the address says, within
    /// `limits`. Returns `None` for empty text. Text that is not an address is kept as it is.
    ///
    /// # Errors
    ///
    /// Why the text is not an address: the errors of [`AccountAddress::parse`](crate::AccountAddress::parse), except `Required`.
    pub fn enter_address(
        &mut self,
        text: &str,
        limits: Limits,
    ) -> Result<Option<AddressEntered>, FieldCode> {
        let address = match self.read_address(text) {
            Ok(address) => address,
            Err(FieldCode::Required) => return Ok(None),
            Err(code) => return Err(code),
        };
        // The user hasn't chosen the region: it came from an earlier address.
        let left = address.region.is_some_and(|named| limits.leave(Key::Region, named.as_str()));
        if left && address.region != self.region {
            self.region = None;
        }
        let entered = self.take(address);
        let hints = &entered.hints;
        if let Some(api_type) = hints.api_type
            && limits.leave(Key::ApiType, api_type.as_str())
        {
            limits.choose_api_type(self, api_type);
        }
        for (own, said) in
            [(&mut self.user_id, &hints.user_id), (&mut self.space_id, &hints.space_id)]
        {
            if let Some(id) = said {
                *own = id.to_string();
            }
        }
        Ok(Some(entered))
    }
}

/// The names of the choices of a setting.
fn names(key: Key, draft: &Draft) -> impl Iterator<Item = &'static str> {
    let versions = draft.api_type.map_or(&[][..], ApiType::versions);
    let of_api_type = move |name| versions.iter().any(|version| version.as_str() == name);
    let of_key = ALL.iter().filter(move |(of, _)| *of == key).map(|(_, name)| *name);
    of_key.filter(move |name| key != Key::ApiVersion || of_api_type(*name))
}

#[cfg(test)]
mod tests {
    use super::{Choices, Limits};
    use crate::{ApiType, ApiVersion, AuthType, Draft, FieldCode, Key, Region};

    #[test]
    fn a_page_allows_what_it_names_and_all_of_what_it_does_not_name() {
        let choices = Choices::only(&["projects", "desk"]);
        let limits = Limits { choices, ..Limits::default() };
        for (key, name, offered) in [
            (Key::ApiType, "projects", true),
            (Key::ApiType, "desk", true),
            (Key::ApiType, "spaces", false),
            (Key::Region, "us", true),
            (Key::Region, "eu", true),
        ] {
            assert_eq!(limits.offer(key, name), offered, "{name}");
        }
    }

    #[test]
    fn d4_without_clients_only_an_api_key_is_left() {
        let limits = Limits { without_oauth: true, ..Limits::default() };
        let mut draft = Draft::default();
        limits.settle(&mut draft);
        assert_eq!(draft.api_type, Some(ApiType::Projects));
        assert_eq!(draft.auth_type, Some(AuthType::Basic));
        assert_eq!(draft.region, None, "that is still a question");
    }

    #[test]
    fn a_product_needs_a_version_and_a_way_to_sign_in() {
        for (name, left) in [
            ("v3", &[ApiType::Projects][..]),
            ("v0", &[ApiType::Desk, ApiType::Spaces]),
            ("basic", &[ApiType::Projects]),
            ("oauth2", ApiType::ALL),
        ] {
            let limits = Limits { choices: Choices::only(&[name]), ..Limits::default() };
            let offered = ApiType::ALL.iter().filter(|it| limits.offer(Key::ApiType, it.as_str()));
            assert_eq!(offered.copied().collect::<Vec<_>>(), left, "{name}");
        }
    }

    #[test]
    fn what_has_one_choice_left_is_chosen_and_nothing_else_is_changed() {
        let choices = Choices::only(&["eu", "v2", "v1"]);
        let limits = Limits { choices, ..Limits::default() };
        let mut draft = Draft { region: Some(Region::Us), ..Draft::default() };
        limits.settle(&mut draft);
        assert_eq!((draft.api_type, draft.region), (None, Some(Region::Us)));
        assert!(
            limits.refused(&draft, &Draft::default()).is_empty(),
            "a region is not asked for yet"
        );
        limits.choose_api_type(&mut draft, ApiType::Projects);
        assert_eq!(
            limits.refused(&draft, &Draft::default()).of(Key::Region),
            Some(FieldCode::Unknown)
        );
        let saved = Draft { region: Some(Region::Us), ..Draft::default() };
        assert!(limits.refused(&draft, &saved).is_empty(), "it was saved so");
        assert_eq!(draft.version(), Some(ApiVersion::V2), "v3 is not offered");
        assert_eq!(limits.refused(&draft, &Draft::default()).of(Key::ApiVersion), None);
    }

    #[test]
    fn every_choice_has_its_bit() {
        for (key, names) in [
            (Key::ApiType, ApiType::ALL.iter().map(|it| it.as_str()).collect::<Vec<_>>()),
            (Key::ApiVersion, ApiVersion::ALL.iter().map(|it| it.as_str()).collect()),
            (Key::Region, Region::ALL.iter().map(|it| it.as_str()).collect()),
            (Key::AuthType, AuthType::ALL.iter().map(|it| it.as_str()).collect()),
        ] {
            for name in names {
                let choices = Choices::only(&[name]);
                assert!(choices.allow(key, name), "{key} {name}");
                assert!(Choices::only(&["none of them"]).allow(key, name));
            }
        }
    }

    #[test]
    fn what_is_locked_is_not_left_to_the_user() {
        let limits = Limits { locked: [Key::Region].into_iter().collect(), ..Limits::default() };
        assert!(limits.offer(Key::Region, "us") && !limits.leave(Key::Region, "us"));
        assert!(limits.leave(Key::ApiType, "desk"));
        let draft = Draft::default();
        assert!(limits.is_fixed(Key::Region, &draft) && !limits.is_fixed(Key::ApiType, &draft));
    }
}
