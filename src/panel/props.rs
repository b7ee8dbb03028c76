//! The types of the component's props.

use crate::text::Catalogue;

/// A language and the panel's texts in it.
#[derive(Clone, Default)]
pub struct Language {
    /// Its BCP 47 tag, such as `de` or `pt-BR`.
    pub tag: String,
    /// The panel's texts in this language. English is used if this is `None`, or for any text that is missing.
    pub texts: Option<Catalogue>,
}

impl Language {
    /// Creates a language from its tag and its texts.
    #[must_use]
    pub fn new(tag: &str, texts: Catalogue) -> Self {
        Self { tag: tag.to_owned(), texts: Some(texts) }
    }
}

/// Which requests carry cookies, as in `fetch`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Credentials {
    /// Same-origin requests only.
    #[default]
    SameOrigin,
    /// All requests.
    Include,
    /// No requests.
    Omit,
}

/// The color theme of a panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Follows the user's system.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The name, as in the `theme` attribute.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}
