//! What the backend has.

use teamwork_connect_core::wire::Connection;

/// A connection as the backend has it, with the version that `If-Match` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Saved {
    pub(crate) connection: Connection,
    pub(crate) etag: Option<String>,
}

impl Saved {
    /// A connection with its `ETag`, or else, where a proxy has dropped that, with the version that it names itself.
    pub(super) fn new(connection: Connection, etag: Option<String>) -> Self {
        let named = || connection.version.as_ref().map(|version| format!("\"{version}\""));
        Self { etag: etag.or_else(named), connection }
    }
}

/// What the panel wants to know of the other connections there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) id: String,
    pub(crate) name: String,
}
