use serde::{Deserialize, Serialize};

use crate::Secret;

/// A saved OAuth 2.0 client without its secret. Any number of connections can use it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OauthClient {
    /// The backend's ID of the client. Connections refer to it as `oauthClientId`.
    pub id: String,
    /// The user's name for the client.
    pub name: String,
    /// The client ID from Teamwork.
    pub client_id: String,
    /// Whether the platform manages it: users can select it but not edit it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub managed: bool,
}

/// An OAuth 2.0 client as a request body. Every save sends all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OauthClientBody {
    /// 1 to 100 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The client ID from Teamwork, up to 255 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// The client secret. Never serialized: the panel adds it last, as it does an API key.
    #[serde(skip_serializing)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, write_only))]
    pub client_secret: Option<Secret>,
}
