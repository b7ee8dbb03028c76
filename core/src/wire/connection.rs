use serde::{Deserialize, Serialize};

use crate::string_enum::string_enum;
use crate::{ApiType, ApiVersion, AuthType, Draft, Key, Region, Secret};

/// A connection as a request body: flat, with only the settings that apply. Choices are plain text here, so that
/// an invalid value becomes an error of its field rather than of the whole document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConnectionBody {
    /// 1 to 100 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `projects`, `desk`, or `spaces`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api_type: Option<String>,
    /// Projects: `v3`, `v2`, `v1`. Desk and Spaces: `v2`, `v0`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api_version: Option<String>,
    /// `us` or `eu`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The label before the suffix of the region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site_name: Option<String>,
    /// Digits. Spaces v0 only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// Digits. Spaces v2 only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub space_id: Option<String>,
    /// Derived from site name and region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site_url: Option<String>,
    /// Derived. `null` if the backend decides the path.
    pub api_base_url: Option<String>,
    /// `basic` or `oauth2`. Projects only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_type: Option<String>,
    /// The backend's ID of a client. OAuth 2.0 only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oauth_client_id: Option<String>,
    /// Basic only, and required on every save. Never serialized: the panel adds it last, in a buffer that is
    /// overwritten afterward.
    #[serde(skip_serializing)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, write_only))]
    pub api_key: Option<Secret>,
}

impl ConnectionBody {
    /// The keys that are present.
    pub fn keys(&self) -> impl Iterator<Item = Key> {
        Key::ALL.iter().copied().filter(|key| match key {
            Key::ApiKey => self.api_key.is_some(),
            key => self.text(*key).is_some(),
        })
    }

    /// The value of a key, unless it is a secret.
    #[must_use]
    pub fn text(&self, key: Key) -> Option<&str> {
        match key {
            Key::Name => self.name.as_deref(),
            Key::ApiType => self.api_type.as_deref(),
            Key::ApiVersion => self.api_version.as_deref(),
            Key::Region => self.region.as_deref(),
            Key::SiteName => self.site_name.as_deref(),
            Key::UserId => self.user_id.as_deref(),
            Key::SpaceId => self.space_id.as_deref(),
            Key::AuthType => self.auth_type.as_deref(),
            Key::OauthClientId => self.oauth_client_id.as_deref(),
            Key::SiteUrl => self.site_url.as_deref(),
            Key::ApiBaseUrl => self.api_base_url.as_deref(),
            Key::ApiKey | Key::ClientId | Key::ClientSecret => None,
        }
    }
}

string_enum! {
    /// The status of a connection.
    ConnectionStatus {
        /// The backend has seen these settings work with this credential.
        Online = "online",
        /// Not authorized, or not anymore.
        Offline = "offline",
        /// An API key is saved, but the backend has not seen it work.
        Untested = "untested",
    }
}

/// A saved connection without its secrets: the response to `GET /connections/{id}` and to a save.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Connection {
    /// The backend's ID of the connection.
    pub id: String,
    /// The connection's name.
    pub name: String,
    /// The product.
    pub api_type: ApiType,
    /// The version of the product's API.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub api_version: Option<ApiVersion>,
    /// The region.
    pub region: Region,
    /// The site name.
    pub site_name: String,
    /// Spaces v0 only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// Spaces v2 only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub space_id: Option<String>,
    /// The site URL.
    #[serde(default)]
    pub site_url: Option<String>,
    /// The base URL of the API, or `null` if the backend decides it.
    #[serde(default)]
    pub api_base_url: Option<String>,
    /// Projects only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_type: Option<AuthType>,
    /// OAuth 2.0 only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oauth_client_id: Option<String>,
    /// Whether an API key is saved. The key itself is never returned.
    #[serde(default)]
    pub has_api_key: bool,
    /// The status.
    pub status: ConnectionStatus,
    /// When the backend last saw the connection work, as an RFC 3339 timestamp in UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked_at: Option<String>,
    /// The Teamwork name of the user who signed in. OAuth 2.0 only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_in_as: Option<String>,
    /// The ID of the pending authorization, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending_authorization: Option<String>,
    /// The version: the `ETag` without its quotes, for proxies that drop that header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

impl Connection {
    /// The settings as a draft to edit.
    #[must_use]
    pub fn to_draft(&self) -> Draft {
        Draft {
            name: self.name.clone(),
            api_type: Some(self.api_type),
            api_version: Some(self.api_version.unwrap_or(self.api_type.newest_version())),
            region: Some(self.region),
            site_name: self.site_name.clone(),
            user_id: self.user_id.clone().unwrap_or_default(),
            space_id: self.space_id.clone().unwrap_or_default(),
            auth_type: self.auth_type,
            oauth_client_id: self.oauth_client_id.clone().unwrap_or_default(),
        }
    }
}

/// One item of `GET /connections`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConnectionSummary {
    /// The backend's ID of the connection.
    pub id: String,
    /// The connection's name.
    pub name: String,
    /// The product.
    pub api_type: ApiType,
    /// The site URL.
    pub site_url: String,
    /// The status.
    pub status: ConnectionStatus,
    /// When it was last saved, as an RFC 3339 timestamp in UTC.
    pub updated_at: String,
}
