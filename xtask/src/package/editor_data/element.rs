//! The element, as described in the documentation and the types.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};

use super::markdown::{code, codes, rows, without_links};
use super::types::members;

/// The tag name.
pub(super) const TAG: &str = "teamwork-connect";

/// The description of the element.
pub(super) const DESCRIPTION: &str =
    "The panel with which a user creates a connection to Teamwork.com.";

/// The sources of the description.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sources<'a> {
    /// `docs/embedding.md`.
    pub(super) embedding: &'a str,
    /// `docs/theming.md`.
    pub(super) theming: &'a str,
    /// `index.d.ts`.
    pub(super) types: &'a str,
}

/// The element, in the order of the documentation.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) attributes: Vec<Item>,
    pub(super) properties: Vec<Item>,
    /// The read-only properties.
    pub(super) read_only: Vec<Item>,
    pub(super) methods: Vec<Item>,
    pub(super) events: Vec<Item>,
    pub(super) parts: Vec<Item>,
    pub(super) custom_properties: Vec<Item>,
}

/// A member of the element.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) name: String,
    /// Markdown, without links.
    pub(super) description: String,
    /// The TypeScript type; for a method, the return type. Empty for CSS names.
    pub(super) ty: String,
    /// The default, if it is a value.
    pub(super) preset: Option<String>,
}

impl Element {
    /// Reads the tables and the types.
    pub(super) fn read(sources: &Sources<'_>) -> Result<Self> {
        let Sources { embedding, theming, types } = *sources;
        let table =
            |heading, interface| typed(&rows(embedding, heading), &members(types, interface));
        // Functions of the package are documented under the same heading; they are not members of the element.
        let of_panel = members(types, "PanelMethods");
        let mut methods = rows(embedding, "## Methods");
        methods.retain(|row| of_panel.contains_key(name_of(row)));
        let (methods, read_only) =
            methods.into_iter().partition::<Vec<_>, _>(|row| row[0].contains("()"));
        let element = Self {
            attributes: table("## Attributes", "TeamworkConnectAttributes")?,
            properties: table("## Properties", "PanelProperties")?,
            read_only: typed(&read_only, &of_panel)?,
            methods: typed(&methods, &of_panel)?,
            events: table("## Events", "TeamworkConnectEventMap")?,
            parts: parts(&rows(theming, "## Parts")),
            custom_properties: custom_properties(&rows(theming, "## Custom properties")),
        };
        let all = [&element.attributes, &element.properties, &element.methods, &element.events];
        let of_css = [&element.parts, &element.custom_properties];
        ensure!(
            all.into_iter().chain(of_css).all(|items| !items.is_empty()),
            "a table of docs/embedding.md or docs/theming.md was not found"
        );
        Ok(element)
    }
}

/// The name a row documents, without the parentheses of a method.
fn name_of<'a>(row: &[&'a str]) -> &'a str {
    codes(row[0]).next().unwrap_or_default().trim_end_matches("()")
}

/// Rows of a name, a description and optionally a default, with their types.
fn typed(rows: &[Vec<&str>], types: &BTreeMap<String, String>) -> Result<Vec<Item>> {
    let item = |row: &Vec<&str>| {
        let name = name_of(row);
        let ty = types.get(name).with_context(|| format!("index.d.ts has no type for `{name}`"))?;
        let meaning = without_links(row.get(1).unwrap_or(&""));
        let (preset, words) = match row.get(2).copied() {
            // For methods, the third column is the return value.
            Some(cell) if !row[0].contains('(') => preset_of(cell),
            _ => (None, None),
        };
        let description = with_preset(meaning, words);
        Ok(Item { name: name.to_owned(), description, ty: ty.clone(), preset })
    };
    rows.iter().map(item).collect()
}

/// A default that is a value, or a description of the default.
fn preset_of(cell: &str) -> (Option<String>, Option<&str>) {
    let is_number = cell.parse::<u32>().is_ok();
    match code(cell).or(is_number.then_some(cell)) {
        Some(value) => (Some(value.to_owned()), None),
        None => (None, Some(cell)),
    }
}

fn with_preset(description: String, words: Option<&str>) -> String {
    match words {
        Some(words) => format!("{description}. Preset: {words}"),
        None => description,
    }
}

/// All parts that can be styled. Names in the description of other parts, such as `chosen`, share that
/// description.
fn parts(rows: &[Vec<&str>]) -> Vec<Item> {
    let mut parts: Vec<Item> = Vec::new();
    for row in rows {
        let description = without_links(row[1]);
        for name in row.iter().flat_map(|cell| codes(cell)) {
            if parts.iter().all(|part| part.name != name) {
                let (name, description) = (name.to_owned(), description.clone());
                parts.push(Item { name, description, ty: String::new(), preset: None });
            }
        }
    }
    parts
}

/// Rows of a name, a description, and the defaults for light and dark.
fn custom_properties(rows: &[Vec<&str>]) -> Vec<Item> {
    let item = |row: &Vec<&str>| {
        let [light, dark] = [2, 3].map(|column| row.get(column).copied().unwrap_or_default());
        let (preset, words) = match (code(light), code(dark)) {
            (Some(light), Some(dark)) => (Some(format!("light-dark({light}, {dark})")), None),
            (Some(value), None) => (Some(value.to_owned()), None),
            (None, _) => (None, Some(light)),
        };
        let description = with_preset(without_links(row[1]), words);
        Item { name: name_of(row).to_owned(), description, ty: String::new(), preset }
    };
    rows.iter().map(item).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use std::collections::BTreeSet;

    use super::{Element, Item, Sources};

    const OPTIONS: &str = include_str!("../../../../src/embed/js/options.js");
    const EVENTS: &str = include_str!("../../../../src/embed/events.rs");
    const SHEET: &str = include_str!("../../../../style/panel.css");
    const THEMING: &str = include_str!("../../../../docs/theming.md");

    /// The element of this checkout.
    pub(in super::super) fn element() -> Element {
        let sources = Sources {
            embedding: include_str!("../../../../docs/embedding.md"),
            theming: THEMING,
            types: include_str!("../../../../src/embed/js/index.d.ts"),
        };
        Element::read(&sources).unwrap()
    }

    fn names(items: &[Item]) -> BTreeSet<&str> {
        items.iter().map(|item| &*item.name).collect()
    }

    /// The quoted strings between two places in a text.
    fn quoted<'a>(text: &'a str, begin: &str, end: &str) -> BTreeSet<&'a str> {
        let (_, rest) = text.split_once(begin).unwrap();
        rest.split(end).next().unwrap().split('"').skip(1).step_by(2).collect()
    }

    #[test]
    fn it_has_every_attribute_and_property_of_the_code() {
        let element = element();
        assert_eq!(names(&element.attributes), quoted(OPTIONS, "export const TEXTS = {", "}"));
        assert_eq!(names(&element.properties), quoted(OPTIONS, "export const OBJECTS = [", "]"));
        assert_eq!(names(&element.read_only), BTreeSet::from(["dirty"]));
    }

    #[test]
    fn it_has_every_event_of_the_code() {
        let sent = EVENTS.split('"').skip(1).step_by(2);
        let sent = sent.filter(|text| text.starts_with("teamwork-")).collect();
        assert_eq!(names(&element().events), sent);
    }

    #[test]
    fn it_has_every_custom_property_of_the_style_sheet() {
        let rest = SHEET.split("var(").skip(1);
        let used = rest.filter_map(|rest| rest.split([',', ')']).next());
        let used: BTreeSet<_> =
            used.filter(|name| name.starts_with("--teamwork-connect-")).collect();
        assert!(used.len() > 20, "{used:?}");
        assert_eq!(names(&element().custom_properties), used);
    }

    /// `tests/theming.rs` checks the table against the code.
    #[test]
    fn it_has_every_part_of_the_table() {
        let (_, section) = THEMING.split_once("\n## Parts\n").unwrap();
        let table: String = section.lines().filter(|line| line.starts_with("| `")).collect();
        assert_eq!(names(&element().parts), table.split('`').skip(1).step_by(2).collect());
    }

    #[test]
    fn everything_is_described_and_typed() {
        let Element {
            attributes,
            properties,
            read_only,
            methods,
            events,
            parts,
            custom_properties,
        } = element();
        for item in [attributes, properties, read_only, methods, events].into_iter().flatten() {
            assert!(!item.description.is_empty() && !item.ty.is_empty(), "{item:?}");
            assert!(!item.description.contains("]("), "{item:?}");
        }
        for item in parts.into_iter().chain(custom_properties) {
            assert!(!item.description.is_empty(), "{item:?}");
        }
    }

    #[test]
    fn defaults_are_values_or_descriptions() {
        let element = element();
        let find = |items: &[Item], name: &str| {
            let item = items.iter().find(|item| item.name == name).unwrap();
            (item.preset.clone().unwrap_or_default(), item.description.clone())
        };
        assert_eq!(find(&element.attributes, "theme").0, "auto");
        assert_eq!(find(&element.attributes, "heading-level").0, "2");
        let (preset, description) = find(&element.attributes, "lang");
        assert!(preset.is_empty() && description.ends_with("Preset: English"), "{description}");
        let accent = find(&element.custom_properties, "--teamwork-connect-color-accent").0;
        assert_eq!(accent, "light-dark(#1d5fd0, #7db0ff)");
    }
}
