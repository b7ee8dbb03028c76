//! The settings table: which settings exist, when each is shown, and whether it is required.
//!
//! The model product, Celigo integrator.io, documents its settings in parts: for Projects, the version, region,
//! auth type, API key, and client; for Desk, the version, region, and site name; for Spaces, the user ID for v0,
//! the space ID for v2, and the client. Some rows here are completed so that every combination can connect; a
//! comment marks each of them. To change when a setting is shown or required, change its row: panel, validation, and backend follow.

use crate::{ApiType, ApiVersion, AuthType, Draft, Key};

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The JSON key.
    pub key: Key,
    /// The English label, which is also the field's accessible name.
    pub label: &'static str,
    /// When the setting is shown, validated, and sent. Otherwise it is ignored.
    pub shown: Shown,
    /// Whether the setting is required when it is shown.
    pub required: Required,
    /// Whether it is a secret. A secret is never kept in a draft and never sent back.
    pub secret: bool,
}

/// When a setting is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Always.
    Always,
    /// Once an API type is selected.
    ApiTypeChosen,
    /// For this API type.
    For(ApiType),
    /// For this version of this API type.
    ForVersion(ApiType, ApiVersion),
    /// For this auth type, whether selected or the only one that the product has.
    ForAuth(AuthType),
}

/// Whether a setting is required when it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Required {
    /// Yes.
    Yes,
    /// Yes, except for this API type.
    ExceptFor(ApiType),
}

const fn row(key: Key, label: &'static str, shown: Shown) -> Setting {
    Setting { key, label, shown, required: Required::Yes, secret: false }
}

/// The table, in the order of the panel.
pub const SETTINGS: [Setting; 10] = [
    row(Key::Name, "Name your connection", Shown::Always),
    row(Key::ApiType, "API type", Shown::Always),
    // Documented for Projects (required) and for Desk (not marked as required). Completed for Spaces, whose two
    // IDs depend on a version that its part of the documentation does not list.
    Setting {
        required: Required::ExceptFor(ApiType::Desk),
        ..row(Key::ApiVersion, "API version", Shown::ApiTypeChosen)
    },
    // Documented for Projects and Desk. Completed for Spaces: a site name needs a region.
    row(Key::Region, "Region", Shown::ApiTypeChosen),
    // Documented for Desk. Completed for Projects and Spaces: a region has no meaning without a site.
    row(Key::SiteName, "Site name", Shown::ApiTypeChosen),
    row(Key::UserId, "User ID", Shown::ForVersion(ApiType::Spaces, ApiVersion::V0)),
    row(Key::SpaceId, "Space ID", Shown::ForVersion(ApiType::Spaces, ApiVersion::V2)),
    row(Key::AuthType, "Auth type", Shown::For(ApiType::Projects)),
    Setting { secret: true, ..row(Key::ApiKey, "API key", Shown::ForAuth(AuthType::Basic)) },
    // Documented for Projects and Spaces. Completed for Desk, whose documentation names no credential.
    row(Key::OauthClientId, "OAuth 2.0 client", Shown::ForAuth(AuthType::Oauth2)),
];

impl Setting {
    /// The row with this key, or `None` if the key is not a setting of a connection.
    #[must_use]
    pub fn of(key: Key) -> Option<&'static Self> {
        SETTINGS.iter().find(|setting| setting.key == key)
    }

    /// Whether the setting applies to the choices in the draft.
    #[must_use]
    pub fn applies(&self, draft: &Draft) -> bool {
        match self.shown {
            Shown::Always => true,
            Shown::ApiTypeChosen => draft.api_type.is_some(),
            Shown::For(api_type) => draft.api_type == Some(api_type),
            Shown::ForVersion(api_type, version) => {
                draft.api_type == Some(api_type) && draft.version() == Some(version)
            }
            Shown::ForAuth(auth_type) => draft.auth() == Some(auth_type),
        }
    }

    /// Whether the setting is required.
    #[must_use]
    pub fn is_required(&self, draft: &Draft) -> bool {
        let excepted = match self.required {
            Required::Yes => false,
            Required::ExceptFor(api_type) => draft.api_type == Some(api_type),
        };
        self.applies(draft) && !excepted
    }
}

impl Draft {
    /// This draft, with the values of another one for the settings that do not apply here. A backend returns only
    /// settings that apply; this keeps what the user typed into the others.
    #[must_use]
    pub fn with_hidden_of(self, other: &Self) -> Self {
        let applies = |key| Setting::of(key).is_some_and(|setting| setting.applies(&self));
        let text =
            |key, own: &str, others: &str| (if applies(key) { own } else { others }).to_owned();
        Self {
            user_id: text(Key::UserId, &self.user_id, &other.user_id),
            space_id: text(Key::SpaceId, &self.space_id, &other.space_id),
            oauth_client_id: text(
                Key::OauthClientId,
                &self.oauth_client_id,
                &other.oauth_client_id,
            ),
            auth_type: if applies(Key::AuthType) { self.auth_type } else { other.auth_type },
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{SETTINGS, Setting};
    use crate::{ApiType, ApiVersion, AuthType, Draft, Key};

    fn shown(draft: &Draft) -> Vec<&'static str> {
        SETTINGS.iter().filter(|row| row.applies(draft)).map(|row| row.key.as_str()).collect()
    }

    fn draft(api_type: ApiType, version: ApiVersion, auth: Option<AuthType>) -> Draft {
        Draft {
            api_type: Some(api_type),
            api_version: Some(version),
            auth_type: auth,
            ..Draft::default()
        }
    }

    const COMMON: [&str; 5] = ["name", "apiType", "apiVersion", "region", "siteName"];

    #[test]
    fn shows_what_applies_and_nothing_else() {
        assert_eq!(shown(&Draft::default()), ["name", "apiType"]);
        let more = |rest: &[&'static str]| [&COMMON[..], rest].concat();
        for version in ApiType::Projects.versions() {
            for (auth, rest) in [
                (None, &["authType"][..]),
                (Some(AuthType::Basic), &["authType", "apiKey"]),
                (Some(AuthType::Oauth2), &["authType", "oauthClientId"]),
            ] {
                assert_eq!(shown(&draft(ApiType::Projects, *version, auth)), more(rest));
            }
        }
        // An auth type selected for Projects does not affect the other products.
        for auth in [None, Some(AuthType::Basic), Some(AuthType::Oauth2)] {
            for (api_type, version, rest) in [
                (ApiType::Desk, ApiVersion::V2, &["oauthClientId"][..]),
                (ApiType::Desk, ApiVersion::V0, &["oauthClientId"]),
                (ApiType::Spaces, ApiVersion::V2, &["spaceId", "oauthClientId"]),
                (ApiType::Spaces, ApiVersion::V0, &["userId", "oauthClientId"]),
            ] {
                assert_eq!(shown(&draft(api_type, version, auth)), more(rest));
            }
        }
    }

    #[test]
    fn only_the_version_of_desk_is_not_required() {
        for api_type in ApiType::ALL {
            let draft = draft(*api_type, ApiVersion::V2, Some(AuthType::Basic));
            for row in SETTINGS.iter().filter(|row| row.applies(&draft)) {
                let excepted = row.key == Key::ApiVersion && *api_type == ApiType::Desk;
                assert_eq!(row.is_required(&draft), !excepted, "{} for {api_type}", row.key);
            }
        }
    }

    #[test]
    fn every_setting_of_a_connection_has_a_row() {
        for key in Key::ALL {
            let derived = matches!(key, Key::SiteUrl | Key::ApiBaseUrl);
            let of_client = matches!(key, Key::ClientId | Key::ClientSecret);
            assert_eq!(Setting::of(*key).is_none(), derived || of_client);
        }
    }
}
