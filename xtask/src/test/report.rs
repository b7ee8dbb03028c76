//! What is printed about the steps.

use std::time::Duration;

use anyhow::Error;

use super::libtest::Heard;
use super::step::Step;

/// How a step ended.
#[derive(Debug)]
pub(super) enum Outcome {
    /// All was well.
    Passed,
    /// Something was not.
    Failed(Error),
    /// The step that it needs failed, so it did not run.
    Skipped(Step),
    /// It is about an engine that is not here and that nobody has asked for, or about more than was run.
    LeftOut(Error),
}

/// All steps so far.
#[derive(Debug, Default)]
pub(super) struct Report {
    steps: Vec<(Step, Outcome, Duration)>,
    heard: Heard,
}

/// Printed before a step begins.
pub(super) fn headline(step: Step) {
    println!("\n=== {}: {} ===", step.label(), step.title());
}

impl Report {
    /// Adds a step that has ended, and says how.
    pub(super) fn add(&mut self, step: Step, outcome: Outcome, took: Duration) {
        println!("--- {}", row(step, &outcome, took));
        self.steps.push((step, outcome, took));
    }

    /// What was heard of the tests of the steps.
    pub(super) fn heard(&mut self) -> &mut Heard {
        &mut self.heard
    }

    /// Whether this step ran and passed.
    pub(super) fn has_passed(&self, step: Step) -> bool {
        let passed = |outcome: &Outcome| matches!(outcome, Outcome::Passed);
        self.steps.iter().any(|(other, outcome, _)| *other == step && passed(outcome))
    }

    /// Whether this step ran or was to run, and did not pass.
    pub(super) fn has_failed(&self, step: Step) -> bool {
        let is_well = |outcome: &Outcome| matches!(outcome, Outcome::Passed | Outcome::LeftOut(_));
        self.steps.iter().any(|(other, outcome, _)| *other == step && !is_well(outcome))
    }

    /// Whether every step passed that had to, and any did.
    pub(super) fn is_good(&self) -> bool {
        let passed = |outcome: &Outcome| matches!(outcome, Outcome::Passed);
        self.steps.iter().all(|(step, _, _)| !self.has_failed(*step))
            && self.steps.iter().any(|(_, outcome, _)| passed(outcome))
    }

    /// The table of all steps. Where any were to run tests, their number is the last line.
    pub(super) fn print(&self) {
        println!("\n=== summary ===");
        for (step, outcome, took) in &self.steps {
            println!("{}", row(*step, outcome, *took));
        }
        if self.steps.is_empty() {
            println!("no steps to run");
        }
        if self.steps.iter().any(|(step, _, _)| step.runs_tests()) {
            let tally = self.heard.tally;
            println!("{} passed, {} failed", tally.passed, tally.failed);
        }
    }
}

fn row(step: Step, outcome: &Outcome, took: Duration) -> String {
    let (word, reason) = match outcome {
        Outcome::Passed => ("ok", String::new()),
        Outcome::Failed(error) => ("FAILED", format!("{error:#}")),
        Outcome::Skipped(needed) => ("skipped", format!("requires the step `{}`", needed.name())),
        Outcome::LeftOut(error) => ("left out", format!("{error:#}")),
    };
    format!("{:<13} {word:<8} {:>7.1} s  {reason}", step.label(), took.as_secs_f64())
        .trim_end()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::*;
    use crate::tools::Engine;

    fn report(outcome: Outcome) -> Report {
        let mut report = Report::default();
        report.add(Step::Fmt, Outcome::Passed, Duration::ZERO);
        report.add(Step::Page, outcome, Duration::from_millis(2500));
        report
    }

    #[test]
    fn one_step_that_did_not_pass_is_enough() {
        assert!(report(Outcome::Passed).is_good());
        assert!(!report(Outcome::Failed(anyhow!("no"))).is_good());
        assert!(!report(Outcome::Skipped(Step::Fmt)).is_good());
        assert!(report(Outcome::LeftOut(anyhow!("not here"))).is_good());
        assert!(!Report::default().is_good());
    }

    #[test]
    fn a_failure_is_known_by_its_step() {
        let report = report(Outcome::Failed(anyhow!("no")));
        assert!(report.has_failed(Step::Page));
        assert!(!report.has_failed(Step::Fmt) && report.has_passed(Step::Fmt));
        assert!(!report.has_passed(Step::Page) && !report.has_passed(Step::Docs));
        assert!(!report.has_failed(Step::E2e(Engine::Firefox)));
    }

    #[test]
    fn a_row_says_why() {
        let failed = Outcome::Failed(anyhow!("`cargo fmt` ended with exit status: 1"));
        assert_eq!(
            row(Step::Fmt, &failed, Duration::from_millis(1230)),
            "fmt           FAILED       1.2 s  `cargo fmt` ended with exit status: 1"
        );
        let passed = row(Step::Wasm(Engine::Firefox), &Outcome::Passed, Duration::ZERO);
        assert_eq!(passed, "wasm firefox  ok           0.0 s");
    }
}
