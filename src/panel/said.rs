//! Nothing is said past the messages: a look at the sources of the parts.

use std::path::Path;
use std::{fs, iter};

/// Where a text is given to what shows it, or reads it aloud.
const PLACES: [&str; 9] = [
    ".text(\"",
    ".text(&format!(\"",
    "Piece::text(\"",
    "live_text(|| \"",
    "(\"aria-label\",\"",
    "(\"aria-description\",\"",
    "(\"alt\",\"",
    "(\"placeholder\",\"",
    "(\"title\",\"",
];

/// What is said in the same way in all languages: signs, and parts of addresses.
const SAME: [&str; 5] = ["", " ", " · ", "https://", ".teamwork.com"];

/// Where a message would be read once and kept, and not follow the language.
const KEPT: [&str; 4] = [
    ".text(&panel.say(",
    ".text(&panel.fill(",
    ".attr(\"aria-label\",&panel.",
    ".attr(\"title\",&panel.",
];

/// Name and source of every part, without what makes one writing of the same differ from another.
fn sources() -> impl Iterator<Item = (String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/panel");
    fs::read_dir(folder).expect("the folder of the parts").map(|entry| {
        let path = entry.expect("a file").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        (name, plain(&fs::read_to_string(&path).expect("a source")))
    })
}

fn plain(source: &str) -> String {
    source.lines().map(str::trim).collect::<String>().replace("\", ", "\",")
}

/// What stands after each occurrence of `place`, as far as the next quotation mark.
fn literals<'a>(source: &'a str, place: &'a str) -> impl Iterator<Item = &'a str> {
    let mut rest = source;
    iter::from_fn(move || {
        rest = rest.split_once(place)?.1;
        rest.split('"').next()
    })
}

#[test]
fn no_part_says_anything_that_is_no_message() {
    let mut found = Vec::new();
    for (name, source) in sources().filter(|(name, _)| name != "said.rs") {
        for place in PLACES {
            let said = literals(&source, place).filter(|said| !SAME.contains(said));
            found.extend(said.map(|said| format!("{name}: {said:?}")));
        }
    }
    assert!(found.is_empty(), "make messages of these: {found:#?}");
}

#[test]
fn no_part_keeps_a_message_in_the_language_that_it_was_built_in() {
    let mut found = Vec::new();
    for (name, source) in sources().filter(|(name, _)| name != "said.rs") {
        found.extend(
            KEPT.iter().filter(|kept| source.contains(*kept)).map(|kept| format!("{name}: {kept}")),
        );
    }
    assert!(found.is_empty(), "use `message` or `live_text`: {found:#?}");
}

#[test]
fn the_look_finds_what_it_looks_for() {
    let source =
        plain("tag.text(\n    \"Hello\",\n).attr(\"title\", \"There\"); tag.text(\"https://\")");
    assert_eq!(literals(&source, PLACES[0]).collect::<Vec<_>>(), ["Hello", "https://"]);
    assert_eq!(literals(&source, PLACES[8]).collect::<Vec<_>>(), ["There"]);
    assert_eq!(
        sources()
            .filter(|(name, source)| name == "tag.rs" && source.contains("fn message("))
            .count(),
        1
    );
}
