//! The messages for settings and codes.

use teamwork_connect_core::wire::CheckName;
use teamwork_connect_core::{FieldCode, Key, ResultCode};

use super::english::Message;

impl Message {
    /// The label of a setting.
    pub(crate) fn label(key: Key) -> Self {
        match key {
            Key::Name => Self::LabelName,
            Key::ApiType => Self::LabelApiType,
            Key::ApiVersion => Self::LabelApiVersion,
            Key::Region => Self::LabelRegion,
            Key::SiteName => Self::LabelSiteName,
            Key::UserId => Self::LabelUserId,
            Key::SpaceId => Self::LabelSpaceId,
            Key::AuthType => Self::LabelAuthType,
            Key::ApiKey => Self::LabelApiKey,
            Key::OauthClientId => Self::LabelOauthClientId,
            // A derived key, or one of a client.
            Key::SiteUrl => Self::LabelSiteUrl,
            Key::ApiBaseUrl => Self::HttpBaseUrl,
            Key::ClientId => Self::ClientId,
            Key::ClientSecret => Self::ClientSecret,
        }
    }

    /// The label of a field in the client dialog.
    pub(crate) fn client_label(key: Key) -> Self {
        if key == Key::Name { Self::ClientName } else { Self::label(key) }
    }

    /// What is wrong with a setting, and how to fix it.
    pub(crate) fn field_error(key: Key, code: FieldCode) -> Self {
        Self::find(&format!("error.{key}.{code}"), &format!("error.{code}"))
    }

    /// What is wrong with a field in the client dialog.
    pub(crate) fn client_error(key: Key, code: FieldCode) -> Self {
        Self::find(&format!("error.client.{key}.{code}"), &format!("error.{code}"))
    }

    /// The message for a result.
    pub(crate) fn result(code: ResultCode) -> Self {
        Self::find(&format!("result.{code}"), "")
    }

    /// Why a check failed, and what to do about it.
    pub(crate) fn check(name: CheckName, code: ResultCode) -> Self {
        Self::find(&format!("check.{name}.{code}"), &format!("result.{code}"))
    }

    fn find(key: &str, otherwise: &str) -> Self {
        Self::of(key).or_else(|| Self::of(otherwise)).unwrap_or(Self::Internal)
    }
}

#[cfg(test)]
mod tests {
    use teamwork_connect_core::setting::SETTINGS;
    use teamwork_connect_core::{FieldCode, Key, ResultCode};

    use crate::text::Message;

    #[test]
    fn every_code_has_a_sentence() {
        for code in ResultCode::ALL {
            assert!(Message::of(&format!("result.{code}")).is_some(), "{code}");
        }
        for code in FieldCode::ALL {
            assert!(Message::of(&format!("error.{code}")).is_some(), "{code}");
        }
    }

    #[test]
    fn every_field_of_a_client_says_by_itself_that_it_is_required() {
        for key in [Key::Name, Key::ClientId, Key::ClientSecret] {
            assert!(Message::of(&format!("error.client.{key}.required")).is_some(), "{key}");
        }
    }

    #[test]
    fn every_setting_says_by_itself_that_it_is_required() {
        for setting in SETTINGS {
            let key = setting.key;
            assert!(Message::of(&format!("error.{key}.required")).is_some(), "{key}");
        }
    }

    #[test]
    fn the_labels_are_those_of_the_settings_table() {
        for setting in SETTINGS {
            let label = Message::label(setting.key);
            assert_eq!(label.english(), setting.label);
            assert_eq!(label.key(), format!("label.{}", setting.key));
        }
    }
}
