//! Checks the tables in docs/embedding.md against the package.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may panic.

use std::collections::BTreeSet;

const DOCS: &str = include_str!("../docs/embedding.md");
const OPTIONS: &str = include_str!("../src/embed/js/options.js");
const TYPES: &str = include_str!("../src/embed/js/index.d.ts");
const EVENTS: &str = include_str!("../src/embed/events.rs");
const REACT: &str = include_str!("../src/embed/js/react.js");
const REACT_TYPES: &str = include_str!("../src/embed/js/react.d.ts");

#[test]
fn every_attribute_is_documented() {
    let documented = documented("## Attributes");
    assert_eq!(documented, quoted(texts()));
    assert_eq!(documented, members("TeamworkConnectAttributes"));
}

#[test]
fn every_value_of_an_attribute_is_documented() {
    let rules = between(OPTIONS, "const ONE_OF = {\n", "\n};");
    for (attribute, values) in rules.lines().map(|line| line.trim().split_once(':').unwrap()) {
        let row = row("## Attributes", attribute);
        let of_row: BTreeSet<_> = row.split('`').skip(3).step_by(2).map(str::to_owned).collect();
        assert_eq!(of_row, quoted(values), "{row}");
        assert_eq!(quoted(member("MountOptions", attribute)), quoted(values), "{attribute}");
    }
}

#[test]
fn every_option_is_a_camel_case_attribute_or_a_property() {
    let names = texts().lines().map(|line| name(line.trim()));
    assert_eq!(members("MountOptions"), names.collect());
    let documented = documented("## Properties");
    assert_eq!(documented, quoted(between(OPTIONS, "export const OBJECTS = [", "]")));
    assert_eq!(documented, members("PanelProperties"));
}

#[test]
fn every_link_is_documented() {
    let links = quoted(between(OPTIONS, "const LINKS = [", "]"));
    assert_eq!(links, members("Links"));
    let row = row("## Properties", "links");
    assert!(links.iter().all(|link| row.contains(&format!("`{link}`"))), "{row}");
}

#[test]
fn every_method_and_function_is_documented() {
    let mut expected = members("PanelMethods");
    expected.extend(["parseAccountUrl", "validate"].map(str::to_owned));
    assert_eq!(documented("## Methods"), expected);
    let own = between(DOCS, "A handle of `mount` has these and ", "\n");
    assert_eq!(
        own.split('`').skip(1).step_by(2).map(name).collect::<BTreeSet<_>>(),
        members("PanelHandle")
    );

    let functions = TYPES.lines().filter_map(|line| line.strip_prefix("export function "));
    for function in functions.map(name) {
        assert!(DOCS.contains(&format!("{function}(")), "{function}");
    }
}

#[test]
fn every_event_is_documented_and_dispatched() {
    let documented = documented("## Events");
    assert_eq!(documented, members("TeamworkConnectEventMap"));
    let sent = quoted(EVENTS).into_iter().filter(|text| text.starts_with("teamwork-"));
    assert_eq!(documented, sent.collect());
}

#[test]
fn every_event_has_a_callback_in_react() {
    let callbacks = between(REACT, "const CALLBACKS = {\n", "\n};");
    assert_eq!(quoted(callbacks), members("TeamworkConnectEventMap"));
    let names: BTreeSet<_> = callbacks.lines().map(|line| name(line.trim())).collect();
    let first_cells = section("## React").lines().filter(|line| line.starts_with("| `on"));
    let first_cells = first_cells.filter_map(|line| line.split('|').nth(1));
    let documented = first_cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    assert_eq!(documented.map(str::to_owned).collect::<BTreeSet<_>>(), names);
    for name in names {
        assert!(REACT_TYPES.contains(&format!("  {name}?: ")), "{name}");
    }
}

#[test]
fn event_details_are_documented() {
    for event in documented("## Events") {
        let row = row("## Events", &event);
        let told = row.split_once("`{").map_or("", |(_, rest)| between(rest, "", "}`"));
        let told: BTreeSet<_> = told.split(',').map(|part| name(part.trim())).collect();
        let typed = member("TeamworkConnectEventMap", &event);
        let typed = match between(typed, "CustomEvent<", ">;") {
            "ErrorDetail" => members("ErrorDetail"),
            "null" => BTreeSet::from([String::new()]),
            detail => detail
                .trim_matches(['{', '}', ' '])
                .split(';')
                .map(|part| name(part.trim()))
                .collect(),
        };
        assert_eq!(told, typed, "{event}");
    }
}

#[test]
fn error_fields_are_documented() {
    let section = section("## Errors");
    for property in members("ErrorDetail") {
        assert!(section.contains(&format!("`{property}`")), "{property}");
    }
}

/// The standalone page preloads every script, so that none waits until another one imports it.
#[test]
fn the_page_preloads_every_initial_script() {
    const PAGE: &str = include_str!("../index.html");
    const LATER: &str = "teamwork-connect/diagnose.js";
    let attributes = |beginning: &'static str| {
        let lines = PAGE.lines().filter_map(move |line| line.trim().strip_prefix(beginning));
        lines.map(|rest| rest.split('"').step_by(2).zip(rest.split('"').skip(1).step_by(2)))
    };
    let copied: BTreeSet<String> = attributes("<link data-trunk rel=\"copy-file\" ")
        .map(|link| {
            let value = |name: &str| link.clone().find(|(key, _)| key.trim() == name);
            let (_, path) = value("href=").unwrap();
            let folder =
                value("data-target-path=").map_or(String::new(), |(_, to)| format!("{to}/"));
            format!("{folder}{}", path.rsplit('/').next().unwrap())
        })
        .filter(|path| path != LATER)
        .collect();
    let hinted: BTreeSet<String> = attributes("<link rel=\"modulepreload\" ")
        .map(|mut link| link.next().unwrap().1.to_owned())
        .collect();
    assert!(copied.len() > 5, "{copied:?}");
    assert_eq!(hinted, copied);
}

/// The part of the document below a heading.
fn section(heading: &str) -> &'static str {
    between(DOCS, &format!("\n{heading}\n"), "\n## ")
}

/// The names in the first column of its tables.
fn documented(heading: &str) -> BTreeSet<String> {
    section(heading).lines().filter_map(|line| line.strip_prefix("| `")).map(name).collect()
}

/// Its row about this name.
fn row(heading: &str, about: &str) -> &'static str {
    let beginning = format!("| `{about}`");
    section(heading).lines().find(|line| line.starts_with(&beginning)).expect(about)
}

/// The string options: their names and those of their attributes.
fn texts() -> &'static str {
    between(OPTIONS, "export const TEXTS = {\n", "\n};")
}

/// The names of an interface's own members.
fn members(interface: &str) -> BTreeSet<String> {
    lines_of(interface).map(name).collect()
}

/// The line of one member.
fn member(interface: &str, about: &str) -> &'static str {
    lines_of(interface).find(|line| name(line) == about).expect(about)
}

fn lines_of(interface: &str) -> impl Iterator<Item = &'static str> {
    let body = between(TYPES, &format!("export interface {interface} "), "\n}\n");
    let (_, lines) = body.split_once("{\n").expect("a body");
    // Comments begin with a slash or an asterisk, and nested lines are indented further.
    let lines = lines.lines().filter_map(|line| line.strip_prefix("  "));
    lines.filter(|line| !line.starts_with(['/', '*', ' ']))
}

/// The name at the beginning of a line, after any modifiers.
fn name(line: &str) -> String {
    let line = ["readonly ", "get ", "set ", "\""]
        .iter()
        .fold(line, |line, before| line.strip_prefix(before).unwrap_or(line));
    line.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect()
}

/// The quoted strings.
fn quoted(text: &str) -> BTreeSet<String> {
    text.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The text between the first `begin` and the next `end`, or the end of the text.
fn between<'a>(text: &'a str, begin: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(begin).expect(begin);
    rest.split(end).next().unwrap_or(rest)
}
