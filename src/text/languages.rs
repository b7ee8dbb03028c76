//! Checks of the language files.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Message;

/// A language, its file, and its CLDR plural categories.
struct Language {
    tag: &'static str,
    file: &'static str,
    categories: &'static [&'static str],
}

macro_rules! language {
    ($tag:literal, $($category:literal)+) => {
        Language {
            tag: $tag,
            file: include_str!(concat!("languages/", $tag, ".json")),
            categories: &[$($category),+],
        }
    };
}

const LANGUAGES: [Language; 6] = [
    language!("ar", "zero" "one" "two" "few" "many" "other"),
    language!("de", "one" "other"),
    language!("es", "one" "many" "other"),
    language!("fr", "one" "many" "other"),
    language!("ja", "other"),
    language!("pt-BR", "one" "many" "other"),
];

/// The script of the placeholder without wasm, which has English texts of its own.
const STAND_IN: &str = include_str!("../embed/js/stand-in.js");

/// Texts that are the same in English and in another language.
const SAME: [&str; 15] = [
    ": ",
    "Basic",
    "Desk",
    "EU",
    "Name",
    "OAuth 2.0",
    "Projects",
    "Region",
    "Site",
    "Spaces",
    "Teamwork",
    "Teamwork.com",
    "US",
    "yourcompany",
    "{step}. {advice}",
];

impl Language {
    fn texts(&self) -> Map<String, Value> {
        serde_json::from_str(self.file).unwrap_or_else(|error| panic!("{}: {error}", self.tag))
    }

    /// The keys that the file must have, each with the English text that it translates.
    fn wanted(&self) -> Vec<(String, &'static str)> {
        let mut wanted = Vec::new();
        for message in Message::ALL {
            match message.key().rsplit_once('.') {
                Some((family, "other")) => wanted.extend(
                    self.categories
                        .iter()
                        .map(|form| (format!("{family}.{form}"), message.english())),
                ),
                // Other English plural forms, which the language need not have.
                Some((family, "one")) if Message::of(&format!("{family}.other")).is_some() => {}
                _ => wanted.push((message.key().to_owned(), message.english())),
            }
        }
        wanted.extend(of_stand_in().filter(|(key, _)| Message::of(key).is_none()));
        wanted
    }
}

/// The messages of [`STAND_IN`]: keys and English texts.
fn of_stand_in() -> impl Iterator<Item = (String, &'static str)> {
    let pair = |line: &'static str| {
        let (key, text) = line.trim().strip_prefix('"')?.split_once("\": \"")?;
        Some((key.to_owned(), text.strip_suffix("\",")?))
    };
    STAND_IN.lines().filter_map(pair)
}

/// Calls `check` with the tag, key, English text, and translation of every text, and fails with everything that it
/// finds.
fn every_text(check: impl Fn(&str, &str, &str, &str) -> Option<String>) {
    let mut found = Vec::new();
    for language in LANGUAGES {
        let texts = language.texts();
        for (key, english) in language.wanted() {
            let text = texts.get(&key).and_then(Value::as_str).unwrap_or_default();
            let problem = check(language.tag, &key, english, text);
            found.extend(problem.map(|what| format!("{} {key}: {what}", language.tag)));
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}

#[test]
fn the_scripts_know_the_same_languages() {
    let package = include_str!("../embed/js/files.js");
    let page = include_str!("../../page/files.js");
    for Language { tag, .. } in LANGUAGES {
        assert!(package.contains(&format!("\"./lang/{tag}.json\"")), "{tag}");
        assert!(page.contains(&format!("\"{tag}\"")), "{tag}");
    }
    assert_eq!(package.matches(".json\"").count(), LANGUAGES.len());
}

#[test]
fn what_both_scripts_and_panel_say_is_said_in_the_same_way() {
    let of_stand_in: Vec<_> = of_stand_in().collect();
    assert_eq!(of_stand_in.len(), 18, "{of_stand_in:?}");
    for (key, text) in of_stand_in {
        assert!(Message::of(&key).is_none_or(|message| message.english() == text), "{key}");
    }
}

#[test]
fn every_message_is_in_every_language() {
    every_text(|_, _, english, text| {
        text.trim().is_empty().then(|| format!("translate {english:?}"))
    });
}

#[test]
fn no_language_has_anything_else() {
    for language in LANGUAGES {
        let wanted: BTreeSet<_> = language.wanted().into_iter().map(|(key, _)| key).collect();
        let texts = language.texts();
        let other: Vec<_> = texts.keys().filter(|key| !wanted.contains(*key)).collect();
        assert!(other.is_empty(), "{}: no message has the keys {other:?}", language.tag);
        let lines = language.file.lines().filter(|line| line.contains("\": \"")).count();
        assert_eq!(lines, texts.len(), "{}: one line a message, and each key once", language.tag);
    }
}

#[test]
fn every_text_has_the_placeholders_of_the_english_one() {
    every_text(|tag, key, english, text| {
        let (wanted, has) = (placeholders(english), placeholders(text));
        // A form for one number may spell it out. In some languages `one` also covers 0.
        let of_one_number = [".zero", ".one", ".two"].iter().any(|form| key.ends_with(form))
            && !["fr", "pt-BR"].contains(&tag);
        let fits = has == wanted || of_one_number && has.is_subset(&wanted);
        (!fits).then(|| format!("{has:?} and not {wanted:?}"))
    });
}

#[test]
fn every_text_is_translated() {
    every_text(|_, _, english, text| {
        (text == english && !SAME.contains(&text)).then(|| format!("is English: {text:?}"))
    });
    for same in SAME {
        let used = |language: &Language| language.texts().values().any(|text| text == same);
        assert!(LANGUAGES.iter().any(used), "{same:?} need not be allowed");
    }
}

/// A sentence stays a sentence in every language, a label stays a label, and no text begins or ends with a stray
/// space.
#[test]
fn every_text_ends_as_the_english_one() {
    let end = |text: &str| match text.chars().last() {
        Some('.' | '。') => '.',
        Some('?' | '？' | '؟') => '?',
        Some(sign @ ('…' | ' ')) => sign,
        _ => 'a',
    };
    every_text(|_, key, english, text| {
        let apart = key == "label.colon" || end(english) == end(text) && !text.starts_with(' ');
        (!apart).then(|| format!("{text:?} ends unlike {english:?}"))
    });
}

#[test]
fn what_runs_the_other_way_is_set_apart_to_its_end() {
    every_text(|_, _, _, text| {
        let count = |mark| text.matches(mark).count();
        (count('\u{2066}') != count('\u{2069}')).then(|| "an isolate is left open".to_owned())
    });
}
