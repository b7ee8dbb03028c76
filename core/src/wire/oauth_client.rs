use serde::{Deserialize, Serialize};

use crate::Secret;

/// A saved OAuth 2.0 client without its secret. Any number of connections can use it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OauthClient {
    /// The backend's ID of it, which a connection names as `oauthClientId`.
    pub id: String,
    /// What the user calls it.
    pub name: String,
    /// The client ID that Teamwork gave.
    pub client_id: String,
    /// Whether it belongs to the platform: it can be used, and not edited.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub managed: bool,
}

/// An OAuth 2.0 client as it is posted: all of it, at every save.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OauthClientBody {
    /// 1 to 100 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The client ID that Teamwork gave, up to 255 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// The client secret. Never serialized: the panel adds it last, as it does with an API key.
    #[serde(skip_serializing)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, write_only))]
    pub client_secret: Option<Secret>,
}
