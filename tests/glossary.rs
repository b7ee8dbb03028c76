//! The words of the project: what the glossary of CONTRIBUTING.md rules out is nowhere in it.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)] // A test may stop at the first surprise.

use std::fs;
use std::path::Path;

const CONTRIBUTING: &str = include_str!("../CONTRIBUTING.md");

/// Phrases that sound translated. Each is in two parts, so that this file passes its own test.
const STILTED: [(&str, &str); 5] =
    [("an", "ew"), ("who", "ever"), ("says", " so"), ("is", " none"), ("spec,", " section")];

/// Folders and files that tools or other people make, and words in other languages.
const LEFT_OUT: [&str; 10] = [
    "target",
    "node_modules",
    "dist",
    "pkg",
    ".git",
    "languages",
    // Applied migrations keep their checksums.
    "migrations",
    "Cargo.lock",
    "package-lock.json",
    "LICENSE-APACHE",
];

#[test]
fn no_source_and_no_document_uses_a_word_that_the_glossary_rules_out() {
    let words = ruled_out();
    assert!(words.len() > 40, "{words:?}");
    let mut found = Vec::new();
    let rows: Vec<_> = rows().collect();
    look(Path::new(env!("CARGO_MANIFEST_DIR")), &words, &rows, &mut found);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The last column of the glossary, and the stilted phrases.
fn ruled_out() -> Vec<String> {
    let words = rows().flat_map(|row| {
        let cell = row.trim_end_matches('|').rsplit('|').next().unwrap();
        cell.split('`').skip(1).step_by(2).map(str::to_lowercase).collect::<Vec<_>>()
    });
    words.chain(STILTED.map(|(one, other)| format!("{one}{other}"))).collect()
}

/// The rows of the glossary.
fn rows() -> impl Iterator<Item = &'static str> {
    let (_, glossary) = CONTRIBUTING.split_once("## Glossary\n").unwrap();
    let (glossary, _) = glossary.split_once("\n## ").unwrap();
    glossary.lines().filter(|line| line.starts_with("| ")).skip(1)
}

/// Looks for the words in all files below a folder, except in the rows of the glossary itself.
fn look(folder: &Path, words: &[String], rows: &[&str], found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if LEFT_OUT.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        if path.is_dir() {
            look(&path, words, rows, found);
        } else if let Ok(text) = fs::read_to_string(&path) {
            for (number, line) in text.lines().enumerate().filter(|(_, it)| !rows.contains(it)) {
                let line = line.to_lowercase().replace("is_none", "");
                let used = words.iter().filter(|word| contains_word(&line, word));
                found.extend(used.map(|word| format!("{}:{}: {word}", path.display(), number + 1)));
            }
        }
    }
}

/// Whether a word stands in a line, and not only inside a longer one. An underscore separates words, as in names of
/// tests.
fn contains_word(line: &str, word: &str) -> bool {
    let is_part = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let underscored = word.replace(' ', "_");
    [word, &underscored].into_iter().any(|word| {
        line.match_indices(word).any(|(at, _)| {
            !is_part(line[..at].chars().next_back())
                && !is_part(line[at + word.len()..].chars().next())
        })
    })
}
