//! What the settings mean in HTTP: the content of the panel's *HTTP settings*.

use crate::site_url::test_path;
use crate::{AuthType, Draft, NumericId};

/// Teamwork's authorization endpoint (apidocs.teamwork.com, App Login Flow).
pub const AUTHORIZATION_URL: &str = "https://www.teamwork.com/launchpad/login";

/// Teamwork's token endpoint, where the backend exchanges a code for a token (same source).
pub const TOKEN_URL: &str = "https://www.teamwork.com/launchpad/v1/token.json";

/// The HTTP settings of a draft, as far as they are known. Contains no secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpSettings {
    /// The base URL of the API. `None` if unknown, or if the backend decides it.
    pub api_base_url: Option<String>,
    /// How requests are authenticated.
    pub auth: Option<AuthType>,
    /// The URL that a connection test requests with `GET`.
    pub test_url: Option<String>,
}

impl HttpSettings {
    /// Derives the HTTP settings of a draft.
    #[must_use]
    pub fn of(draft: &Draft) -> Self {
        let site = draft.site_url();
        let api = draft.api_type.zip(draft.version());
        let space_id = NumericId::parse(&draft.space_id).ok();
        let path = api.and_then(|(kind, version)| test_path(kind, version, space_id.as_ref()));
        Self {
            api_base_url: site
                .as_ref()
                .zip(api)
                .and_then(|(site, (kind, version))| site.api_base_url(kind, version)),
            auth: draft.auth(),
            test_url: site.as_ref().zip(path).map(|(site, path)| format!("{site}{path}")),
        }
    }
}
