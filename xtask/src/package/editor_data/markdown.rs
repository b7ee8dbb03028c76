//! Reads tables from Markdown documents.

/// The cells of the rows with a name, from the tables below this heading.
pub(super) fn rows<'a>(document: &'a str, heading: &str) -> Vec<Vec<&'a str>> {
    let (_, section) = document.split_once(&format!("\n{heading}\n")).unwrap_or_default();
    let section = section.split("\n## ").next().unwrap_or_default();
    let lines = section.lines().filter(|line| line.starts_with("| `"));
    let cells = |line: &'a str| line.trim_matches('|').split('|').map(str::trim).collect();
    lines.map(cells).collect()
}

/// The code spans in a cell.
pub(super) fn codes(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// The content of a cell that is a single code span.
pub(super) fn code(cell: &str) -> Option<&str> {
    let code = cell.strip_prefix('`')?.strip_suffix('`')?;
    (!code.contains('`')).then_some(code)
}

/// A cell without links, because their targets are not in the package.
pub(super) fn without_links(cell: &str) -> String {
    let mut text = String::new();
    let mut rest = cell;
    while let Some((before, label, after)) = next_link(rest) {
        text.push_str(before);
        text.push_str(label);
        rest = after;
    }
    text + rest
}

/// Splits at the first link: the text before it, its label, and the text after it.
fn next_link(text: &str) -> Option<(&str, &str, &str)> {
    let (label_and_before, target_and_after) = text.split_once("](")?;
    let (before, label) = label_and_before.rsplit_once('[')?;
    let (_, after) = target_and_after.split_once(')')?;
    Some((before, label, after))
}

#[cfg(test)]
mod tests {
    use super::{code, codes, rows, without_links};

    #[test]
    fn reads_only_rows_of_the_section() {
        let document = "# A\n\n## B\n\n| Name | Is |\n|---|---|\n| `a`, `b` | both |\n| `c` | one |\n\n## C\n\n| `d` | no |\n";
        assert_eq!(rows(document, "## B"), [["`a`, `b`", "both"], ["`c`", "one"]]);
        assert!(rows(document, "## D").is_empty());
    }

    #[test]
    fn reads_cells() {
        assert_eq!(codes("`a`, `b` or c").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!((code("`a`"), code("`a` or `b`"), code("a")), (Some("a"), None, None));
        assert_eq!(without_links("[one](a.md#b) of [`two`](c), [3]"), "one of `two`, [3]");
    }
}
