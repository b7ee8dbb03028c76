//! docs/field-reports.md names only tests that exist, and every test with the ID of a report in its name.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may panic.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const DOCUMENT: &str = include_str!("../docs/field-reports.md");

/// The suites: their names in the document, and their folders.
const SUITES: [(&str, &str); 8] = [
    ("panel", "tests/panel"),
    ("journeys", "tests/e2e/tests/journeys"),
    ("integrator", "tests/e2e/tests/integrator"),
    ("examples", "tests/e2e/tests/examples"),
    ("backend", "backend/tests"),
    ("backend-unit", "backend/src"),
    ("core-unit", "core/src"),
    ("xtask-unit", "xtask/src"),
];

/// A table row with tests.
struct Row {
    /// Empty if it is not about a report.
    id: String,
    /// Suite and name.
    tests: Vec<(&'static str, &'static str)>,
}

#[test]
fn every_suite_is_introduced() {
    for (suite, folder) in SUITES {
        assert!(DOCUMENT.contains(&format!("\n- {suite}: `{folder}`")), "{suite}");
    }
}

/// The table of all faults, with what shows each.
const FAULTS: &str = include_str!("../docs/faults.md");

#[test]
fn every_test_named_in_the_table_of_faults_exists() {
    let rows: Vec<_> = FAULTS.lines().filter(|line| line.starts_with("| T")).collect();
    assert_eq!(rows.len(), 100);
    for row in rows {
        let tests = row.trim_end_matches('|').split(" | ").nth(2).unwrap();
        for (suite, name) in tests_of(tests) {
            if SUITES.iter().any(|(own, _)| *own == suite) {
                assert!(exists(suite, name), "{row}: there is no test {name} in {suite}");
            }
        }
    }
}

#[test]
fn every_named_test_exists() {
    for row in rows() {
        assert!(!row.tests.is_empty(), "{} has no test", row.id);
        for (suite, name) in row.tests {
            assert!(exists(suite, name), "{}: there is no test {name} in {suite}", row.id);
        }
    }
}

#[test]
fn every_report_has_one_row() {
    let all = DOCUMENT.lines().map(id_of).filter(|id| !id.is_empty());
    let mut ids = BTreeSet::new();
    for id in all {
        assert!(ids.insert(id.to_owned()), "{id} has two rows");
    }
    assert!(ids.len() > 30, "{ids:?}");
}

#[test]
fn every_test_with_a_report_id_is_in_its_row() {
    let rows = rows();
    let mut count = 0;
    for (suite, folder) in SUITES {
        for file in sources(&root().join(folder)) {
            for name in tests_in(&fs::read_to_string(&file).unwrap()) {
                for id in ids_in(&name) {
                    let row = rows.iter().find(|row| row.id == id);
                    let named = row.is_some_and(|row| {
                        let last = |full: &'static str| full.rsplit("::").next().unwrap();
                        row.tests.iter().any(|(of, full)| *of == suite && last(full) == name)
                    });
                    assert!(named, "docs/field-reports.md does not name {name} of {suite} at {id}");
                    count += 1;
                }
            }
        }
    }
    assert!(count > 30, "{count}");
}

#[test]
fn the_checks_detect_what_they_look_for() {
    assert!(exists("panel", "clients::b17_loading_the_clients_can_be_retried"));
    assert!(!exists("panel", "clients::b17_loading_the_clients"), "the name is incomplete");
    assert!(!exists("panel", "closing::b17_loading_the_clients_can_be_retried"));
    assert!(!exists("panel", "clients::backend_with"), "not a test");
    let ids = |name| ids_in(name).collect::<Vec<_>>();
    assert_eq!(ids("h1_b03_a_request"), ["B03"]);
    assert_eq!(ids("fuzz_b04_no_tag"), ["B04"]);
    assert_eq!(ids("d11_the_only_client"), ["D11"]);
    assert_eq!(ids("a_b03_of_something"), [""; 0]);
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The rows above the list of reports without a test.
fn rows() -> Vec<Row> {
    let (_, rest) = DOCUMENT.split_once("\n## Public bug reports\n").expect("the reports");
    let (held, _) =
        rest.split_once("\n## Not held by a test yet\n").expect("the reports without a test");
    let lines = held.lines().filter(|line| line.starts_with("| "));
    let lines = lines.filter(|line| !line.ends_with("| Tests |"));
    let rows: Vec<_> = lines
        .map(|line| {
            let cell = line.trim_end_matches(" |").rsplit(" | ").next().unwrap();
            Row { id: id_of(line).to_owned(), tests: tests_of(cell) }
        })
        .collect();
    assert!(rows.len() > 20, "{}", rows.len());
    rows
}

/// The ID at the beginning of a row about a report.
fn id_of(line: &str) -> &str {
    let first = line.strip_prefix("| ").and_then(|rest| rest.split(' ').next());
    first.filter(|cell| is_id(cell)).unwrap_or_default()
}

/// Parses the name of a `suite` and the names in backticks after it.
fn tests_of(cell: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut suite = "";
    let mut tests = Vec::new();
    for (place, part) in cell.split('`').enumerate() {
        let word = part.trim_matches([' ', ',', ';']);
        if place % 2 == 1 {
            tests.push((suite, word));
        } else if !word.is_empty() {
            suite = word;
        }
    }
    tests
}

/// Whether `module::test`, or `module::tests::test` for a unit test, is a test of that suite.
fn exists(suite: &str, name: &str) -> bool {
    let (_, folder) = SUITES.iter().find(|(own, _)| *own == suite).expect(suite);
    let (module, test) = name.rsplit_once("::").unwrap_or(("main", name));
    let module =
        if suite.ends_with("-unit") { module.strip_suffix("::tests").expect(name) } else { module };
    let file = root().join(folder).join(format!("{}.rs", module.replace("::", "/")));
    let source = fs::read_to_string(file).unwrap_or_default();
    tests_in(&source).iter().any(|own| own == test)
}

/// The names of functions with an attribute such as `#[test]` or `#[tokio::test]`.
fn tests_in(source: &str) -> Vec<String> {
    let mut is_test = false;
    let mut names = Vec::new();
    for line in source.lines().map(str::trim) {
        if line.starts_with("#[") {
            is_test |= line.ends_with("test]");
        } else if !line.starts_with("//") {
            let function = line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ");
            let name = function.and_then(|rest| rest.split('(').next());
            names.extend(name.filter(|_| is_test).map(str::to_owned));
            is_test = false;
        }
    }
    names
}

/// The IDs in the name of a test: `b03_…`, after other prefixes.
fn ids_in(name: &str) -> impl Iterator<Item = String> {
    let words = name.split('_').take_while(|word| {
        *word == "fuzz" || word.len() > 1 && word[1..].bytes().all(|byte| byte.is_ascii_digit())
    });
    words.map(str::to_ascii_uppercase).filter(|word| is_id(word))
}

/// Whether this is an ID such as `B01` or `D1`.
fn is_id(word: &str) -> bool {
    let Some(digits) = word.strip_prefix(['B', 'D']) else { return false };
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}
