//! Message lookup.

use std::borrow::Cow;

use super::catalogue::Catalogue;
use super::english::Message;
use super::language::Language;
use crate::browser::intl;

/// A text to show: a built-in one, or a copy of one from a catalogue.
pub(crate) type Text = Cow<'static, str>;

/// The messages of one panel: the page's own texts first, then those of the language, then English.
#[derive(Clone, Default)]
pub(crate) struct Texts {
    language: Language,
    of_backend: Option<Catalogue>,
    of_language: Option<Catalogue>,
}

impl Texts {
    /// Changes the language and its texts. Without texts the panel uses English, and its `lang` is `en`.
    pub(crate) fn speak(&mut self, tag: &str, catalogue: Option<Catalogue>) {
        let language = Language::parse(tag);
        let language = language.filter(|known| known.is_english() || catalogue.is_some());
        self.of_language = catalogue.filter(|_| language.is_some());
        self.language = language.unwrap_or_default();
    }

    /// Replaces the page's own texts.
    pub(crate) fn speak_own(&mut self, messages: Option<Catalogue>) {
        self.of_backend = messages;
    }

    /// The language, for the `lang` attribute.
    pub(crate) fn language(&self) -> String {
        self.language.tag().to_owned()
    }

    /// Formats a time for this language. Returns `None` if it is not a valid time.
    pub(crate) fn time(&self, rfc3339: &str) -> Option<String> {
        intl::time(self.language.tag(), rfc3339)
    }

    /// The direction of the language's script, for the `dir` attribute.
    pub(crate) fn direction(&self) -> &'static str {
        if self.language.is_right_to_left() { "rtl" } else { "ltr" }
    }

    /// A message.
    pub(crate) fn get(&self, message: Message) -> Text {
        match self.given(message.key()) {
            Some(text) => text.into(),
            None => message.english().into(),
        }
    }

    /// A message with its placeholders filled: `{name}` is replaced by the value paired with `name`.
    pub(crate) fn fill(&self, message: Message, values: &[(&str, &str)]) -> String {
        // A value may run in the other direction. Isolate it, so that its punctuation stays in place.
        let marks =
            if self.language.is_right_to_left() { ["\u{2068}", "\u{2069}"] } else { [""; 2] };
        filled(&self.get(message), values, marks)
    }

    /// A message with a count, in the right plural form of the language. `other` is the form that every language
    /// has; the keys of the other forms end in their category instead.
    pub(crate) fn count(&self, other: Message, count: u32) -> String {
        let (category, number) = intl::count(self.language.tag(), count);
        filled(&self.form(other, &category, count), &[("count", &number)], [""; 2])
    }

    fn form(&self, other: Message, category: &str, count: u32) -> Text {
        let key = |category: &str| {
            format!("{}{category}", other.key().strip_suffix("other").unwrap_or_default())
        };
        let given = self.given(&key(category)).or_else(|| self.given(other.key()));
        match given {
            Some(text) => text.into(),
            // English has one other form, `one`.
            None => match Message::of(&key("one")) {
                Some(one) if count == 1 => one.english().into(),
                _ => other.english().into(),
            },
        }
    }

    /// The text that the page has passed in under this key, if any.
    fn given(&self, key: &str) -> Option<String> {
        [&self.of_backend, &self.of_language].into_iter().find_map(|given| given.as_ref()?(key))
    }
}

/// Fills all placeholders in one pass, so that placeholders inside a value are not expanded. (The standard
/// library's string replacement is larger in the browser.)
fn filled(text: &str, values: &[(&str, &str)], [open, close]: [&str; 2]) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        rest = after;
        let placeholder = after.split_once('}').and_then(|(name, after)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((*value, after))
        });
        match placeholder {
            Some((value, after)) => {
                [open, value, close].iter().for_each(|part| filled.push_str(part));
                rest = after;
            }
            None => filled.push('{'),
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Catalogue, Texts, filled};
    use crate::text::Message;

    type Pairs = &'static [(&'static str, &'static str)];

    fn catalogue(pairs: Pairs) -> Option<Catalogue> {
        let text = |key: &str| pairs.iter().find(|(known, _)| *known == key).map(|(_, text)| *text);
        Some(Arc::new(move |key| text(key).map(str::to_owned)))
    }

    fn speaking(tag: &str, pairs: Pairs) -> Texts {
        let mut texts = Texts::default();
        texts.speak(tag, catalogue(pairs));
        texts
    }

    #[test]
    fn keys_are_unique_and_placeholders_are_filled() {
        for (place, message) in Message::ALL.iter().enumerate() {
            assert_eq!(Message::ALL.iter().position(|m| m.key() == message.key()), Some(place));
        }
        assert_eq!(
            Texts::default().fill(Message::RegionSet, &[("region", "EU")]),
            "Region set to EU from the address."
        );
    }

    #[test]
    fn a_value_is_no_placeholder_and_what_is_none_stays() {
        let values = [("a", "{b}"), ("b", "{a}")];
        for (text, expected) in [
            ("{a} and {b}", "{b} and {a}"),
            ("{c} {a", "{c} {a"),
            ("{{a}} }{", "{{b}} }{"),
            ("{}", "{}"),
            ("", ""),
        ] {
            assert_eq!(filled(text, &values, [""; 2]), expected, "{text}");
        }
        assert_eq!(filled("{a}", &values, ["<", ">"]), "<{b}>");
    }

    #[test]
    fn the_backends_own_texts_come_first_and_english_last() {
        let mut texts = speaking("de", &[("action.save", "Sichern"), ("action.copy", "Kopieren")]);
        texts.speak_own(catalogue(&[("action.save", "Ab die Post"), ("no.such.key", "?")]));
        assert_eq!(texts.get(Message::Save), "Ab die Post");
        assert_eq!(texts.get(Message::Copy), "Kopieren");
        assert_eq!(texts.get(Message::Cancel), "Cancel");
        texts.speak("en", None);
        assert_eq!(texts.get(Message::Save), "Ab die Post");
        assert_eq!(texts.get(Message::Copy), "Copy");
        texts.speak_own(None);
        assert_eq!(texts.get(Message::Save), "Save");
    }

    #[test]
    fn the_language_is_the_one_that_is_spoken() {
        let some = || catalogue(&[("action.save", "…")]);
        for (tag, catalogue, language, direction, save) in [
            ("de-AT", some(), "de-AT", "ltr", "…"),
            ("ar", some(), "ar", "rtl", "…"),
            ("en-GB", None, "en-GB", "ltr", "Save"),
            ("en-GB", some(), "en-GB", "ltr", "…"),
            // English is used if there are no texts, or if the language is unknown.
            ("ar", None, "en", "ltr", "Save"),
            ("no tag", some(), "en", "ltr", "Save"),
            ("", None, "en", "ltr", "Save"),
        ] {
            let mut texts = Texts::default();
            texts.speak(tag, catalogue);
            assert_eq!((&*texts.language(), texts.direction()), (language, direction), "{tag}");
            assert_eq!(texts.get(Message::Save), save, "{tag}");
        }
    }

    #[test]
    fn values_are_set_apart_where_the_language_runs_from_right_to_left() {
        assert_eq!(
            speaking("ar", &[("request_id", "المرجع: {id}")])
                .fill(Message::RequestId, &[("id", "r-1")]),
            "المرجع: \u{2068}r-1\u{2069}"
        );
    }

    #[test]
    fn a_form_that_is_missing_is_taken_from_the_next_that_has_one() {
        let english = Texts::default();
        let form = |texts: &Texts, category, count| {
            texts.form(Message::SummaryOther, category, count).into_owned()
        };
        assert_eq!(form(&english, "one", 1), "There is {count} thing to fix");
        assert_eq!(form(&english, "other", 2), "There are {count} things to fix");
        let arabic = speaking("ar", &[("summary.few", "few"), ("summary.other", "other")]);
        assert_eq!(form(&arabic, "few", 3), "few");
        assert_eq!(form(&arabic, "many", 11), "other");
        // A language without this message: English, with English plural rules.
        let partial = speaking("ar", &[("action.save", "حفظ")]);
        assert_eq!(form(&partial, "one", 1), "There is {count} thing to fix");
        assert_eq!(form(&partial, "few", 3), "There are {count} things to fix");
    }
}
