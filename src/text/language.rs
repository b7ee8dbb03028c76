//! Languages.

/// A language, as a BCP 47 tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Language(String);

/// Languages that are written from right to left.
const RIGHT_TO_LEFT: [&str; 9] = ["ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];

impl Default for Language {
    fn default() -> Self {
        Self("en".to_owned())
    }
}

impl Language {
    /// Parses the language, script, and region of a tag. Any combination of these is well-formed, and browsers
    /// throw on tags that are not. Returns `None` for an invalid tag.
    pub(super) fn parse(tag: &str) -> Option<Self> {
        let mut end = 0;
        for (place, part) in tag.as_bytes().split(|byte| *byte == b'-').enumerate() {
            let fits = match (place, part.len()) {
                (0, 2 | 3) | (1, 4) | (1 | 2, 2) => part.iter().all(u8::is_ascii_alphabetic),
                (1 | 2, 3) => part.iter().all(u8::is_ascii_digit),
                _ => false,
            };
            if !fits {
                break;
            }
            end += part.len() + usize::from(place > 0);
            // Nothing after a region matters here.
            if place > 0 && part.len() < 4 {
                break;
            }
        }
        tag.get(..end).filter(|known| !known.is_empty()).map(|known| Self(known.to_owned()))
    }

    /// The tag.
    pub(super) fn tag(&self) -> &str {
        &self.0
    }

    /// Whether it is English, of any region.
    pub(super) fn is_english(&self) -> bool {
        self.is("en")
    }

    /// Whether it is written from right to left.
    pub(super) fn is_right_to_left(&self) -> bool {
        RIGHT_TO_LEFT.iter().any(|tag| self.is(tag))
    }

    /// Whether it is this two-letter language, with or without further subtags.
    fn is(&self, tag: &str) -> bool {
        let more = self.0.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic);
        !more && self.0.get(..2).is_some_and(|primary| primary.eq_ignore_ascii_case(tag))
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    fn tag(text: &str) -> Option<String> {
        Language::parse(text).map(|language| language.tag().to_owned())
    }

    #[test]
    fn a_tag_is_read_as_far_as_the_region() {
        for (given, known) in [
            ("de", "de"),
            ("pt-BR", "pt-BR"),
            ("zh-Hant-TW", "zh-Hant-TW"),
            ("es-419", "es-419"),
            ("fil", "fil"),
            ("ar-EG-u-nu-latn", "ar-EG"),
            ("de-1996", "de"),
            ("de-de-de", "de-de"),
            ("de-", "de"),
            ("en-x-private", "en"),
        ] {
            assert_eq!(tag(given).as_deref(), Some(known), "{given}");
        }
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for given in
            ["", "-", " de", "d", "german", "x-klingon", "d1", "日本", "*", "-de", "de/../x"]
        {
            assert_eq!(tag(given), None, "{given}");
        }
    }

    #[test]
    fn some_languages_run_from_right_to_left() {
        for (given, is) in
            [("ar", true), ("AR-eg", true), ("he", true), ("de", false), ("arn", false)]
        {
            assert_eq!(Language::parse(given).map(|l| l.is_right_to_left()), Some(is), "{given}");
        }
    }
}
