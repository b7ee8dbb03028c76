//! What the properties of the component are made of.

use crate::text::Catalogue;

/// A language, with the panel's texts in it.
#[derive(Clone, Default)]
pub struct Language {
    /// Its BCP 47 tag, such as `de` or `pt-BR`.
    pub tag: String,
    /// The panel's texts in it. Without them the panel speaks English, as it does where one is missing.
    pub texts: Option<Catalogue>,
}

impl Language {
    /// A language with its texts.
    #[must_use]
    pub fn new(tag: &str, texts: Catalogue) -> Self {
        Self { tag: tag.to_owned(), texts: Some(texts) }
    }
}

/// Which requests carry cookies, as in `fetch`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Credentials {
    /// Those to the page's own origin.
    #[default]
    SameOrigin,
    /// All.
    Include,
    /// None.
    Omit,
}

/// The colors of a panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the user's system has it.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The name, as in the attribute `theme`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}
