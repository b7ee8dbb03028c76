//! Prints the results of the steps.

use std::time::Duration;

use anyhow::Error;

use super::libtest::Heard;
use super::step::Step;

/// The outcome of a step.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It succeeded.
    Passed,
    /// It failed.
    Failed(Error),
    /// It did not run, because this step, which it needs, failed.
    Skipped(Step),
    /// It was left out: its engine is not installed and was not requested, or it needs steps that were not run.
    LeftOut(Error),
}

/// The results of all steps so far.
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
    /// Adds a finished step, and prints its outcome.
    pub(super) fn add(&mut self, step: Step, outcome: Outcome, took: Duration) {
        println!("--- {}", row(step, &outcome, took));
        self.steps.push((step, outcome, took));
    }

    /// The test results collected from the steps.
    pub(super) fn heard(&mut self) -> &mut Heard {
        &mut self.heard
    }

    /// Whether this step ran and passed.
    pub(super) fn has_passed(&self, step: Step) -> bool {
        let passed = |outcome: &Outcome| matches!(outcome, Outcome::Passed);
        self.steps.iter().any(|(other, outcome, _)| *other == step && passed(outcome))
    }

    /// Whether this step was selected but did not pass.
    pub(super) fn has_failed(&self, step: Step) -> bool {
        let is_well = |outcome: &Outcome| matches!(outcome, Outcome::Passed | Outcome::LeftOut(_));
        self.steps.iter().any(|(other, outcome, _)| *other == step && !is_well(outcome))
    }

    /// Whether at least one step passed, and no step failed.
    pub(super) fn is_good(&self) -> bool {
        let passed = |outcome: &Outcome| matches!(outcome, Outcome::Passed);
        self.steps.iter().all(|(step, _, _)| !self.has_failed(*step))
            && self.steps.iter().any(|(_, outcome, _)| passed(outcome))
    }

    /// Prints the table of all steps. If any ran tests, the last line is their number.
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
    fn one_failed_step_fails_the_report() {
        assert!(report(Outcome::Passed).is_good());
        assert!(!report(Outcome::Failed(anyhow!("no"))).is_good());
        assert!(!report(Outcome::Skipped(Step::Fmt)).is_good());
        assert!(report(Outcome::LeftOut(anyhow!("not here"))).is_good());
        assert!(!Report::default().is_good());
    }

    #[test]
    fn has_failed_tells_steps_apart() {
        let report = report(Outcome::Failed(anyhow!("no")));
        assert!(report.has_failed(Step::Page));
        assert!(!report.has_failed(Step::Fmt) && report.has_passed(Step::Fmt));
        assert!(!report.has_passed(Step::Page) && !report.has_passed(Step::Docs));
        assert!(!report.has_failed(Step::E2e(Engine::Firefox)));
    }

    #[test]
    fn a_row_gives_the_reason() {
        let failed = Outcome::Failed(anyhow!("`cargo fmt` ended with exit status: 1"));
        assert_eq!(
            row(Step::Fmt, &failed, Duration::from_millis(1230)),
            "fmt           FAILED       1.2 s  `cargo fmt` ended with exit status: 1"
        );
        let passed = row(Step::Wasm(Engine::Firefox), &Outcome::Passed, Duration::ZERO);
        assert_eq!(passed, "wasm firefox  ok           0.0 s");
    }
}
