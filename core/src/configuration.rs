//! A valid connection: every part has a type that holds only valid values, and settings that do not apply cannot
//! be represented.

use crate::wire::ConnectionBody;
use crate::{ApiType, ApiVersion, AuthType, ConnectionName, NumericId, OauthClientId, SiteUrl};

/// A valid connection without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configuration {
    /// The connection's name.
    pub name: ConnectionName,
    /// What it connects to, and how.
    pub target: Target,
}

/// What a connection connects to, and how: everything that a connection test needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The account's site.
    pub site: SiteUrl,
    /// The product and its settings.
    pub api: Api,
}

/// A product, its version, and the settings that depend on both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Api {
    /// Projects is the only product with a choice of auth type.
    Projects {
        /// The version.
        version: ProjectsVersion,
        /// How to sign in.
        sign_in: ProjectsSignIn,
    },
    /// Desk.
    Desk {
        /// The version.
        version: DeskVersion,
        /// The OAuth 2.0 client.
        client: OauthClientId,
    },
    /// Spaces.
    Spaces {
        /// The version, with the ID that it requires.
        version: SpacesVersion,
        /// The OAuth 2.0 client.
        client: OauthClientId,
    },
}

/// A version of the Projects API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProjectsVersion {
    /// v1
    V1,
    /// v2
    V2,
    /// v3
    V3,
}

/// How a Projects connection authenticates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProjectsSignIn {
    /// With an API key, which is stored elsewhere.
    Basic,
    /// Through Teamwork's sign-in, with this client.
    Oauth2(OauthClientId),
}

/// A version of the Desk API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskVersion {
    /// v0
    V0,
    /// v2
    V2,
}

/// A version of the Spaces API, with the ID that it requires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpacesVersion {
    /// v0 requires a user ID.
    V0(NumericId),
    /// v2 requires a space ID.
    V2(NumericId),
}

impl Api {
    /// The product.
    #[must_use]
    pub const fn api_type(&self) -> ApiType {
        match self {
            Self::Projects { .. } => ApiType::Projects,
            Self::Desk { .. } => ApiType::Desk,
            Self::Spaces { .. } => ApiType::Spaces,
        }
    }

    /// The version.
    #[must_use]
    pub const fn version(&self) -> ApiVersion {
        match self {
            Self::Projects { version: ProjectsVersion::V1, .. } => ApiVersion::V1,
            Self::Projects { version: ProjectsVersion::V2, .. }
            | Self::Desk { version: DeskVersion::V2, .. }
            | Self::Spaces { version: SpacesVersion::V2(_), .. } => ApiVersion::V2,
            Self::Projects { version: ProjectsVersion::V3, .. } => ApiVersion::V3,
            Self::Desk { version: DeskVersion::V0, .. }
            | Self::Spaces { version: SpacesVersion::V0(_), .. } => ApiVersion::V0,
        }
    }

    /// The OAuth 2.0 client, or `None` for Basic.
    #[must_use]
    pub const fn client(&self) -> Option<&OauthClientId> {
        match self {
            Self::Projects { sign_in: ProjectsSignIn::Basic, .. } => None,
            Self::Projects { sign_in: ProjectsSignIn::Oauth2(client), .. }
            | Self::Desk { client, .. }
            | Self::Spaces { client, .. } => Some(client),
        }
    }
}

impl Target {
    /// How requests are authenticated.
    #[must_use]
    pub const fn auth(&self) -> AuthType {
        match self.api.client() {
            None => AuthType::Basic,
            Some(_) => AuthType::Oauth2,
        }
    }

    /// The base URL of the API, or `None` if the backend decides it.
    #[must_use]
    pub fn api_base_url(&self) -> Option<String> {
        self.site.api_base_url(self.api.api_type(), self.api.version())
    }

    /// The path on the site that a connection test requests, if any.
    #[must_use]
    pub fn test_path(&self) -> Option<String> {
        let space_id = match &self.api {
            Api::Spaces { version: SpacesVersion::V2(id), .. } => Some(id),
            _ => None,
        };
        crate::site_url::test_path(self.api.api_type(), self.api.version(), space_id)
    }

    /// The request body to test this target: everything except the name and the secret.
    #[must_use]
    pub fn to_body(&self) -> ConnectionBody {
        let (user_id, space_id) = match &self.api {
            Api::Spaces { version: SpacesVersion::V0(id), .. } => (Some(id.to_string()), None),
            Api::Spaces { version: SpacesVersion::V2(id), .. } => (None, Some(id.to_string())),
            _ => (None, None),
        };
        let auth_type = match self.api {
            Api::Projects { .. } => Some(self.auth().to_string()),
            _ => None,
        };
        ConnectionBody {
            name: None,
            api_type: Some(self.api.api_type().to_string()),
            api_version: Some(self.api.version().to_string()),
            region: Some(self.site.region.to_string()),
            site_name: Some(self.site.site_name.to_string()),
            user_id,
            space_id,
            site_url: Some(self.site.to_string()),
            api_base_url: self.api_base_url(),
            auth_type,
            oauth_client_id: self.api.client().map(ToString::to_string),
            api_key: None,
        }
    }
}

impl Configuration {
    /// The request body to save this connection, with only the settings that apply. It does not contain the
    /// secret; the sender adds that last, so that no serializer copies it (see SECURITY.md).
    #[must_use]
    pub fn to_body(&self) -> ConnectionBody {
        ConnectionBody { name: Some(self.name.to_string()), ..self.target.to_body() }
    }
}
