//! The white space that clings to a copied value.

/// Removes tab, CR, LF, space, no-break space, U+200B to U+200D, U+2060 and U+FEFF at both ends,
/// exactly these (spec, section 3, rule 1). What comes with a copied address or key is invisible,
/// so nobody can be asked to mend it by hand.
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
