//! What can go wrong between page and host.

use axum::http::Method;

/// A fault of the way between page and host. It concerns saves only: everything else gets through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fault {
    /// None.
    #[default]
    None,
    /// A save does not get to the host: it hangs until the server is stopped.
    KeptFromHost,
    /// The host does what it is asked, and its answer gets lost.
    AnswerLost,
    /// The host does what it is asked, and its answer hangs until the server is stopped.
    AnswerHangs,
}

impl Fault {
    /// Whether it concerns this request.
    pub(crate) fn concerns(self, method: &Method, path: &str) -> bool {
        let saves =
            *method == Method::PUT || (*method == Method::POST && path == "/api/connections");
        self != Self::None && saves
    }
}
