//! What can go wrong between page and backend.

use axum::http::Method;

/// A fault of the way between page and backend. Unless it is told otherwise it concerns saves only:
/// everything else gets through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fault {
    /// None.
    #[default]
    None,
    /// The request does not get to the backend: it hangs until the server is stopped.
    KeptFromHost,
    /// The request does not get to the backend until the fault is another one.
    Held,
    /// The backend does what it is asked, and its answer gets lost.
    AnswerLost,
    /// The backend does what it is asked, and its answer hangs until the server is stopped.
    AnswerHangs,
}

/// Which requests a fault concerns.
#[derive(Clone, Debug, Default)]
pub(crate) enum Concerned {
    /// Those that save a connection.
    #[default]
    Saves,
    /// Those whose path begins so.
    Below(String),
}

impl Concerned {
    /// Whether this request is one of them.
    pub(crate) fn includes(&self, method: &Method, path: &str) -> bool {
        match self {
            Self::Saves => {
                *method == Method::PUT || (*method == Method::POST && path == "/api/connections")
            }
            Self::Below(beginning) => path.starts_with(beginning),
        }
    }
}
