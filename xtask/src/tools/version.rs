//! Parses versions as printed by tools and written in Cargo.lock.

use anyhow::{Context, Result, bail};

/// The version in a line such as `trunk 0.21.14` or `wasm-opt version 132 (version_132)`: the first word that
/// begins with a digit.
pub(super) fn in_text(text: &str) -> Option<&str> {
    text.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
}

/// The part of a version before the first dot.
pub(super) fn major(version: &str) -> &str {
    version.split_once('.').map_or(version, |(major, _)| major)
}

/// The version of a package in the text of Cargo.lock.
pub(super) fn in_lock_file(lock_file: &str, package: &str) -> Result<String> {
    let wanted = format!("name = \"{package}\"");
    let mut lines = lock_file.lines();
    let mut versions = Vec::new();
    while lines.any(|line| line == wanted) {
        let version = lines
            .next()
            .and_then(|line| line.strip_prefix("version = \""))
            .and_then(|line| line.strip_suffix('"'))
            .with_context(|| format!("Cargo.lock has no version for {package}"))?;
        versions.push(version.to_owned());
    }
    match versions.as_slice() {
        [version] => Ok(version.clone()),
        [] => bail!("Cargo.lock has no {package}"),
        several => bail!("Cargo.lock has {package} more than once: {}", several.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_versions_in_tool_output() {
        for (text, version) in [
            ("trunk 0.21.14\n", "0.21.14"),
            ("wasm-bindgen 0.2.130", "0.2.130"),
            ("wasm-bindgen-test-runner 0.2.130", "0.2.130"),
            ("wasm-opt version 132 (version_132)", "132"),
            ("wasm-opt version 108", "108"),
            ("Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)", "156.0.8078.79"),
            (
                "ChromeDriver 156.0.8078.79 (a21ce95c24ce-refs/branch-heads/8078@{#1704})",
                "156.0.8078.79",
            ),
        ] {
            assert_eq!(in_text(text), Some(version));
        }
        assert_eq!(in_text("command not found"), None);
        assert_eq!(in_text(""), None);
    }

    #[test]
    fn the_major_version_precedes_the_first_dot() {
        assert_eq!(major("156.0.8078.79"), "156");
        assert_eq!(major("132"), "132");
    }

    const LOCK_FILE: &str = r#"version = 4

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
source = "registry"

[[package]]
name = "wasm-bindgen-macro"
version = "0.2.129"
dependencies = [
 "wasm-bindgen",
]

[[package]]
name = "syn"
version = "1.0.0"

[[package]]
name = "syn"
version = "2.0.0"
"#;

    #[test]
    fn matches_whole_names_in_the_lock_file() {
        assert_eq!(in_lock_file(LOCK_FILE, "wasm-bindgen").unwrap(), "0.2.130");
        assert_eq!(in_lock_file(LOCK_FILE, "wasm-bindgen-macro").unwrap(), "0.2.129");
    }

    #[test]
    fn missing_and_duplicate_versions_are_errors() {
        assert!(in_lock_file(LOCK_FILE, "leptos").unwrap_err().to_string().contains("leptos"));
        assert!(in_lock_file(LOCK_FILE, "syn").unwrap_err().to_string().contains("2.0.0"));
    }
}
