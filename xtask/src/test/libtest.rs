//! Parses the output of libtest, and of the similar wasm test runner.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use super::rows::{Place, Rows};
use crate::run;

/// Test counts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Tally {
    /// The number of tests that passed.
    pub(super) passed: u64,
    /// The number of tests that failed.
    pub(super) failed: u64,
}

impl Tally {
    /// The number of tests that were executed.
    pub(super) fn executed(self) -> u64 {
        self.passed + self.failed
    }
}

/// The results collected so far.
#[derive(Debug, Default)]
pub(super) struct Heard {
    /// The counts.
    pub(super) tally: Tally,
    /// The rows of the table of faults covered by these tests.
    pub(super) rows: Rows,
}

/// Runs tests, shows their output as it comes, and counts them. With a place, collects the rows they cover.
pub(super) fn run_and_count(
    command: &mut Command,
    place: Option<Place>,
    heard: &mut Heard,
    shown: &mut impl Write,
) -> Result<()> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("failed to run `{}`", run::line(command)))?;
    if let Some(output) = child.stdout.take() {
        let mut output = BufReader::new(output);
        let mut line = Vec::new();
        while output.read_until(b'\n', &mut line)? > 0 {
            shown.write_all(&line)?;
            let text = String::from_utf8_lossy(&line);
            if let Some(place) = place {
                heard.rows.hear(&text, place);
            }
            if let Some(counted) = of_line(&text) {
                heard.tally.passed += counted.passed;
                heard.tally.failed += counted.failed;
            }
            line.clear();
        }
        shown.flush()?;
    }
    let status = child.wait()?;
    run::succeeded(command, status)
}

/// Parses a line such as `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
fn of_line(line: &str) -> Option<Tally> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let mut tally = Tally::default();
    for count in counts.split("; ") {
        match count.trim().split_once(' ') {
            Some((number, "passed")) => tally.passed = number.parse().ok()?,
            Some((number, "failed")) => tally.failed = number.parse().ok()?,
            _ => {}
        }
    }
    Some(tally)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_result_lines() {
        let line = "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.01s\n";
        assert_eq!(of_line(line), Some(Tally { passed: 12, failed: 0 }));
        let line =
            "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 filtered out; finished in 0.01s";
        assert_eq!(of_line(line), Some(Tally { passed: 1, failed: 2 }));
    }

    #[test]
    fn counts_colored_result_lines() {
        let line = "test result: \u{1b}[32mok\u{1b}(B\u{1b}[m. 3 passed; 0 failed; 0 ignored";
        assert_eq!(of_line(line), Some(Tally { passed: 3, failed: 0 }));
    }

    #[test]
    fn ignores_other_lines() {
        assert_eq!(of_line("test settings::test result: ok"), None);
        assert_eq!(of_line("running 3 tests"), None);
    }

    #[test]
    fn adds_up_the_runs_of_one_command() {
        let mut heard = Heard::default();
        let script = "echo 'test result: ok. 2 passed; 0 failed'; echo 'test result: FAILED. 1 passed; 1 failed'; exit 101";
        let mut shown = Vec::new();
        let mut command = Command::new("sh");
        let error =
            run_and_count(command.args(["-c", script]), None, &mut heard, &mut shown).unwrap_err();
        assert_eq!(shown.iter().filter(|byte| **byte == b'\n').count(), 2);
        assert_eq!(heard.tally, Tally { passed: 3, failed: 1 });
        assert!(error.to_string().contains("101"));
    }
}
