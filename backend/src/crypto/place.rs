//! The place in the database that a ciphertext belongs to.

/// The account, row and column that a ciphertext belongs to, and the values that invalidate it when
/// they change.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    pub(crate) account: &'a str,
    pub(crate) table: &'a str,
    pub(crate) row: &'a str,
    pub(crate) column: &'a str,
    /// The version of the row in which the secret was saved.
    pub(crate) version: i64,
    /// The site that the secret may be sent to.
    pub(crate) site: Site<'a>,
}

/// A site as stored in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Site<'a> {
    pub(crate) region: &'a str,
    pub(crate) name: &'a str,
}

impl Place<'_> {
    /// Encodes the place as associated data for a ciphertext format. Each part is prefixed with its
    /// length, so that no two places have the same encoding. Format 1 includes neither version nor
    /// site.
    pub(crate) fn associated_data(&self, format: u8) -> Vec<u8> {
        let mut data = Vec::new();
        let mut add = |part: &[u8]| {
            data.extend_from_slice(&(part.len() as u64).to_be_bytes());
            data.extend_from_slice(part);
        };
        for part in [self.account, self.table, self.row, self.column] {
            add(part.as_bytes());
        }
        if format > 1 {
            add(&self.version.to_be_bytes());
            add(self.site.region.as_bytes());
            add(self.site.name.as_bytes());
        }
        data.push(format);
        data
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, Site};

    #[test]
    fn places_have_unambiguous_encodings() {
        let data = |account, table, region, name| {
            let site = Site { region, name };
            let place = Place { account, table, row: "r", column: "c", version: 1, site };
            place.associated_data(2)
        };
        assert_ne!(data("ab", "c", "", ""), data("a", "bc", "", ""));
        assert_ne!(data("", "abc", "", ""), data("abc", "", "", ""));
        assert_ne!(data("", "", "us", "a"), data("", "", "u", "sa"));
    }
}
