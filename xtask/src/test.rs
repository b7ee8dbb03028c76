//! `cargo xtask test`: runs every check in sequence.

mod cargo;
mod examples;
mod libtest;
mod lint;
mod openapi;
mod postgres;
mod report;
mod rows;
mod selection;
mod step;
mod webkit_driver;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Error, Result, anyhow};

use self::report::{Outcome, Report};
pub(crate) use self::selection::Selection;
use self::step::Step;
use crate::tools::{Engine, Tool, Underway};
use crate::workspace::Workspace;

/// Runs the selected steps. A failed step doesn't prevent the others from running, unless they need its output.
pub(crate) fn test(workspace: &Workspace, selection: &Selection) -> Result<ExitCode> {
    let steps = selection.steps();
    let is_here = |step: &Step| why_left_out(workspace, selection, *step).is_none();
    let (here, left_out): (Vec<Step>, Vec<Step>) = steps.iter().partition(|step| is_here(step));
    // The slow installations continue while the first steps compile.
    let mut tools = Underway::begin(workspace, needed_by(&here));
    let mut report = Report::default();
    for step in here {
        let begun = Instant::now();
        let missing = step.needs().iter().copied().find(|needed| report.has_failed(*needed));
        let unheard = step.listens_to().find(|other| !report.has_passed(*other));
        let outcome = match (missing, unheard) {
            (Some(needed), _) => Outcome::Skipped(needed),
            (None, Some(other)) => Outcome::LeftOut(anyhow!("`{}` did not pass", other.label())),
            (None, None) => {
                report::headline(step);
                let heard = report.heard();
                match tools.wait_for(&step.tools()).and_then(|()| step.run(workspace, heard)) {
                    Ok(()) => Outcome::Passed,
                    Err(error) => Outcome::Failed(error),
                }
            }
        };
        report.add(step, outcome, begun.elapsed());
    }
    for step in left_out {
        if let Some(reason) = why_left_out(workspace, selection, step) {
            report.add(step, Outcome::LeftOut(reason), Duration::ZERO);
        }
    }
    report.print();
    Ok(if report.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Why a step is not run: its engine is not installed, and was not requested.
fn why_left_out(workspace: &Workspace, selection: &Selection, step: Step) -> Option<Error> {
    let engine = step.engine().filter(|engine| !selection.demands(*engine))?;
    engine.find(workspace).err()
}

/// The needed tools without duplicates, quick ones first.
fn needed_by(steps: &[Step]) -> Vec<Tool> {
    let order = [
        Tool::Rustfmt,
        Tool::Clippy,
        Tool::WasmTarget,
        // Before the build tools, which come with them: installing them later would take these away for a moment.
        Tool::CheckTools,
        Tool::BuildTools,
        Tool::Typos,
        Tool::Schemathesis,
        Tool::Postgres,
        Tool::Nginx,
        Tool::Engine(Engine::Chromium),
        Tool::Engine(Engine::WebKit),
        Tool::WasmBindgen,
        Tool::Engine(Engine::Firefox),
        Tool::Trunk,
    ];
    let is_needed = |tool: &Tool| steps.iter().any(|step| step.tools().contains(tool));
    order.into_iter().filter(is_needed).collect()
}

#[cfg(test)]
mod tests {
    use super::needed_by;
    use super::step::Step;

    #[test]
    fn installs_what_a_step_waits_for() {
        for step in Step::ALL {
            let installed = needed_by(&[step]);
            assert!(step.tools().iter().all(|tool| installed.contains(tool)), "{}", step.name());
        }
    }
}
