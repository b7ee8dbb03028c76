//! What libtest, and the wasm test runner like it, say about a run.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use super::rows::{Place, Rows};
use crate::run;

/// How many tests there were.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Tally {
    /// That passed.
    pub(super) passed: u64,
    /// That failed.
    pub(super) failed: u64,
}

impl Tally {
    /// That were executed.
    pub(super) fn executed(self) -> u64 {
        self.passed + self.failed
    }
}

/// What was heard of the tests so far.
#[derive(Debug, Default)]
pub(super) struct Heard {
    /// How many there were.
    pub(super) tally: Tally,
    /// Which rows they have shown.
    pub(super) rows: Rows,
}

/// Runs tests, shows what they print as it comes, and counts them. Those that run in a place may show rows.
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

/// Reads a line such as `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
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
    fn closing_lines_are_counted() {
        let line = "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.01s\n";
        assert_eq!(of_line(line), Some(Tally { passed: 12, failed: 0 }));
        let line =
            "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 filtered out; finished in 0.01s";
        assert_eq!(of_line(line), Some(Tally { passed: 1, failed: 2 }));
    }

    #[test]
    fn colours_do_not_hide_the_counts() {
        let line = "test result: \u{1b}[32mok\u{1b}(B\u{1b}[m. 3 passed; 0 failed; 0 ignored";
        assert_eq!(of_line(line), Some(Tally { passed: 3, failed: 0 }));
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(of_line("test settings::test result: ok"), None);
        assert_eq!(of_line("running 3 tests"), None);
    }

    #[test]
    fn the_runs_of_one_command_add_up() {
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
