//! The position where a page of a list continues.

use core::fmt;
use core::str::FromStr;

use uuid::Uuid;

/// The position after a row, in order of creation. It stays valid when that row is deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct After {
    pub(crate) created_at: i64,
    pub(crate) id: String,
}

/// The text is not a valid position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NoPlace;

impl After {
    /// Returns the position before all rows.
    pub(crate) const fn nothing() -> Self {
        Self { created_at: i64::MIN, id: String::new() }
    }
}

impl FromStr for After {
    type Err = NoPlace;

    fn from_str(text: &str) -> Result<Self, NoPlace> {
        let (created_at, id) = text.split_once('.').ok_or(NoPlace)?;
        let id = Uuid::try_parse(id).map_err(|_| NoPlace)?;
        Ok(Self { created_at: created_at.parse().map_err(|_| NoPlace)?, id: id.to_string() })
    }
}

impl fmt::Display for After {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.created_at, self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::{After, NoPlace};

    #[test]
    fn parses_what_it_displays() {
        let id = "00000000-0000-4000-8000-000000000000".to_owned();
        let after = After { created_at: 17, id };
        assert_eq!(after.to_string().parse(), Ok(after));
        for bad in ["", ".", "1.", "1.x", "x.00000000-0000-4000-8000-000000000000", "1"] {
            assert_eq!(bad.parse::<After>(), Err(NoPlace), "{bad}");
        }
    }
}
