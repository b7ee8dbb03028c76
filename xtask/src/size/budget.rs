//! The size budget of the first load.

use anyhow::{Context, Result, ensure};

/// What is promised to those who embed the panel; nothing may raise it. It is the size of the same panel in React
/// 19 with react-hook-form and zod when the limit was set.
const LIMIT: u64 = 149_890;

/// The size reached so far, which must not be exceeded without a reason.
#[derive(Debug, PartialEq)]
pub(super) struct Budget {
    first_load_brotli: u64,
}

impl Budget {
    /// Parses the budget file: one line `first_load_brotli = N`, and comments.
    pub(super) fn parse(text: &str) -> Result<Self> {
        let value = text
            .lines()
            .filter_map(|line| line.split_once('='))
            .find(|(key, _)| key.trim() == "first_load_brotli")
            .map(|(_, value)| value.trim().replace('_', ""))
            .context("missing line `first_load_brotli = N`")?;
        let first_load_brotli =
            value.parse().with_context(|| format!("`{value}` is not a number of bytes"))?;
        Ok(Self { first_load_brotli })
    }

    /// Fails above the budget; well below it, returns a hint to lower it.
    pub(super) fn check(&self, bytes: u64) -> Result<Option<String>> {
        ensure!(
            bytes <= LIMIT,
            "the first load is {bytes} bytes of brotli, {} above the limit of {LIMIT}",
            bytes.saturating_sub(LIMIT)
        );
        let budget = self.first_load_brotli;
        ensure!(
            bytes <= budget,
            "the first load is {bytes} bytes of brotli, {} above the budget of {budget}: make it \
             smaller, or raise `first_load_brotli` in xtask/size-budget.toml and explain why in docs/decisions/first-load.md",
            bytes.saturating_sub(budget)
        );
        // Leaves a little room: the same source differs by a few bytes between machines.
        let lower = bytes.next_multiple_of(100);
        Ok((bytes + budget / 50 < budget).then(|| {
            format!(
                "The first load is more than 2 % below its budget of {budget}: set \
                 `first_load_brotli = {lower}` in xtask/size-budget.toml."
            )
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_one_line_and_comments() {
        let text = "# first_load_brotli is = what counts\n\nfirst_load_brotli = 90_000\n";
        assert_eq!(Budget::parse(text).unwrap(), Budget { first_load_brotli: 90_000 });
        assert!(Budget::parse("# nothing").is_err());
        assert!(Budget::parse("first_load_brotli = small").is_err());
    }

    #[test]
    fn the_file_in_this_checkout_can_be_read() {
        let budget = Budget::parse(include_str!("../../size-budget.toml")).unwrap();
        assert!(budget.first_load_brotli <= LIMIT);
    }

    #[test]
    fn one_byte_over_budget_fails() {
        let budget = Budget { first_load_brotli: 90_000 };
        assert_eq!(budget.check(90_000).unwrap(), None);
        assert!(budget.check(90_001).unwrap_err().to_string().contains("first-load.md"));
    }

    #[test]
    fn the_budget_cannot_exceed_the_limit() {
        let budget = Budget { first_load_brotli: 200_000 };
        assert!(budget.check(LIMIT + 1).unwrap_err().to_string().contains("limit"));
    }

    #[test]
    fn well_below_the_budget_suggests_a_lower_one() {
        let budget = Budget { first_load_brotli: 90_000 };
        assert_eq!(budget.check(88_200).unwrap(), None);
        assert!(budget.check(88_150).unwrap().unwrap().contains("88200"));
    }
}
