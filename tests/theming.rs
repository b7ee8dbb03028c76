//! The names that a page may use to style the panel, held against what is documented.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test may stop at the first surprise.

use std::collections::BTreeSet;
use std::path::Path;

const SHEET: &str = include_str!("../style/panel.css");
const DOCS: &str = include_str!("../docs/theming.md");
const STAND_IN: &str = include_str!("../src/embed/js/stand-in.js");
const STAND_IN_SHEET: &str = include_str!("../src/embed/js/stand-in-sheet.js");

/// Classes that only arrange, and places that are empty most of the time.
const UNNAMED: [&str; 6] = ["copy-line", "grow", "hidden", "problem", "report-region", "row"];

#[test]
fn every_custom_property_is_documented() {
    let property = |text: &str| names(text, "--teamwork-connect-");
    let table: String = DOCS.lines().filter(|line| line.starts_with("| `--")).collect();
    assert_eq!(property(SHEET), property(&table));
    assert_eq!(property(SHEET), property(DOCS), "examples use no others");
}

#[test]
fn presets_are_as_documented() {
    for row in DOCS.lines().filter(|line| line.starts_with("| `--")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let code = |cell: &str| cell.strip_prefix('`')?.strip_suffix('`').map(str::to_owned);
        let property = code(cells[1]).expect("a property");
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
        assert!(parts.remove(unnamed), "{unnamed} is no more");
    }
    let (_, section) = DOCS.split_once("## Parts").expect("a section on parts");
    let table: String = section.lines().filter(|line| line.starts_with("| `")).collect();
    parts.extend(parts_of_stand_in());
    let documented = table.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    assert_eq!(parts, documented);
}

/// Adds the parts that the sources in a folder name: in `part(…)` and its conditions, and in the prop `look`.
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

/// What stands in place of the panel is to look like it, without its style sheet.
#[test]
fn the_stand_in_has_the_presets_of_the_panel() {
    let preset = |text: &'static str| {
        let values = text.split("var(--teamwork-connect-").skip(1);
        values.map(|value| value.split([';', '\n']).next().unwrap()).collect::<BTreeSet<_>>()
    };
    let presets = preset(STAND_IN_SHEET);
    assert!(presets.len() > 10, "{presets:?}");
    let strangers: Vec<_> = presets.difference(&preset(SHEET)).copied().collect();
    assert!(strangers.is_empty(), "style/panel.css has others: {strangers:?}");
}

/// The names that it gives parts itself, and those of its frame.
fn parts_of_stand_in() -> BTreeSet<String> {
    let given = STAND_IN.split("setAttribute(\"part\", \"").skip(1);
    let given = given.map(|rest| rest.split('"').next().unwrap());
    let frames = STAND_IN.split("show(root, theme, again, \"").skip(1);
    let frames = frames.map(|rest| rest.split('"').next().unwrap());
    given.chain(frames).map(str::to_owned).collect()
}

/// What follows `prefix` in a text, wherever it stands.
fn names(text: &str, prefix: &str) -> BTreeSet<String> {
    let name = |rest: &str| {
        rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect::<String>()
    };
    text.split(prefix).skip(1).map(name).filter(|name| !name.is_empty()).collect()
}
