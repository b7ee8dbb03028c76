//! White space around copied values.

/// Trims tab, CR, LF, space, no-break space, U+200B to U+200D, U+2060, and U+FEFF from both ends, and nothing
/// else. These come along when an address or a key is copied, and a user can't remove what isn't visible.
#[must_use]
pub fn trim_outer_space(text: &str) -> &str {
    text.trim_matches(|c| {
        matches!(
            c,
            '\t' | '\r' | '\n' | ' ' | '\u{a0}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
        )
    })
}

#[cfg(test)]
mod tests {
    use super::trim_outer_space;

    #[test]
    fn trims_exactly_the_listed_characters() {
        assert_eq!(trim_outer_space("\u{feff}\u{200b} \t acme\u{a0}\r\n\u{2060}"), "acme");
        assert_eq!(trim_outer_space("\u{b}acme\u{3000}"), "\u{b}acme\u{3000}");
    }
}
