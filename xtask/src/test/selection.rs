//! Selects the steps to run.

use anyhow::{Result, bail};

use super::step::Step;
use crate::tools::Engine;

/// The values of `--only`, `--skip` and `--engine`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Selection {
    only: Vec<Step>,
    skipped: Vec<Step>,
    engines: Vec<Engine>,
}

impl Selection {
    /// Adds steps, separated by commas, to those to run exclusively.
    pub(crate) fn only(&mut self, names: &str) -> Result<()> {
        self.only.extend(read(names)?);
        Ok(())
    }

    /// Adds steps, separated by commas, to those to skip.
    pub(crate) fn skip(&mut self, names: &str) -> Result<()> {
        self.skipped.extend(read(names)?);
        Ok(())
    }

    /// Adds engines, separated by commas, to those to test in; `all` adds all.
    pub(crate) fn engine(&mut self, names: &str) -> Result<()> {
        for name in names.split(',').map(str::trim) {
            match Engine::ALL.into_iter().find(|engine| engine.name() == name) {
                Some(engine) => self.engines.push(engine),
                None if name == "all" => self.engines.extend(Engine::ALL),
                None => {
                    let names = Engine::ALL.map(Engine::name).join(", ");
                    bail!("unknown engine `{name}`: expected {names}, or all");
                }
            }
        }
        Ok(())
    }

    /// Whether this engine is required. By default only Chromium is, and the others are used if they are
    /// installed.
    pub(super) fn demands(&self, engine: Engine) -> bool {
        match self.engines.as_slice() {
            [] => engine == Engine::Chromium,
            named => named.contains(&engine),
        }
    }

    /// The steps in execution order. Selecting a step also selects the steps it needs, so that nothing stale is
    /// tested.
    pub(super) fn steps(&self) -> Vec<Step> {
        let is_needed = |step: Step| {
            self.only.contains(&step) || self.only.iter().any(|it| it.needs().contains(&step))
        };
        Step::ALL
            .into_iter()
            .filter(|step| self.only.is_empty() || is_needed(*step))
            .filter(|step| !self.skipped.contains(step))
            .filter(|step| step.engine().is_none_or(|engine| self.may_use(engine)))
            .collect()
    }

    fn may_use(&self, engine: Engine) -> bool {
        self.engines.is_empty() || self.engines.contains(&engine)
    }
}

/// The steps with these names. A step that runs in several engines is returned once for each.
fn read(names: &str) -> Result<Vec<Step>> {
    let mut steps = Vec::new();
    for name in names.split(',').map(str::trim) {
        let known = steps.len();
        steps.extend(Step::ALL.into_iter().filter(|step| step.name() == name));
        if steps.len() == known {
            let mut names = Step::ALL.map(Step::name).to_vec();
            names.dedup();
            bail!("unknown step `{name}`: expected one of {}", names.join(", "));
        }
    }
    Ok(steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    const E2E: [Step; 3] =
        [Step::E2e(Engine::Chromium), Step::E2e(Engine::Firefox), Step::E2e(Engine::WebKit)];

    fn steps(only: &[&str], skipped: &[&str]) -> Vec<Step> {
        let mut selection = Selection::default();
        only.iter().for_each(|names| selection.only(names).unwrap());
        skipped.iter().for_each(|names| selection.skip(names).unwrap());
        selection.steps()
    }

    #[test]
    fn all_steps_run_by_default() {
        assert_eq!(steps(&[], &[]), Step::ALL);
        assert_eq!(steps(&[], &["lint,docs", "e2e"]).len(), Step::ALL.len() - 5);
    }

    #[test]
    fn tests_only_the_named_engines() {
        let mut selection = Selection::default();
        selection.only("wasm,fmt").unwrap();
        selection.engine("firefox, webkit").unwrap();
        let expected = [Step::Fmt, Step::Wasm(Engine::Firefox), Step::Wasm(Engine::WebKit)];
        assert_eq!(selection.steps(), expected);
        assert!(!selection.demands(Engine::Chromium) && selection.demands(Engine::Firefox));
    }

    #[test]
    fn chromium_is_required_unless_others_are_named() {
        let demanded = |selection: &Selection| {
            Engine::ALL.into_iter().filter(|it| selection.demands(*it)).collect::<Vec<_>>()
        };
        let mut selection = Selection::default();
        assert_eq!(demanded(&selection), [Engine::Chromium]);
        assert!(selection.engine("safari").unwrap_err().to_string().contains("webkit, or all"));
        selection.engine("all").unwrap();
        assert_eq!(demanded(&selection), Engine::ALL);
    }

    #[test]
    fn the_order_is_always_the_same() {
        assert_eq!(steps(&["native,fmt"], &[]), [Step::Fmt, Step::Native]);
    }

    #[test]
    fn a_step_selects_the_steps_it_needs() {
        assert_eq!(steps(&["e2e"], &[]), [&[Step::Page, Step::Package][..], &E2E].concat());
        assert_eq!(steps(&["e2e"], &["page,package"]), E2E);
    }

    #[test]
    fn an_unknown_step_lists_the_known_ones() {
        let error = Selection::default().only("fmt,speed").unwrap_err().to_string();
        assert!(error.contains("speed") && error.contains("wasm"), "{error}");
    }
}
