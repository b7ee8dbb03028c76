//! How the sandbox should misbehave.

use serde::{Deserialize, Serialize};

/// What to do in place of answering as Teamwork would. All that is given applies together: a delay
/// and a status, say. The body of `POST /sandbox/behaviour`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct Behaviour {
    /// For this host only, such as `acme.eu.teamwork.com`; otherwise for all.
    pub host: Option<String>,
    /// For this path only, such as `/me.json`; otherwise for all.
    pub path: Option<String>,
    /// Waits before answering.
    pub delay_ms: Option<u64>,
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
    /// Closes the socket in the middle of the answer.
    pub close: bool,
}

impl Behaviour {
    pub(crate) fn applies_to(&self, host: &str, path: &str) -> bool {
        self.host.as_deref().is_none_or(|own| own == host)
            && self.path.as_deref().is_none_or(|own| own == path)
    }

    /// Whether it answers itself, rather than only delaying the right answer.
    pub(crate) fn answers(&self) -> bool {
        self.status.is_some()
            || self.body.is_some()
            || self.location.is_some()
            || self.huge_body.is_some()
            || self.close
    }
}
