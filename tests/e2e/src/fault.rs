//! Faults between page and backend.

use axum::http::Method;

/// A fault on the way between page and backend. By default it affects only saves, and everything else gets
/// through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fault {
    /// No fault.
    #[default]
    None,
    /// The request doesn't reach the backend, and hangs until the server is stopped.
    KeptFromBackend,
    /// The request is held until the fault changes.
    Held,
    /// The backend handles the request, but the response is lost.
    ResponseLost,
    /// The backend handles the request, but the response hangs until the server is stopped.
    ResponseHangs,
}

/// The requests that a fault affects.
#[derive(Clone, Debug, Default)]
pub(crate) enum Concerned {
    /// Requests that save a connection.
    #[default]
    Saves,
    /// Requests whose path has this prefix.
    Below(String),
}

impl Concerned {
    /// Whether the request is affected.
    pub(crate) fn includes(&self, method: &Method, path: &str) -> bool {
        match self {
            Self::Saves => {
                *method == Method::PUT || (*method == Method::POST && path == "/api/connections")
            }
            Self::Below(beginning) => path.starts_with(beginning),
        }
    }
}
