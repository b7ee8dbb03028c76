//! Files with what is expected. `UPDATE_GOLDEN=1` writes them anew, to be read before they are committed.

use std::path::Path;

/// Compares with the file of this name.
pub(crate) fn assert_golden(name: &str, found: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/accessibility/golden");
    let path = folder.join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, found).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = expected.lines().zip(found.lines()).position(|(one, other)| one != other);
    let line = differs.unwrap_or(expected.lines().count().min(found.lines().count())) + 1;
    assert!(expected == found, "{name} differs from line {line} on. There is now:\n{found}");
}
