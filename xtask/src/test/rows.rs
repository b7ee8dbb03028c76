//! The rows of the table of faults that tests cover, and the table in `docs/authorization.md` generated from them.
//!
//! A test is named after its rows: `t35_…`, or `t31_t48_…` for two. When everything has passed in all engines, the
//! table must match; otherwise it is rewritten, and that is an error, so that the committed table is what was
//! tested. The table doesn't count tests: adding one to a row that is already covered changes nothing here.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};

use crate::tools::Engine;
use crate::workspace::Workspace;

const DOCUMENT: &str = "docs/authorization.md";
const BEGIN: &str = "<!-- rows: written by cargo xtask test -->\n";
const END: &str = "<!-- end of rows -->\n";

/// The content of a cell that a test covers.
const PASSED: &str = "passed";

/// Where a row is tested.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Place {
    /// Without a browser: the backend on a real socket.
    Backend,
    /// In an engine.
    In(Engine),
}

impl Place {
    /// In the order of the columns.
    const ALL: [Self; 4] = [
        Self::Backend,
        Self::In(Engine::Chromium),
        Self::In(Engine::Firefox),
        Self::In(Engine::WebKit),
    ];

    fn column(self) -> usize {
        Self::ALL.iter().position(|place| *place == self).unwrap_or_default()
    }
}

/// The results of a run: for each row and place with tests, whether all of them passed.
#[derive(Debug, Default)]
pub(super) struct Rows {
    shown: BTreeMap<u8, [Option<bool>; Place::ALL.len()]>,
}

impl Rows {
    /// Reads a line of a test runner: `test module::t35_name ... ok`.
    pub(super) fn hear(&mut self, line: &str, place: Place) {
        let Some((name, outcome)) =
            line.strip_prefix("test ").and_then(|rest| rest.split_once(" ... "))
        else {
            return;
        };
        // The outcome may be colored.
        let passed = outcome.contains("ok") && !outcome.contains("FAILED");
        for row in rows_of(name.rsplit("::").next().unwrap_or(name)) {
            let shown = &mut self.shown.entry(row).or_default()[place.column()];
            *shown = Some(passed && shown.unwrap_or(true));
        }
    }

    /// Compares the table with the results, and rewrites it if they differ.
    pub(super) fn write(&self, workspace: &Workspace) -> Result<()> {
        let path = workspace.path(DOCUMENT);
        let document =
            std::fs::read_to_string(&path).with_context(|| format!("failed to read {DOCUMENT}"))?;
        let written = self.fill(&document)?;
        if written == document {
            return Ok(());
        }
        std::fs::write(&path, written).with_context(|| format!("{DOCUMENT} cannot be written"))?;
        bail!("{DOCUMENT} did not match the tests and was updated")
    }

    /// The document with the results filled into its table. The first columns, and the reasons why a row is not
    /// tested in a place, are written by hand.
    fn fill(&self, document: &str) -> Result<String> {
        let (before, rest) =
            document.split_once(BEGIN).context("the marker before the rows is missing")?;
        let (table, after) =
            rest.split_once(END).context("the marker after the rows is missing")?;
        let mut lines = String::new();
        let mut rows = Vec::new();
        for line in table.lines() {
            match row_of_line(line) {
                Some(row) => {
                    lines.push_str(&self.fill_line(line, row)?);
                    rows.push(row);
                }
                None => lines.push_str(line),
            }
            lines.push('\n');
        }
        let missing: Vec<u8> = all_rows().filter(|row| !rows.contains(row)).collect();
        ensure!(missing.is_empty(), "{DOCUMENT} has no row {missing:?}");
        Ok(format!("{before}{BEGIN}{lines}{END}{after}"))
    }

    /// `| T35 | what it is about | Backend | Chromium | Firefox | WebKitGTK |`.
    fn fill_line(&self, line: &str, row: u8) -> Result<String> {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [_, _, places @ ..] = cells.as_slice() else {
            bail!("T{row:02} has too few cells");
        };
        ensure!(places.len() == Place::ALL.len(), "T{row:02} has {} cells", cells.len());
        let shown = self.shown.get(&row).copied().unwrap_or_default();
        let mut filled = format!("| {} | {} |", cells[0], cells[1]);
        for ((place, cell), shown) in Place::ALL.into_iter().zip(places).zip(shown) {
            let cell = match shown {
                Some(true) => PASSED,
                Some(false) => bail!("T{row:02} failed, {place:?}"),
                None if cell.is_empty() || *cell == PASSED => {
                    bail!("no test covers T{row:02}, {place:?}, and no reason is given")
                }
                None => cell,
            };
            filled.push_str(&format!(" {cell} |"));
        }
        Ok(filled)
    }
}

/// The rows about authorization: T01 to T12, T28, and T31 to T59.
fn all_rows() -> impl Iterator<Item = u8> {
    (1..=12).chain([28]).chain(31..=59)
}

/// The rows in the name of a test.
fn rows_of(name: &str) -> impl Iterator<Item = u8> {
    name.split('_')
        .map_while(|word| word.strip_prefix('t').filter(|digits| digits.len() >= 2)?.parse().ok())
}

fn row_of_line(line: &str) -> Option<u8> {
    line.strip_prefix("| T")?.split(' ').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHROMIUM: Place = Place::In(Engine::Chromium);
    const FIREFOX: Place = Place::In(Engine::Firefox);

    /// A document with all rows: T01 as given, the others with reasons.
    fn document(first: &str) -> String {
        let others = all_rows().skip(1).map(|row| format!("| T{row:02} | x | a | b | c | d |\n"));
        let others: String = others.collect();
        format!("Before\n{BEGIN}| Row | What |\n{first}\n{others}{END}After\n")
    }

    #[test]
    fn reads_rows_from_test_names() {
        for (name, rows) in [
            ("t35_of_fifty_one_exchanges", &[35][..]),
            ("t31_t32_t34_who_is_sent_away", &[31, 32, 34]),
            ("t09_of_t10", &[9]),
            ("two_clicks_are_one", &[]),
            ("t_shirt", &[]),
        ] {
            assert_eq!(rows_of(name).collect::<Vec<_>>(), rows, "{name}");
        }
    }

    #[test]
    fn fills_in_results_and_keeps_reasons() {
        let mut rows = Rows::default();
        rows.hear("test authorize::t01_opens ... ok\n", CHROMIUM);
        rows.hear("test authorize::t01_opens ... \u{1b}[32mok\u{1b}(B\u{1b}[m\n", FIREFOX);
        rows.hear("test authorize::other ... ok\n", Place::Backend);
        let filled = rows.fill(&document("| T01 | opens | the browser's |  | passed | why |"));
        let filled = filled.unwrap();
        let expected = document("| T01 | opens | the browser's | passed | passed | why |");
        assert_eq!(filled, expected);
    }

    #[test]
    fn one_failed_test_fails_its_row() {
        let mut rows = Rows::default();
        for outcome in ["ok", "FAILED", "ok"] {
            rows.hear(&format!("test t01_opens ... {outcome}\n"), CHROMIUM);
        }
        let error = rows.fill(&document("| T01 | opens | why | why | why | why |")).unwrap_err();
        assert!(error.to_string().contains("T01 failed"), "{error}");
    }

    #[test]
    fn a_row_without_test_or_reason_is_an_error() {
        for cell in ["", "passed"] {
            let document = document(&format!("| T01 | opens | why | why | why | {cell} |"));
            let error = Rows::default().fill(&document).unwrap_err().to_string();
            assert!(error.contains("T01") && error.contains("WebKit"), "{error}");
        }
    }

    #[test]
    fn a_missing_row_is_an_error() {
        let error = Rows::default().fill(&document("")).unwrap_err().to_string();
        assert!(error.contains("[1]"), "{error}");
    }
}
