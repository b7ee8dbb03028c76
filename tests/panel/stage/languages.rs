//! The project's languages.

use std::collections::BTreeMap;
use std::sync::Arc;

use teamwork_connect::Catalogue;

/// Their tags.
pub(crate) const TAGS: [&str; 6] = ["ar", "de", "es", "fr", "ja", "pt-BR"];

/// The file of a language; `None` for English, which is built in.
pub(super) fn file(tag: &str) -> Option<&'static str> {
    match tag {
        "ar" => Some(include_str!("../../../src/text/languages/ar.json")),
        "de" => Some(include_str!("../../../src/text/languages/de.json")),
        "es" => Some(include_str!("../../../src/text/languages/es.json")),
        "fr" => Some(include_str!("../../../src/text/languages/fr.json")),
        "ja" => Some(include_str!("../../../src/text/languages/ja.json")),
        "pt-BR" => Some(include_str!("../../../src/text/languages/pt-BR.json")),
        _ => None,
    }
}

/// Its texts by key.
pub(crate) fn messages(tag: &str) -> Option<BTreeMap<String, String>> {
    file(tag).map(|file| serde_json::from_str(file).unwrap())
}

/// Its texts as a catalogue for the panel.
pub(crate) fn catalogue(tag: &str) -> Option<Catalogue> {
    let messages = messages(tag)?;
    Some(Arc::new(move |key| messages.get(key).cloned()))
}
