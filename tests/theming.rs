//! Checks the names that a page can use to style the panel against the documentation.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may panic.

use std::collections::BTreeSet;
use std::path::Path;

const SHEET: &str = include_str!("../style/panel.css");
const DOCS: &str = include_str!("../docs/theming.md");
const STAND_IN: &str = include_str!("../src/embed/js/stand-in.js");
const STAND_IN_SHEET: &str = include_str!("../src/embed/js/stand-in-sheet.js");

/// Classes that are only for layout, and places that are mostly empty.
const UNNAMED: [&str; 6] = ["copy-line", "grow", "hidden", "problem", "report-region", "row"];

#[test]
fn every_custom_property_is_documented() {
    let property = |text: &str| names(text, "--teamwork-connect-");
    let table: String = DOCS.lines().filter(|line| line.starts_with("| `--")).collect();
    assert_eq!(property(SHEET), property(&table));
    assert_eq!(property(SHEET), property(DOCS), "the examples use only documented properties");
}

#[test]
fn defaults_are_as_documented() {
    for row in DOCS.lines().filter(|line| line.starts_with("| `--")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let code = |cell: &str| cell.strip_prefix('`')?.strip_suffix('`').map(str::to_owned);
        let property = code(cells[1]).expect("a property name");
        let preset = match (code(cells[3]), code(cells[4])) {
            (Some(light), Some(dark)) => format!("light-dark({light}, {dark})"),
            (Some(value), None) => value,
            // It is described in words.
            _ => continue,
        };
        assert!(SHEET.contains(&format!("var({property}, {preset})")), "{property}: {preset}");
    }
}

#[test]
fn every_part_is_documented() {
    let mut parts = BTreeSet::new();
    collect_parts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/panel"), &mut parts);
    for unnamed in UNNAMED {
        assert!(parts.remove(unnamed), "{unnamed} no longer exists");
    }
    let (_, section) = DOCS.split_once("## Parts").expect("a section on parts");
    let table: String = section.lines().filter(|line| line.starts_with("| `")).collect();
    parts.extend(parts_of_placeholder());
    let documented = table.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    assert_eq!(parts, documented);
}

/// Collects the parts named in the sources of a folder: in `part(…)` and its conditions, and in the prop `look`.
fn collect_parts(folder: &Path, parts: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect_parts(&path, parts);
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap();
        for (begin, end) in [("part(", ')'), (".when(", ','), ("look=\"", '\n')] {
            for rest in source.split(begin).skip(1) {
                let rest = rest.split(end).next().unwrap_or_default();
                let opened = if begin.ends_with('"') { 0 } else { 1 };
                let quoted = rest.split('"').skip(opened).step_by(2);
                parts.extend(quoted.flat_map(str::split_whitespace).map(str::to_owned));
            }
        }
    }
}

/// The placeholder must look like the panel, without its style sheet.
#[test]
fn the_placeholder_has_the_defaults_of_the_panel() {
    let preset = |text: &'static str| {
        let values = text.split("var(--teamwork-connect-").skip(1);
        values.map(|value| value.split([';', '\n']).next().unwrap()).collect::<BTreeSet<_>>()
    };
    let presets = preset(STAND_IN_SHEET);
    assert!(presets.len() > 10, "{presets:?}");
    let strangers: Vec<_> = presets.difference(&preset(SHEET)).copied().collect();
    assert!(strangers.is_empty(), "style/panel.css has other defaults: {strangers:?}");
}

/// The parts that the placeholder creates itself, and those of its frame.
fn parts_of_placeholder() -> BTreeSet<String> {
    let given = STAND_IN.split("setAttribute(\"part\", \"").skip(1);
    let given = given.map(|rest| rest.split('"').next().unwrap());
    let frames = STAND_IN.split("show(root, theme, again, \"").skip(1);
    let frames = frames.map(|rest| rest.split('"').next().unwrap());
    given.chain(frames).map(str::to_owned).collect()
}

/// Every name that follows `prefix` in a text.
fn names(text: &str, prefix: &str) -> BTreeSet<String> {
    let name = |rest: &str| {
        rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect::<String>()
    };
    text.split(prefix).skip(1).map(name).filter(|name| !name.is_empty()).collect()
}
