//! The backend's records.

use teamwork_connect_core::wire::Connection;

/// A connection as the backend has it, with the version for `If-Match`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Saved {
    pub(crate) connection: Connection,
    pub(crate) etag: Option<String>,
}

impl Saved {
    /// Creates it from a connection and its `ETag`. If a proxy has dropped that header, uses the version in the
    /// connection itself.
    pub(super) fn new(connection: Connection, etag: Option<String>) -> Self {
        let named = || connection.version.as_ref().map(|version| format!("\"{version}\""));
        Self { etag: etag.or_else(named), connection }
    }
}

/// What the panel needs to know of other connections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) id: String,
    pub(crate) name: String,
}
