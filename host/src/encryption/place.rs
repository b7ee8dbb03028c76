//! Where in the database a ciphertext belongs.

/// The one column of one row of one account that a ciphertext is for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    pub(crate) account: &'a str,
    pub(crate) table: &'a str,
    pub(crate) row: &'a str,
    pub(crate) column: &'a str,
}

impl Place<'_> {
    /// It as bytes. Each part comes after its length, so that no two places look the same.
    pub(crate) fn associated_data(&self, version: u8) -> Vec<u8> {
        let mut data = Vec::new();
        for part in [self.account, self.table, self.row, self.column] {
            data.extend_from_slice(&(part.len() as u64).to_be_bytes());
            data.extend_from_slice(part.as_bytes());
        }
        data.push(version);
        data
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn parts_do_not_run_into_each_other() {
        let data = |account, table| {
            let place = Place { account, table, row: "r", column: "c" };
            place.associated_data(1)
        };
        assert_ne!(data("ab", "c"), data("a", "bc"));
        assert_ne!(data("", "abc"), data("abc", ""));
    }
}
