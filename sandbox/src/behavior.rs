//! Misbehavior of the sandbox.

use serde::{Deserialize, Serialize};

/// How the sandbox deviates from Teamwork. All fields that are set apply together, such as a delay
/// and a status. This is the body of `POST /sandbox/behavior`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct Behavior {
    /// The hostname that it applies to, such as `acme.eu.teamwork.com`. All by default.
    pub host: Option<String>,
    /// The path that it applies to, such as `/me.json`. All by default.
    pub path: Option<String>,
    /// Delays the response.
    pub delay_ms: Option<u64>,
    /// Holds the response until it is released (`POST /sandbox/release`).
    pub hold: bool,
    /// Responds with this status code.
    pub status: Option<u16>,
    /// Responds with this body, which need not be JSON.
    pub body: Option<String>,
    /// The content type of the body. `application/json` by default.
    pub content_type: Option<String>,
    /// Redirects the client to this URL, with status 302 unless another one is set.
    pub location: Option<String>,
    /// Asks the client to wait this many seconds (`Retry-After`).
    pub retry_after: Option<u32>,
    /// Responds with a valid JSON object of this many bytes.
    pub huge_body: Option<usize>,
    /// Sends the body of the sandbox's own response byte by byte, with this delay before each.
    pub drip_ms: Option<u64>,
    /// Closes the socket in the middle of the response.
    pub close: bool,
    /// Processes the request but closes the socket instead of responding, whatever else is set. The
    /// client can't know whether its code was used.
    pub no_answer: bool,
    /// Closes the socket without reading or processing the request, whatever else is set.
    pub hang_up: bool,
    /// Adds a `Cross-Origin-Opener-Policy`, such as `same-origin`.
    pub cross_origin_opener_policy: Option<String>,
    /// Makes the login page try to navigate the page that opened its window to this URL.
    pub navigate_opener: Option<String>,
    /// Ends a sign-in with this error, such as `access_denied`. The login page redirects the user
    /// at once, the consent page for either button, and the token endpoint responds with it.
    pub error: Option<String>,
    /// The description of a sign-in's error. Only the app sees it.
    pub error_description: Option<String>,
    /// Redirects the user without the app's `state`.
    pub omit_state: bool,
    /// Issues the access token for the site with this hostname, such as `beta.eu.teamwork.com`,
    /// instead of the site that the user chose.
    pub token_site: Option<String>,
    /// Spells `installation.apiEndPoint` as `apiEndpoint`, as Teamwork's newer SDK does.
    pub new_spelling: bool,
}

impl Behavior {
    pub(crate) fn applies_to(&self, host: &str, path: &str) -> bool {
        self.host.as_deref().is_none_or(|own| own == host)
            && self.path.as_deref().is_none_or(|own| own == path)
    }

    /// Returns whether the sandbox responds itself instead of passing the request to the endpoint.
    pub(crate) fn answers(&self) -> bool {
        let answers = self.status.is_some()
            || self.body.is_some()
            || self.location.is_some()
            || self.huge_body.is_some()
            || self.close;
        answers && !self.no_answer
    }
}
