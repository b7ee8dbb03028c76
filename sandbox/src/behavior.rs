//! How the sandbox should misbehave.

use serde::{Deserialize, Serialize};

/// What to do in place of answering as Teamwork would. All that is given applies together: a delay
/// and a status, say. The body of `POST /sandbox/behavior`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct Behavior {
    /// For this host only, such as `acme.eu.teamwork.com`; otherwise for all.
    pub host: Option<String>,
    /// For this path only, such as `/me.json`; otherwise for all.
    pub path: Option<String>,
    /// Waits before answering.
    pub delay_ms: Option<u64>,
    /// Waits before answering until it is released (`POST /sandbox/release`).
    pub hold: bool,
    /// Answers with this status code.
    pub status: Option<u16>,
    /// Answers with this body, which need not be JSON.
    pub body: Option<String>,
    /// Says that the body is of this type; otherwise `application/json`.
    pub content_type: Option<String>,
    /// Sends the client on to this URL, with status 302 unless another one is given.
    pub location: Option<String>,
    /// Asks the client to wait so many seconds (`Retry-After`).
    pub retry_after: Option<u32>,
    /// Answers with a good JSON object that is so many bytes long.
    pub huge_body: Option<usize>,
    /// Sends the body of an answer of its own byte by byte, and waits before each.
    pub drip_ms: Option<u64>,
    /// Closes the socket in the middle of the answer.
    pub close: bool,
    /// Does what was asked, and closes the socket in place of the answer, whatever else is given: the
    /// client cannot know whether its code was used.
    pub no_answer: bool,
    /// Closes the socket in place of the answer, whatever else is given, and neither reads nor does what
    /// was asked.
    pub hang_up: bool,
    /// Adds a `Cross-Origin-Opener-Policy`, such as `same-origin`.
    pub cross_origin_opener_policy: Option<String>,
    /// Has the login page try to send the page that opened its window to this URL.
    pub navigate_opener: Option<String>,
    /// Ends a sign-in with this error, such as `access_denied`. The login page sends the user back at
    /// once, the consent page whichever button is pressed, and the token endpoint answers with it.
    pub error: Option<String>,
    /// Explains the error of a sign-in so. Only the app sees it.
    pub error_description: Option<String>,
    /// Sends the user back without the `state` that the app gave.
    pub omit_state: bool,
    /// Issues the access token for the site with this host, such as `beta.eu.teamwork.com`, in place
    /// of the one that the user chose.
    pub token_site: Option<String>,
    /// Spells `installation.apiEndPoint` as `apiEndpoint`, as Teamwork's newer SDK does.
    pub new_spelling: bool,
}

impl Behavior {
    pub(crate) fn applies_to(&self, host: &str, path: &str) -> bool {
        self.host.as_deref().is_none_or(|own| own == host)
            && self.path.as_deref().is_none_or(|own| own == path)
    }

    /// Whether it answers itself, rather than leaving that to the endpoint.
    pub(crate) fn answers(&self) -> bool {
        let answers = self.status.is_some()
            || self.body.is_some()
            || self.location.is_some()
            || self.huge_body.is_some()
            || self.close;
        answers && !self.no_answer
    }
}
