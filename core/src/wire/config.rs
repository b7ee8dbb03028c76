use serde::{Deserialize, Serialize};

use crate::string_enum::string_enum;

string_enum! {
    /// A part of the backend API beyond `POST /connections`.
    Capability {
        /// Connections can be listed, read, replaced, and deleted.
        Connections = "connections",
        /// Unsaved settings can be tested.
        Test = "test",
        /// OAuth 2.0 clients can be listed.
        OauthClients = "oauthClients",
        /// Users can add OAuth 2.0 clients, and edit those that are not managed.
        ManageOauthClients = "manageOauthClients",
        /// Connections can be authorized.
        Authorizations = "authorizations",
    }
}

/// The response to `GET /config`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Config {
    /// The redirect URI to register with Teamwork for an OAuth 2.0 client.
    #[serde(default)]
    pub redirect_uri: Option<String>,
    /// What the backend offers, by the names of [`Capability`]. Unknown names are ignored.
    #[serde(default)]
    pub capabilities: Vec<String>,
    /// The backend's own help links, which replace those to Teamwork.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
}

impl Config {
    /// Whether the backend has this capability.
    #[must_use]
    pub fn offers(&self, capability: Capability) -> bool {
        self.capabilities.iter().any(|name| name == capability.as_str())
    }
}

/// The targets of the help links, which replace Teamwork's own pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Links {
    /// Help for the API key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub api_key: Option<String>,
    /// Help for the OAuth 2.0 client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oauth_client: Option<String>,
    /// Help for the Space ID.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub space_id: Option<String>,
    /// Help for the User ID.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
}
