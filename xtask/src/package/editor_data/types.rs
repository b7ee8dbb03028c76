//! Reads the types of the package.

use std::collections::BTreeMap;

/// The members of an interface with their types; for a method, the return type.
pub(super) fn members(types: &str, interface: &str) -> BTreeMap<String, String> {
    let (_, rest) = types.split_once(&format!("export interface {interface} ")).unwrap_or_default();
    let body = rest.split("\n}\n").next().unwrap_or_default();
    // Comments begin with a slash or an asterisk, and nested lines are indented further.
    let lines = body.lines().filter_map(|line| line.strip_prefix("  "));
    lines.filter(|line| !line.starts_with(['/', '*', ' '])).filter_map(member).collect()
}

fn member(line: &str) -> Option<(String, String)> {
    let (name, ty) = line.trim_end_matches(';').split_once(": ")?;
    let name = name.trim_start_matches("readonly ").trim_end_matches("()").trim_end_matches('?');
    Some((name.trim_matches('"').to_owned(), ty.trim_end_matches(" | undefined").to_owned()))
}

/// The values of a union of string literals.
pub(super) fn choices(ty: &str) -> Vec<&str> {
    let quoted = |choice| str::strip_prefix(choice, '"')?.strip_suffix('"');
    ty.split(" | ").map(quoted).collect::<Option<_>>().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{choices, members};

    #[test]
    fn members_have_their_types() {
        let types = "export interface A extends B {\n  /** One. */\n  one?: \"a\" | \"b\" | undefined;\n  \
                     readonly two: boolean;\n  three(): Promise<C>;\n  \"f-our\": D<{ e: F; g: H }>;\n}\n";
        let members = members(types, "A");
        let expected = [
            ("f-our", "D<{ e: F; g: H }>"),
            ("one", "\"a\" | \"b\""),
            ("three", "Promise<C>"),
            ("two", "boolean"),
        ];
        let expected = expected.map(|(name, ty)| (name.to_owned(), ty.to_owned()));
        assert_eq!(members.into_iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn choices_are_texts_only() {
        assert_eq!(choices("\"a\" | \"b\""), ["a", "b"]);
        assert!(choices("number | \"b\"").is_empty());
    }
}
