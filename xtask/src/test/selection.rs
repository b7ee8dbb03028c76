//! Which steps are to run.

use anyhow::{Result, anyhow};

use super::step::Step;

/// What `--only` and `--skip` say.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Selection {
    only: Vec<Step>,
    skipped: Vec<Step>,
}

impl Selection {
    /// Adds steps, separated by commas, to those that alone are to run.
    pub(crate) fn only(&mut self, names: &str) -> Result<()> {
        self.only.extend(read(names)?);
        Ok(())
    }

    /// Adds steps, separated by commas, to those that are not to run.
    pub(crate) fn skip(&mut self, names: &str) -> Result<()> {
        self.skipped.extend(read(names)?);
        Ok(())
    }

    /// The steps in the order they run in. What a selected step needs is selected with it, so that
    /// nothing is tested that was built from other sources.
    pub(super) fn steps(&self) -> Vec<Step> {
        let is_needed = |step: Step| {
            self.only.contains(&step) || self.only.iter().any(|it| it.needs().contains(&step))
        };
        Step::ALL
            .into_iter()
            .filter(|step| self.only.is_empty() || is_needed(*step))
            .filter(|step| !self.skipped.contains(step))
            .collect()
    }
}

fn read(names: &str) -> Result<Vec<Step>> {
    names.split(',').map(str::trim).map(step).collect()
}

fn step(name: &str) -> Result<Step> {
    Step::ALL.into_iter().find(|step| step.name() == name).ok_or_else(|| {
        let names: Vec<_> = Step::ALL.iter().map(|step| step.name()).collect();
        anyhow!("there is no step `{name}`: they are {}", names.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(only: &[&str], skipped: &[&str]) -> Vec<Step> {
        let mut selection = Selection::default();
        only.iter().for_each(|names| selection.only(names).unwrap());
        skipped.iter().for_each(|names| selection.skip(names).unwrap());
        selection.steps()
    }

    #[test]
    fn all_run_unless_something_is_said() {
        assert_eq!(steps(&[], &[]), Step::ALL);
        assert_eq!(steps(&[], &["lint,docs", "e2e"]).len(), Step::ALL.len() - 3);
    }

    #[test]
    fn the_order_is_always_the_same() {
        assert_eq!(steps(&["native,fmt"], &[]), [Step::Fmt, Step::Native]);
    }

    #[test]
    fn a_step_brings_along_those_that_it_needs() {
        assert_eq!(steps(&["e2e"], &[]), [Step::Page, Step::Package, Step::E2e]);
        assert_eq!(steps(&["e2e"], &["page,package"]), [Step::E2e]);
    }

    #[test]
    fn an_unknown_step_is_refused_with_the_known_ones() {
        let error = Selection::default().only("fmt,speed").unwrap_err().to_string();
        assert!(error.contains("speed") && error.contains("wasm"), "{error}");
    }
}
