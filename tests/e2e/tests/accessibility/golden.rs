//! Files with the expected results. `UPDATE_GOLDEN=1` rewrites them; review them before committing.

use std::path::Path;

/// Compares the result with the file of this name.
pub(crate) fn assert_golden(name: &str, found: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/accessibility/golden");
    let path = folder.join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, found).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == found, "{name} differs:\n{}", difference(&expected, found));
}

/// The lines from the first to the last difference, with a few lines of context before.
fn difference(expected: &str, found: &str) -> String {
    let (expected, found): (Vec<_>, Vec<_>) = (expected.lines().collect(), found.lines().collect());
    let same =
        |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| pairs.take_while(|(a, b)| a == b).count();
    let before = same(&mut expected.iter().zip(&found));
    let most = expected.len().min(found.len()) - before;
    let after = same(&mut expected.iter().rev().zip(found.iter().rev())).min(most);
    let part = |lines: &[&str]| lines[before.saturating_sub(3)..lines.len() - after].join("\n");
    let (expected, found) = (part(&expected), part(&found));
    format!("from line {} on there should be\n{expected}\nand there is\n{found}", before + 1)
}
