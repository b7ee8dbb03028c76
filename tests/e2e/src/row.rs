//! A saved connection in the list.

use serde_json::Value;

/// What the list shows for a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub name: String,
    /// What it connects to.
    pub detail: String,
    /// Its status, as text.
    pub status: String,
    /// Whether it is open in the panel.
    pub current: bool,
}

impl Row {
    pub(crate) fn of(row: &Value) -> Self {
        let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        Self {
            name: text("name"),
            detail: text("detail"),
            status: text("status"),
            current: row["current"].as_bool().unwrap_or_default(),
        }
    }
}
