//! The account that a row belongs to.

/// The account that a request belongs to. Every row belongs to one account, and every query names
/// it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Account(String);

impl Account {
    pub(crate) fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    pub(crate) fn id(&self) -> &str {
        &self.0
    }
}
