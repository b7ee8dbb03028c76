//! The conformance report has a row for every criterion, and the tests it names exist.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may panic.

use std::path::Path;

const REPORT: &str = include_str!("../docs/accessibility.md");

/// The success criteria of WCAG 2.2, level A and level AA.
const A: &str = "1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 \
    2.4.2 2.4.3 2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2";
const AA: &str = "1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 \
    2.5.8 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3";

#[test]
fn every_criterion_has_its_row() {
    let (a, aa) = REPORT.split_once("## Level AA").expect("two levels");
    for (part, criteria) in [(a, A), (aa, AA)] {
        let rows = part.lines().filter_map(|line| line.strip_prefix("| "));
        let numbers = rows.filter_map(|row| row.split(' ').next());
        let numbers: Vec<_> = numbers.filter(|word| word.contains('.')).collect();
        assert_eq!(numbers, criteria.split_whitespace().collect::<Vec<_>>());
    }
}

#[test]
fn met_criteria_name_existing_tests() {
    let rows = REPORT.lines().filter(|line| line.starts_with("| ") && line.contains("| met |"));
    for row in rows {
        let shown = row.trim_end_matches(" |").rsplit('|').next().unwrap().trim();
        assert!(shown == "read" || shown.contains("::"), "{row}");
    }
    let named: Vec<_> = REPORT.split('`').filter_map(|code| code.split_once("::")).collect();
    assert!(named.len() > 50, "{named:?}");
    for (module, test) in named.into_iter().filter(|name| *name != ("module", "test")) {
        assert!(is_a_test(module, test), "{module}::{test}");
    }
}

fn is_a_test(module: &str, test: &str) -> bool {
    let folders = ["tests/panel", "tests/e2e/tests/accessibility", "tests"];
    let files = folders.map(|folder| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        root.join(folder).join(format!("{module}.rs"))
    });
    files.iter().any(|file| {
        let source = std::fs::read_to_string(file).unwrap_or_default();
        source.contains(&format!("fn {test}("))
    })
}
