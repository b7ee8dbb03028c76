//! What the simple settings stand for in HTTP: the content of the panel's *HTTP settings*.

use crate::site_url::test_path;
use crate::{AuthType, Draft, NumericId};

/// Where Teamwork's sign-in begins (apidocs.teamwork.com, App Login Flow).
pub const AUTHORIZATION_URL: &str = "https://www.teamwork.com/launchpad/login";

/// Where the backend exchanges a code for a token (the same source).
pub const TOKEN_URL: &str = "https://www.teamwork.com/launchpad/v1/token.json";

/// The HTTP settings of a draft, as far as they are known. No secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpSettings {
    /// The base URL of the API; `None` also where the backend decides it.
    pub api_base_url: Option<String>,
    /// How requests are authenticated.
    pub auth: Option<AuthType>,
    /// The URL that a test asks for with `GET`.
    pub test_url: Option<String>,
}

impl HttpSettings {
    /// Derives them.
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
