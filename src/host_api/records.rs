//! What the host has.

use teamwork_connect_core::wire::Connection;

/// A connection as the host has it, with the version that `If-Match` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Saved {
    pub(crate) connection: Connection,
    pub(crate) etag: Option<String>,
}

/// What the panel wants to know of the other connections there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) id: String,
    pub(crate) name: String,
}
